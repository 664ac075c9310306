import { isSameSite } from './address';
import { keyOf } from './picture-key';
import { sizeHintOf } from './renditions';
import { strip, strippedSteps, withoutMeasuredSize } from './transforms';

/** More would ask a server too often for one picture. */
const MAX_PROPOSALS = 5;

/**
 * Addresses that may hold a larger rendition of the picture at `address`, likeliest first; never the address itself. None is to be
 * believed before it has loaded, is larger and looks alike (`lib/images`).
 * @param rules what the page itself has taught (`learnRewrites`)
 * @param size the size of what is at `address`, where it has loaded; zeros where not
 */
export function proposeOriginals(
  address: string,
  rules: readonly Rewrite[] = [],
  size: { width: number; height: number } = { width: 0, height: 0 },
): string[] {
  if (!/^https?:/.test(address)) return [];
  const { inner, original } = keyOf(address);
  const taught = rules.map((rule) => rewrite(address, rule)).filter(Boolean);
  // Most addresses name no rendition at all.
  if (original === address && !taught.length && withoutMeasuredSize(address, size) === address) return [];
  const proposals = new Set<string>(taught);
  proposals.add(inner);
  for (const start of new Set([inner, address])) {
    proposals.add(strip(start));
    for (const step of strippedSteps(start)) proposals.add(step);
    proposals.add(withoutMeasuredSize(start, size));
  }
  proposals.delete(address);
  return [...proposals].filter((one) => URL.canParse(one)).slice(0, MAX_PROPOSALS);
}

/** A rule for addresses of one host: what a rendition has in its address, and what a larger one has in that place. */
export interface Rewrite {
  host: string;
  from: RegExp;
  to: string;
}

/** Pairs looked at, and rules kept: a page has few image servers, and each writes its sizes in one or two ways. */
const MAX_PAIRS = 60;
const MAX_RULES = 8;
const MAX_LENGTH = 80;
const DELIMITERS = /[/_.\-@?&=,:]/;

/**
 * What a page teaches about its image servers. Where it names one picture by two addresses of a host, one larger, and they differ in
 * one place (a folder, an end of the name, a parameter), the others of that host are likely to be had the same way.
 * @param pairs a smaller and a larger rendition of one picture, absolute
 */
export function learnRewrites(pairs: Iterable<readonly [smaller: string, larger: string]>): Rewrite[] {
  const rules = new Map<string, Rewrite>();
  let looked = 0;
  for (const [smaller, larger] of pairs) {
    if (looked++ >= MAX_PAIRS || rules.size >= MAX_RULES) break;
    const rule = learn(smaller, larger) ?? learnAround(smaller, larger);
    if (rule) rules.set(`${rule.host} ${rule.from.source} ${rule.to}`, rule);
  }
  return [...rules.values()];
}

/** The address by a rule; '' where the rule is not for it. */
export function rewrite(address: string, { host, from, to }: Rewrite): string {
  if (hostOf(address) !== host) return '';
  const rewritten = address.replace(from, to);
  return rewritten === address ? '' : rewritten;
}

function learn(smaller: string, larger: string): Rewrite | undefined {
  const host = hostOf(smaller);
  if (!host || host !== hostOf(larger) || smaller === larger) return undefined;
  const least = smaller.indexOf(host) + host.length;
  const { start, tail } = differenceOf(smaller, larger, least);
  const end = smaller.length - tail;
  const text = smaller.slice(start, end);
  const replacement = larger.slice(start, larger.length - tail);
  if (text.length > MAX_LENGTH || replacement.length > MAX_LENGTH) return undefined;
  // A number or a hash in the place of another is another picture's as likely as another size.
  const isSize = Number(text) === sizeHintOf(smaller).width && Number(replacement) === sizeHintOf(larger).width;
  const isWord = /[a-z]/i.test((text || replacement).replace(/[\da-f]{8,}/gi, '')) || /\d[x,_/-]\d/.test(text);
  if (!isWord && !isSize) return undefined;
  if (/[\da-f]{12,}/i.test(replacement) || /[a-z\d]{24,}/i.test(replacement)) return undefined;
  if (!keepsName(smaller, start, end)) return undefined;
  const isBeforeEnd = /^\.[a-z]{3,4}(?:[?#]|$)/i.test(smaller.slice(end));
  // What is put in where nothing stood is put behind the same folder, or before the end of the name.
  const folder = smaller.lastIndexOf('/', start - 2);
  if (!text && !isBeforeEnd && folder < least) return undefined;
  const before =
    text || isBeforeEnd
      ? DELIMITERS.test(text[0] ?? '')
        ? ''
        : smaller.slice(start - 1, start)
      : smaller.slice(folder, start);
  const behind = before && (text || !isBeforeEnd) ? `(?<=${quote(before)})` : '';
  const ahead = isBeforeEnd
    ? String.raw`(?=\.[a-zA-Z]{3,4}(?:[?#]|$))`
    : end === smaller.length
      ? '$'
      : DELIMITERS.test(smaller[end]!)
        ? `(?=${quote(smaller[end]!)})`
        : '';
  return { host, from: new RegExp(behind + generalise(text) + ahead), to: escapeReplacement(replacement) };
}

/** What stands around a picture's name is at most so long, and no hash. */
const MAX_AFFIX = 12;

/**
 * Where two addresses differ in several places, all that stands before the picture's own name and all behind it: another host, another
 * folder and another end of the name at once ("/t/star_s.jpg", "/o/star_l.jpg"), another format. It holds for what lies in the same folder.
 */
function learnAround(smaller: string, larger: string): Rewrite | undefined {
  const host = hostOf(smaller);
  if (!host || !isSameSite(smaller, larger)) return undefined;
  const [a, b] = [splitFile(smaller), splitFile(larger)];
  const name = longestShared(a.file, b.file);
  if (name.length < 4 || !/[a-z\d]{4}/i.test(name)) return undefined;
  const [[headA, tailA], [headB, tailB]] = [around(a.file, name), around(b.file, name)];
  const affixes = [headA, tailA, headB, tailB].map((affix) => affix.replace(/\.[a-z]{3,4}$/i, ''));
  // Folders of another picture, or of this one alone, are no rule.
  const marks = b.folder.match(/[\da-f]{8,}|\d{3,}/gi) ?? [];
  if (marks.some((mark) => !a.folder.includes(mark))) return undefined;
  if (affixes.some((affix) => affix.length > MAX_AFFIX || /\d{5,}/.test(affix))) return undefined;
  // Without a sign between them, the name may go on in what was taken for its surroundings.
  if (![headA, headB].every((head) => !head || DELIMITERS.test(head.at(-1)!))) return undefined;
  if (![tailA, tailB].every((tail) => !tail || DELIMITERS.test(tail[0]!))) return undefined;
  if ([tailA, tailB].some((tail) => /^[-_.]?\d{1,3}(?:\.|$)/.test(tail))) return undefined;
  return {
    host,
    from: new RegExp(`^${quote(a.folder + headA)}([^/?#]+?)${quote(tailA)}$`),
    to: `${escapeReplacement(b.folder + headB)}$1${escapeReplacement(tailB)}`,
  };
}

function splitFile(address: string): { folder: string; file: string } {
  const end = address.search(/[?#]|$/);
  const cut = address.lastIndexOf('/', end) + 1;
  return { folder: address.slice(0, cut), file: address.slice(cut) };
}

function around(text: string, part: string): [before: string, behind: string] {
  const at = text.indexOf(part);
  return [text.slice(0, at), text.slice(at + part.length)];
}

/** The longest text within both, without the marks at its ends. */
function longestShared(a: string, b: string): string {
  const limit = Math.min(a.length, b.length, MAX_LENGTH);
  for (let length = limit; length >= 4; length--)
    for (let at = 0; at + length <= Math.min(a.length, MAX_LENGTH); at++) {
      const part = a.slice(at, at + length);
      if (b.includes(part)) return part.replace(/^[-_.]+|[-_.]+$/g, '').replace(/\.[a-z]{3,4}$/i, '');
    }
  return '';
}

function escapeReplacement(text: string): string {
  return text.replaceAll('$', '$$$$');
}

/** Where two addresses differ, in whole words: from which sign on, and how many signs before the end they agree again. */
function differenceOf(a: string, b: string, least: number): { start: number; tail: number } {
  const shorter = Math.min(a.length, b.length);
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let tail = 0;
  while (tail < shorter - start && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const isWordEnd = (sign: string | undefined): boolean => sign === undefined || DELIMITERS.test(sign);
  while (start > least + 1 && !isWordEnd(a[start - 1]) && !(isWordEnd(a[start]) && isWordEnd(b[start]))) start--;
  while (tail > 0 && !isWordEnd(a.at(-tail)) && !(isWordEnd(a.at(-1 - tail)) && isWordEnd(b.at(-1 - tail)))) tail--;
  return { start, tail };
}

/** Whether the picture's own name stands outside of what is replaced: at least four signs of the file's name. */
function keepsName(address: string, start: number, end: number): boolean {
  const mark = address.indexOf('?');
  const pathEnd = mark < 0 ? address.length : mark;
  const file = address.lastIndexOf('/', pathEnd - 1) + 1;
  if (end <= file) return true;
  const kept = address.slice(file, Math.max(file, start)) + address.slice(Math.max(end, file), pathEnd);
  return kept.replace(/\.\w{3,4}$/, '').length >= 4;
}

/** A pattern of the same shape: other numbers and other hashes count as well. */
function generalise(text: string): string {
  return text
    .split(/([\da-f]{16,}|\d+)/i)
    .map((part, at) => (at % 2 === 0 ? quote(part) : /^\d{1,15}$/.test(part) ? String.raw`\d+` : '[0-9a-fA-F]{16,}'))
    .join('');
}

function quote(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}

function hostOf(address: string): string {
  return /^https?:\/\/([^/?#]+)/.exec(address)?.[1] ?? '';
}
