import { type Header, PLAIN } from './traits';

/** Enough for a long licence comment before the root element. Bytes. */
const START = 16 * 1024;

/** An SVG; undefined when it is none. The size is its own, in CSS pixels, 0 where it has none. */
export function readSvg(bytes: Uint8Array): Header | undefined {
  const start = new TextDecoder(hasUtf16Mark(bytes)).decode(bytes.subarray(0, START));
  const root = findRoot(start);
  if (root?.name !== 'svg' && root?.name !== 'svg:svg') return undefined;
  const { attributes } = root;
  const [, , boxWidth = 0, boxHeight = 0] = (find(attributes, 'viewBox') ?? '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  return {
    ...PLAIN,
    type: 'image/svg+xml',
    width: toPixels(find(attributes, 'width')) || boxWidth || 0,
    height: toPixels(find(attributes, 'height')) || boxHeight || 0,
    // The drawing's own parser tells.
    isWhole: true,
    hasAlpha: true,
    isLossless: true,
  };
}

function hasUtf16Mark(bytes: Uint8Array): 'utf-16le' | 'utf-8' {
  return bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8';
}

function find(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\s)${name}\\s*=\\s*["']([^"']*)["']`, 'i').exec(attributes)?.[1];
}

/** Plain numbers and pixels only; percentages and other units say nothing by themselves. */
function toPixels(length = ''): number {
  return /^\s*[\d.]+(px)?\s*$/.test(length) ? Number.parseFloat(length) : 0;
}

/** What may stand before a document's first element: a declaration, comments, a document type with or without a subset. */
const PROLOG: readonly { starts: RegExp; ends: string }[] = [
  { starts: /^<\?/, ends: '?>' },
  { starts: /^<!--/, ends: '-->' },
  { starts: /^<!doctype[^>[]*\[/i, ends: ']' },
  { starts: /^<!doctype/i, ends: '>' },
  { starts: /^>/, ends: '>' },
];

/** The first element of a document: its name in lower case, and its attributes as they are written. */
export interface Root {
  name: string;
  attributes: string;
}

/** The first element of a text that is markup; undefined when it is none, or when it lies beyond the text. */
export function findRoot(text: string): Root | undefined {
  let rest = text.replace(/^\uFEFF/, '').trimStart();
  for (let part = findProlog(rest); part; part = findProlog(rest)) {
    const end = rest.indexOf(part.ends);
    if (end < 0) return undefined;
    rest = rest.slice(end + part.ends.length).trimStart();
  }
  const root = /^<([a-z][\w:-]*)([^>]*)/i.exec(rest);
  return root ? { name: root[1]!.toLowerCase(), attributes: root[2]! } : undefined;
}

function findProlog(text: string) {
  return PROLOG.find(({ starts }) => starts.test(text));
}
