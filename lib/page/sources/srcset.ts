/** One valid candidate of a `srcset`: a width in image pixels, or a density. */
interface SrcsetCandidate {
  url: string;
  w?: number;
  d?: number;
}

/** An endless attribute is cut here: no page needs more, and the cut costs at most the last candidates. */
const MAX_LENGTH = 200_000;
const MAX_CANDIDATES = 200;

const INTEGER = /^\d+$/;
const FLOAT = /^-?(?:\d+|\d*\.\d+)(?:[eE][+-]?\d+)?$/;
const SPACES = /[ \t\n\f\r]+/;
const SEPARATORS_THEN_WORD = /[ \t\n\f\r,]*([^ \t\n\f\r]+)/y;

/** Parses a `srcset` attribute as the HTML standard says (4.8.4.2 "Parsing a srcset attribute"); invalid candidates are left out. */
export function parseSrcset(attribute: string): SrcsetCandidate[] {
  const input = attribute.length > MAX_LENGTH ? attribute.slice(0, MAX_LENGTH) : attribute;
  const candidates: SrcsetCandidate[] = [];
  let at = 0;
  while (candidates.length < MAX_CANDIDATES) {
    SEPARATORS_THEN_WORD.lastIndex = at;
    const word = SEPARATORS_THEN_WORD.exec(input)?.[1];
    if (!word) break;
    at = SEPARATORS_THEN_WORD.lastIndex;
    let url = word;
    while (url.endsWith(',')) url = url.slice(0, -1);
    if (url.length < word.length) {
      if (url) candidates.push({ url });
      continue;
    }
    const descriptors = readDescriptors(input, at);
    at = descriptors.end;
    const candidate = toCandidate(url, descriptors.words);
    if (candidate) candidates.push(candidate);
  }
  return candidates;
}

/** Splits descriptors at white space, as far as the next comma outside parentheses. */
function readDescriptors(input: string, start: number): { words: string[]; end: number } {
  const comma = input.indexOf(',', start);
  const plain = input.slice(start, comma < 0 ? input.length : comma);
  if (!plain.includes('('))
    return { words: plain.split(SPACES).filter(Boolean), end: comma < 0 ? input.length : comma + 1 };
  const words: string[] = [];
  let word = '';
  let isInParens = false;
  let at = start;
  for (; at < input.length; at++) {
    const char = input[at]!;
    if (isInParens) {
      word += char;
      if (char === ')') isInParens = false;
    } else if (char === ',') {
      at++;
      break;
    } else if (SPACES.test(char)) {
      if (word) words.push(word);
      word = '';
    } else {
      word += char;
      if (char === '(') isInParens = true;
    }
  }
  if (word) words.push(word);
  return { words, end: at };
}

/** At most one of each, `w` not with `x`, `h` only beside `w`, no zero width, no negative density: else the candidate does not count. */
function toCandidate(url: string, words: string[]): SrcsetCandidate | undefined {
  let w: number | undefined;
  let d: number | undefined;
  let h: number | undefined;
  for (const word of words) {
    const value = word.slice(0, -1);
    const unit = word.slice(-1);
    if (unit === 'w' && INTEGER.test(value) && w === undefined && d === undefined && Number(value) > 0)
      w = Number(value);
    else if (
      unit === 'x' &&
      FLOAT.test(value) &&
      w === undefined &&
      d === undefined &&
      h === undefined &&
      Number(value) >= 0
    )
      d = Number(value);
    else if (unit === 'h' && INTEGER.test(value) && h === undefined && d === undefined && Number(value) > 0)
      h = Number(value);
    else return undefined;
  }
  if (h !== undefined && w === undefined) return undefined;
  if (w !== undefined) return { url, w };
  return d === undefined ? { url } : { url, d };
}
