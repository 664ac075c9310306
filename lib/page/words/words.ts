import type { Candidate, PageFacts } from '../facts';

/** Title and description as Pinterest and Postbreeze limit them, in UTF-16 units. */
export const MAX_TITLE_LENGTH = 100;
export const MAX_DESCRIPTION_LENGTH = 500;

/** Texts of pages are cut here before anything else is done with them. */
const MAX_RAW_LENGTH = 5_000;

/** Invisible characters that pages use to break lines, to mark copies or to turn text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const INVISIBLE = /[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const TAG = /<\/?[a-z][^<>]*>/gi;

/** One line of plain text: entities that were escaped twice are decoded, tags that were left in are dropped, white space is single. */
export function cleanText(raw: string): string {
  let text = raw.length > MAX_RAW_LENGTH ? raw.slice(0, MAX_RAW_LENGTH) : raw;
  if (text.includes('<')) text = text.replace(TAG, ' ');
  if (text.includes('&')) text = decodeEntities(text).replace(TAG, ' ');
  // What JSON escapes, escaped once more.
  if (text.includes('\\u'))
    text = text.replace(/\\u([\da-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)));
  if (text.includes('\\')) text = text.replace(/\\[nrt](?![a-z])/g, ' ');
  return text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** An entity with its semicolon: without it, "&copy=2" of an address would be one. */
const ENTITY = /&(?:#\d{1,10}|#x[\da-f]{1,8}|[a-z][a-z\d]{1,31});/gi;

/** Decodes entities, also those escaped twice more: what JSON-LD holds, and what templates escaped that was escaped already. */
export function decodeEntities(text: string): string {
  let decoded = text;
  for (let i = 0; i < 3 && decoded.includes('&'); i++) decoded = decoded.replace(ENTITY, decodeEntity);
  return decoded;
}

/** Names asked of the parser on one page; more are no text but an attack. */
const MAX_ENTITIES = 500;
const decodedEntities = new Map<string, string>();

/**
 * One entity as the browser's own parser reads it, which knows all 2,231 names with their case. Nothing else is ever given to the
 * parser, so no text of a page becomes HTML.
 */
function decodeEntity(entity: string): string {
  if (entity[1] === '#') return decodeNumber(entity);
  let sign = decodedEntities.get(entity);
  if (sign === undefined && decodedEntities.size < MAX_ENTITIES) {
    sign = parseEntity(entity);
    decodedEntities.set(entity, sign);
  }
  return sign ?? entity;
}

function parseEntity(entity: string): string {
  try {
    return new DOMParser().parseFromString(`<a>${entity}`, 'text/html').body.textContent ?? entity;
  } catch {
    return entity;
  }
}

/** A sign by its number; 128 to 159 are those of Windows-1252 (HTML standard, numeric character reference end state). */
function decodeNumber(entity: string): string {
  const code = /^&#x/i.test(entity) ? Number.parseInt(entity.slice(3), 16) : Number.parseInt(entity.slice(2), 10);
  if (code >= 0x80 && code <= 0x9f) return new TextDecoder('windows-1252').decode(Uint8Array.of(code));
  return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '\ufffd';
}

let graphemes: Intl.Segmenter | undefined;

/** At most `max` UTF-16 units, cut at a word and ended by "…"; a text without spaces is cut between signs as people see them. */
export function cutAtWord(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = max - 1;
  const space = /\s/.test(text[room]!) ? room : text.slice(0, room).search(/\s\S*$/);
  const cut = text.slice(0, space > max / 2 ? space : startOfSign(text, room));
  return `${cut.replace(/[\s\p{P}]+$/u, (end) => end.match(/^[)\]»”’"'!?]+/)?.[0] ?? '')}…`;
}

/** Where the sign begins that stands at `at`: a flag, a family, a letter with its marks are one sign each. */
function startOfSign(text: string, at: number): number {
  graphemes ??= new Intl.Segmenter('und', { granularity: 'grapheme' });
  const start = graphemes.segment(text.slice(0, at + 100)).containing(at)?.index ?? at;
  // A single sign longer than all there is room for is an attack; it is cut between its characters.
  return start > 0 ? start : at - (/[\ud800-\udbff]/.test(text[at - 1]!) ? 1 : 0);
}

/** What stands between words: white space, and the punctuation of ASCII, Latin, general and CJK text. */
const NO_WORD = /[\s!-/:-@[-`{-~\xa0-\xbf\u2000-\u206f\u3000-\u303f\uff00-\uff0f]+/;

/** The words of a text for comparing, lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(NO_WORD).filter(Boolean);
}

/** How much of the shorter text the longer one holds: 1 for all of its words, 0 for none. */
export function containment(a: string, b: string): number {
  const [x, y] = [wordsOf(a), wordsOf(b)];
  return (similarity(a, b) * (x.length + y.length)) / 2 / (Math.min(x.length, y.length) || 1);
}

/** How much two texts have in common: 1 for the same words in whatever order, 0 for none. */
export function similarity(a: string, b: string): number {
  const [x, y] = [wordsOf(a), wordsOf(b)];
  if (!x.length || !y.length) return 0;
  const left = new Map<string, number>();
  for (const word of y) left.set(word, (left.get(word) ?? 0) + 1);
  let shared = 0;
  for (const word of x) {
    const count = left.get(word) ?? 0;
    if (!count) continue;
    shared++;
    left.set(word, count - 1);
  }
  return (2 * shared) / (x.length + y.length);
}

/** How wide a text is, in letters: wide signs (Chinese, Japanese, Korean) say as much as two. */
export function widthOf(text: string): number {
  return text.length + (text.match(/[\u3000-\u9fff\uac00-\ud7af]/g)?.length ?? 0);
}

/** What a pin of one picture starts from and its template may use: within Pinterest's lengths, the link absolute, '' for nothing. */
interface PinWords {
  title: string;
  description: string;
  link: string;
  alt: string;
  price: string;
  site: string;
}

/**
 * What a pin of one of a page's pictures starts from. A picture that stands for another page, as a card of a list does, is called by its
 * own words and leads there. One of the page itself takes the page's words; where several are pinned separately, its own first.
 * @param use `own` for one of several pins of a page, so that no two are called alike where the page tells them apart
 */
export function wordsFor(candidate: Candidate, facts: PageFacts, use: 'page' | 'own' = 'page'): PinWords {
  const { link, text, pinText, alt = '', title = '', description = '', price } = candidate;
  const isOfOther = link !== null && link.reason !== 'owner' && link.url !== facts.link.url;
  const isOwn = isOfOther || use === 'own';
  const name = title || (isTelling(alt) ? alt : '') || (isOfOther ? text : '');
  return {
    title: (isOwn && cutAtWord(name, MAX_TITLE_LENGTH)) || facts.title,
    description: pinText || (isOwn && description) || facts.description,
    link: (link ?? facts.link).url,
    alt,
    price: price ?? (isOfOther ? '' : (facts.price ?? '')),
    site: facts.site,
  };
}

/** Whether an alternative text could be a title: "Dress" names a kind of thing, "Red linen dress" a thing. */
function isTelling(alt: string): boolean {
  return wordsOf(alt).length > 1 || /[\u3000-\u9fff\uac00-\ud7af]{4}/.test(alt);
}
