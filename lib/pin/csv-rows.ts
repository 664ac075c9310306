import type { CsvColumn, CsvRow } from './csv-read';
import { DESCRIPTION_LIMIT, TITLE_LIMIT } from './limits';

/** Whether the month or the day comes first where both are numbers, as in 03/04/2026. */
export type DateOrder = 'month-first' | 'day-first';

type CsvDate = { at: number; hasTime: boolean } | 'invalid';

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;
const NUMBERS =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})/;

/**
 * A date of a spreadsheet, with a time or without, in ISO 8601 or as spreadsheets write it. Without a zone it is on this
 * browser's clock; without a time it is the beginning of the day. An hour that daylight saving skips moves forward.
 */
export function parseCsvDate(text: string, order: DateOrder): CsvDate {
  const written = text.trim().replace(YEAR_FIRST, '$1-$2-$3');
  const iso = ISO.exec(written);
  if (iso) {
    const [, year, month, day, hours, minutes, seconds, zone] = iso;
    return build([year, month, day], [hours, minutes, seconds], zone);
  }
  const numbers = NUMBERS.exec(written);
  if (!numbers) return 'invalid';
  const [, first, separator, second, year = '', hours, minutes, seconds, half, zone] = numbers;
  // Dots are German and the like: there the day always comes first.
  const isDayFirst = separator === '.' || order === 'day-first';
  const [month, day] = isDayFirst ? [second, first] : [first, second];
  return build([year.length === 2 ? `20${year}` : year, month, day], [toHours24(hours, half), minutes, seconds], zone);
}

/** The order that a column's dates show, where one of them can only be read so; null where any could be either. */
export function findDateOrder(texts: readonly string[]): DateOrder | null {
  for (const text of texts) {
    const [, first, separator, second] = NUMBERS.exec(text.trim()) ?? [];
    if (first === undefined || separator === '.') continue;
    if (Number(first) > 12) return 'day-first';
    if (Number(second) > 12) return 'month-first';
  }
  return null;
}

/** Whether a date would be another one in the other order. */
export function isAmbiguous(text: string): boolean {
  const [, first, separator, second] = NUMBERS.exec(text.trim()) ?? [];
  return first !== undefined && separator !== '.' && first !== second && Number(first) <= 12 && Number(second) <= 12;
}

function toHours24(hours: string | undefined, half: string | undefined): string | undefined {
  if (hours === undefined || !half) return hours;
  if (Number(hours) < 1 || Number(hours) > 12) return '99';
  return String((Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0));
}

function build(
  [year, month, day]: (string | undefined)[],
  [hours, minutes, seconds]: (string | undefined)[],
  zone: string | undefined,
): CsvDate {
  const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = [year, month, day, hours ?? 0, minutes ?? 0, seconds ?? 0].map(
    Number,
  );
  const calendar = new Date(Date.UTC(y, m - 1, d));
  const isReal = calendar.getUTCFullYear() === y && calendar.getUTCMonth() === m - 1 && calendar.getUTCDate() === d;
  if (!isReal || h > 23 || min > 59 || s > 59) return 'invalid';
  const hasTime = hours !== undefined;
  if (!zone) return { at: new Date(y, m - 1, d, h, min, s).getTime(), hasTime };
  const [, sign, zoneHours, zoneMinutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const offset = zoneHours ? (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1) : 0;
  return { at: Date.UTC(y, m - 1, d, h, min, s) - offset * 60_000, hasTime };
}

const CSV_FAULTS = [
  'broken',
  'too-many-cells',
  'no-media',
  'media-invalid',
  'too-many-pictures',
  'title-too-long',
  'description-too-long',
  'link-invalid',
  'date-invalid',
  'date-past',
  'no-board',
  'double',
  'keywords-dropped',
] as const;

/** Something wrong with one cell of a spreadsheet. Errors keep the row out until it is mended in the file; warnings do not. */
export interface CsvProblem {
  line: number;
  column: CsvColumn | null;
  fault: (typeof CSV_FAULTS)[number];
  severity: 'error' | 'warning';
  /** What stands in the cell. */
  value: string;
}

/** A row that can become a pin. */
export interface CsvPin {
  line: number;
  title: string;
  description: string;
  link: string;
  media: string[];
  /** The board's name, as written. */
  board: string;
  /** Epoch ms; null: none is named. */
  at: number | null;
  /** Whether `at` is a day without a time. */
  isDay: boolean;
}

/** Slides in one pin, at most. */
const SLIDES_MAX = 5;

/** What a spreadsheet's rows come to: the pins, and everything wrong with them by line and column. */
export function readRows(
  rows: readonly CsvRow[],
  columns: readonly (CsvColumn | null)[],
  { order, now }: { order: DateOrder; now: number },
): { pins: CsvPin[]; problems: CsvProblem[] } {
  const pins: CsvPin[] = [];
  const problems: CsvProblem[] = [];
  const seen = new Set<string>();
  for (const row of rows) {
    const found: CsvProblem[] = [];
    const note = (column: CsvColumn | null, fault: CsvProblem['fault'], value = '', isError = true) =>
      found.push({ line: row.line, column, fault, severity: isError ? 'error' : 'warning', value });
    const pin = readRow(row, columns, { order, now }, note);
    const key = JSON.stringify({ ...pin, line: 0 });
    if (seen.has(key)) note(null, 'double');
    seen.add(key);
    problems.push(...found);
    if (!found.some(({ severity }) => severity === 'error')) pins.push(pin);
  }
  return { pins, problems };
}

type Note = (column: CsvColumn | null, fault: CsvProblem['fault'], value?: string, isError?: boolean) => void;

function readRow(
  { line, cells, isBroken }: CsvRow,
  columns: readonly (CsvColumn | null)[],
  { order, now }: { order: DateOrder; now: number },
  note: Note,
): CsvPin {
  const read = (column: CsvColumn) => unescapeFormula((cells[columns.indexOf(column)] ?? '').trim());
  if (isBroken) note(null, 'broken', cells.join(' ').slice(0, 80));
  else if (cells.slice(columns.length).some((cell) => cell.trim() !== '')) note(null, 'too-many-cells', cells.at(-1));
  const title = read('Title');
  const link = read('Link');
  const media = read('Media URL').split(/\s+/).filter(Boolean);
  if (title.length > TITLE_LIMIT) note('Title', 'title-too-long', title, false);
  if (media.length === 0) note('Media URL', 'no-media');
  if (media.length > SLIDES_MAX) note('Media URL', 'too-many-pictures', String(media.length));
  for (const address of media) if (!isWebAddress(address)) note('Media URL', 'media-invalid', address);
  if (link && !isWebAddress(link)) note('Link', 'link-invalid', link, false);
  const board = read('Pinterest board');
  if (!board) note('Pinterest board', 'no-board', '', false);
  const description = addKeywords(read('Description'), read('Keywords'), note);
  if (description.length > DESCRIPTION_LIMIT) note('Description', 'description-too-long', description, false);
  const { at, isDay } = readDate(read('Publish date'), order, now, note);
  return { line, title, description, link, media, board, at, isDay };
}

function readDate(written: string, order: DateOrder, now: number, note: Note): Pick<CsvPin, 'at' | 'isDay'> {
  if (written === '') return { at: null, isDay: false };
  const date = parseCsvDate(written, order);
  if (date === 'invalid') {
    note('Publish date', 'date-invalid', written);
    return { at: null, isDay: false };
  }
  const isPast = date.hasTime ? date.at <= now : date.at + 24 * 3_600_000 <= now;
  if (isPast) note('Publish date', 'date-past', written, false);
  return { at: date.at, isDay: !date.hasTime };
}

/** Postbreeze takes no keywords: they become hashtags at the end of the description, those that fit and are not in it yet. */
function addKeywords(description: string, keywords: string, note: Note): string {
  let text = description;
  const dropped: string[] = [];
  for (const keyword of keywords.split(/[,;\n]/)) {
    const tag = keyword
      .trim()
      .replace(/^#/, '')
      .replace(/\s+(\S)/g, (_, first: string) => first.toUpperCase());
    if (tag === '' || new RegExp(`#${escapePattern(tag)}(?![\\p{L}\\p{N}_])`, 'iu').test(text)) continue;
    const longer = text === '' ? `#${tag}` : `${text}${/(^|\n)(#\S+ ?)+$/.test(text) ? ' ' : '\n'}#${tag}`;
    if (longer.length > DESCRIPTION_LIMIT) dropped.push(keyword.trim());
    else text = longer;
  }
  if (dropped.length > 0) note('Keywords', 'keywords-dropped', dropped.join(', '), false);
  return text;
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);
}

/** What a spreadsheet would take for a formula begins with an apostrophe in our exports, and in others' careful ones. */
const FORMULA = /^'*[=+\-@\t\r]/;

/** A cell that no spreadsheet runs as a formula (OWASP, "CSV Injection"). */
export function escapeFormula(cell: string): string {
  return FORMULA.test(cell) ? `'${cell}` : cell;
}

export function unescapeFormula(cell: string): string {
  return /^'/.test(cell) && FORMULA.test(cell) ? cell.slice(1) : cell;
}
