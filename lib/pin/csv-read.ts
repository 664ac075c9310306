import Papa from 'papaparse';

/** The columns of Pinterest's own bulk upload, in its order: https://help.pinterest.com/business/article/bulk-upload-video-pins. */
export const CSV_COLUMNS = [
  'Title',
  'Media URL',
  'Pinterest board',
  'Thumbnail',
  'Description',
  'Link',
  'Publish date',
  'Keywords',
] as const;
export type CsvColumn = (typeof CSV_COLUMNS)[number];

/** Other headings for the same, as other tools' exports have them; folded. */
const SYNONYMS: Record<CsvColumn, string> = {
  Title: 'title|pin title|headline|name',
  'Media URL': 'media url|media|image|image url|image link|picture|photo|pin image|image address|picture url',
  'Pinterest board': 'pinterest board|board|board name|boards|pin board',
  Thumbnail: 'thumbnail|thumbnail url|cover',
  Description: 'description|pin description|text|caption|body|message',
  Link: 'link|url|destination|destination link|destination url|website|source|pin link|web address',
  'Publish date':
    'publish date|date|publish at|scheduled|schedule|scheduled for|scheduled date|time|publish time|date time',
  Keywords: 'keywords|tags|hashtags|topics|tagged topics',
};

const BY_HEADING = new Map(
  CSV_COLUMNS.flatMap((column) => SYNONYMS[column].split('|').map((name) => [name, column] as const)),
);

/** A heading as headings are compared: without case, marks or punctuation. */
export function foldHeading(heading: string): string {
  return heading
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/**
 * Which column each heading means; null for none. What was matched by hand before (`remembered`, by folded heading; '' for none)
 * comes first. A column is taken once: by the first heading that means it.
 */
export function matchHeadings(
  headings: readonly string[],
  remembered: Readonly<Record<string, string>> = {},
): (CsvColumn | null)[] {
  const taken = new Set<CsvColumn>();
  return headings.map((heading) => {
    const folded = foldHeading(heading);
    const known = Object.hasOwn(remembered, folded) ? remembered[folded] : BY_HEADING.get(folded);
    const column = CSV_COLUMNS.find((one) => one === known);
    if (!column || taken.has(column)) return null;
    taken.add(column);
    return column;
  });
}

/** A spreadsheet larger than this is none of pins: a thousand rows come to less than 2 MB. Bytes. */
export const CSV_BYTES_MAX = 10_000_000;

/** Why a file cannot be read as a spreadsheet. */
export type CsvFault = 'too-large' | 'empty' | 'not-text';

/** One row of a spreadsheet, as text. */
export interface CsvRow {
  /** The line of the file on which it begins, from 1. */
  line: number;
  cells: string[];
  /** A quote that is never closed, or text after a closing one. */
  isBroken: boolean;
}

export interface CsvTable {
  headings: string[];
  rows: CsvRow[];
}

/** A spreadsheet's rows, whatever its separator, encoding and line ends; empty rows are left out. */
export function readCsv(bytes: Uint8Array): CsvTable | CsvFault {
  if (bytes.length > CSV_BYTES_MAX) return 'too-large';
  const text = decode(bytes);
  if (text === null) return 'not-text';
  if (text.trim() === '') return 'empty';
  const rows = parse(text);
  const [head, ...others] = rows;
  if (!head) return 'empty';
  return { headings: head.cells.map((cell) => cell.trim()), rows: others };
}

function parse(text: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let line = 1;
  let from = 0;
  Papa.parse<string[]>(text, {
    delimiter: findSeparator(text),
    skipEmptyLines: false,
    step: ({ data, errors, meta }) => {
      // A quoted field may hold line breaks, so lines are counted in the text itself.
      const start = line;
      for (let at = from; at < meta.cursor; at++) if (isLineEnd(text, at)) line++;
      from = meta.cursor;
      if (data.some((cell) => cell.trim() !== '')) rows.push({ line: start, cells: data, isBroken: errors.length > 0 });
    },
  });
  return rows;
}

function isLineEnd(text: string, at: number): boolean {
  const character = text[at];
  return character === '\n' || (character === '\r' && text[at + 1] !== '\n');
}

const SEPARATORS = [',', ';', '\t'];

/** The separator that the first line has most of, quoted parts left out. */
function findSeparator(text: string): string {
  const head = text.slice(0, 20_000).replace(/"(?:[^"]|"")*"/g, '');
  const first = head.split(/[\r\n]+/).find((one) => one.trim() !== '') ?? '';
  const count = (separator: string) => first.split(separator).length;
  return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best));
}

/** UTF-8 or UTF-16, with a mark or without; else what Excel on Windows writes; null for what is no text. */
function decode(bytes: Uint8Array): string | null {
  const encoding = findEncoding(bytes);
  const text = tryDecode(bytes, encoding) ?? tryDecode(bytes, 'windows-1252');
  if (text === null) return null;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what tells a picture or a program from text
  const controls = text.match(/[\u0000-\u0008\u000e-\u001f\ufffd]/g)?.length ?? 0;
  return controls > text.length / 1000 ? null : text.replaceAll('\u0000', '');
}

function findEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const head = bytes.subarray(0, 2000);
  const zeros = [0, 1].map((rest) => head.filter((byte, at) => byte === 0 && at % 2 === rest).length);
  const [even = 0, odd = 0] = zeros;
  if (odd > head.length / 4 && even === 0) return 'utf-16le';
  if (even > head.length / 4 && odd === 0) return 'utf-16be';
  return 'utf-8';
}

function tryDecode(bytes: Uint8Array, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
