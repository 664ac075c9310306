/** Title and description as Pinterest and Postbreeze limit them, in UTF-16 units. */
export const MAX_TITLE_LENGTH = 100;
export const MAX_DESCRIPTION_LENGTH = 500;

/** Texts of pages are cut here before anything else is done with them. */
const MAX_RAW_LENGTH = 5_000;

const NAMED: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  deg: '°',
  frac12: '½',
};

/** Invisible characters that pages use to break lines, to mark copies or to turn text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const INVISIBLE = /[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;
const TAG = /<\/?[a-z][^<>]*>/gi;

/** One line of plain text: entities that were escaped twice are decoded, tags that were left in are dropped, white space is single. */
export function cleanText(raw: string): string {
  let text = raw.length > MAX_RAW_LENGTH ? raw.slice(0, MAX_RAW_LENGTH) : raw;
  if (text.includes('<')) text = text.replace(TAG, ' ');
  if (text.includes('&')) text = decodeEntities(text).replace(TAG, ' ');
  return text.replace(INVISIBLE, '').replace(/\s+/g, ' ').trim();
}

/** Decodes the entities that are met in texts escaped twice; twice, for some are escaped thrice. */
export function decodeEntities(text: string): string {
  let decoded = text;
  for (let i = 0; i < 2 && decoded.includes('&'); i++) {
    decoded = decoded.replace(/&(#x?[\da-f]{1,6}|[a-z]{2,6}\d{0,2});/gi, (whole, name: string) => {
      if (name[0] !== '#') return NAMED[name.toLowerCase()] ?? whole;
      const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number.parseInt(name.slice(1), 10);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    });
  }
  return decoded;
}

/** At most `max` UTF-16 units, cut at a word and ended by "…"; a text without spaces is cut between characters. */
export function cutAtWord(text: string, max: number): string {
  if (text.length <= max) return text;
  const room = text.slice(0, max - 1);
  const isWordEnd = /\s/.test(text[max - 1]!);
  const space = isWordEnd ? room.length : room.search(/\s\S*$/);
  const cut =
    space > max / 2
      ? room.slice(0, space)
      : room.replace(/[\ud800-\udbff]$/, '').replace(/\p{Emoji_Modifier}?\u200d?$/u, '');
  return `${cut.replace(/[\s\p{P}]+$/u, (end) => end.match(/^[)\]»”’"'!?]+/)?.[0] ?? '')}…`;
}

/** What stands between words: white space, and the punctuation of ASCII, Latin, general and CJK text. */
const NO_WORD = /[\s!-/:-@[-`{-~\xa0-\xbf\u2000-\u206f\u3000-\u303f\uff00-\uff0f]+/;

/** The words of a text for comparing, lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().split(NO_WORD).filter(Boolean);
}

/** How much two texts have in common: 1 for the same words in whatever order, 0 for none. */
export function likeness(a: string, b: string): number {
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
