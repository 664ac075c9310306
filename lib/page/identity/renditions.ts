import type { FoundImage } from '../sources/found-image';

/** A rendition with what is known of its size: declared or measured pixels, else what its address hints at; 0 unknown. */
export interface Sized {
  url: string;
  width: number;
  height: number;
  /** What it is compared by: pixels of width, or more than any where the address is that of the original. */
  rank: number;
}

/** Words for sizes that addresses use where they name no pixels. */
const SIZE_WORDS: [RegExp, number][] = [
  [/[-_./=](?:orig|original|originals|full|fullsize|master|max|raw)(?=[-_./?&]|$)/i, 2400],
  [/[-_./=](?:xlarge|xl|superjumbo|large|big|hires|zoom|hero)(?=[-_./?&]|$)/i, 1000],
  [/[-_./=](?:medium|med|normal|teaser)(?=[-_./?&]|$)/i, 500],
  [/[-_./=](?:small|thumb|thumbs|thumbnail|tiny|mini|preview|lqip|square)(?=[-_./?&]|$)/i, 150],
];
/**
 * An address that names no size, and whose like names one. Image servers make sizes by shrinking, so it may be the largest; but a
 * declared width beyond what Pinterest asks for (1,000 pixels) is sure, and the other one stays among the variants.
 */
const ORIGINAL_RANK = 1_000;
/** Nothing known: above a thumbnail, below anything that declares a proper width. */
const UNKNOWN_RANK = 640;

/** Every rendition of a picture, largest first; formats that Pinterest takes (JPEG, PNG) before others of one size. */
export function sortRenditions(foundImages: FoundImage[]): Sized[] {
  const byUrl = new Map<string, Sized & { isOriginal: boolean; isHinted: boolean }>();
  // An address filled into a template is a guess wherever the page names one of the same picture.
  const isNamed = foundImages.some(({ renditions }) => renditions.some((one) => !isFilled(one)));
  for (const { renditions } of foundImages) {
    for (const rendition of renditions) {
      if (isNamed && isFilled(rendition)) continue;
      const known = byUrl.get(rendition.url);
      const isOriginal = 'isOriginal' in rendition && rendition.isOriginal === true;
      if (known) {
        if (rendition.width > known.width) Object.assign(known, { width: rendition.width, height: rendition.height });
        known.isOriginal ||= isOriginal;
      } else
        byUrl.set(rendition.url, {
          url: rendition.url,
          width: rendition.width,
          height: rendition.height,
          rank: 0,
          isOriginal,
          isHinted: false,
        });
    }
  }
  const all = [...byUrl.values()];
  if (all.length === 1) {
    const one = all[0]!;
    const hint = one.width ? one : sizeHintOf(one.url);
    return [{ url: one.url, width: hint.width, height: hint.height, rank: hint.width }];
  }
  const isAllSized = all.every((one) => one.width > 0);
  for (const one of all) {
    if (isAllSized) break;
    const hint = sizeHintOf(one.url);
    one.isHinted = hint.width + hint.height > 0;
    if (!one.width) one.width = hint.width || Math.round(hint.height * 1.5);
    if (!one.height && hint.height && hint.width === one.width) one.height = hint.height;
  }
  const isAnyHinted = all.some((one) => one.isHinted);
  for (const one of all) one.rank = rankOf(one, isAnyHinted);
  return all.sort((a, b) => b.rank - a.rank || formatRank(b.url) - formatRank(a.url));
}

function isFilled(rendition: object): boolean {
  return 'isFilled' in rendition && rendition.isFilled === true;
}

function rankOf(
  one: { url: string; width: number; isOriginal: boolean; isHinted: boolean },
  isAnyHinted: boolean,
): number {
  if (one.url.startsWith('data:')) return Math.min(one.width, 10);
  if (one.width) return one.width;
  if (one.isOriginal || (isAnyHinted && !one.isHinted)) return ORIGINAL_RANK;
  return SIZE_WORDS.find(([words]) => words.test(one.url))?.[1] ?? UNKNOWN_RANK;
}

function formatRank(url: string): number {
  if (/\.(?:jpe?g|png)(?:[?#]|$)/i.test(url)) return 2;
  return /\.(?:webp|avif|gif|heic|svg)(?:[?#]|$)|fm=(?:webp|avif)|format=(?:webp|avif)/i.test(url) ? 0 : 1;
}

/** Sizes beyond this are ids, not pixels. */
const MAX_SIDE = 6_000;
const NONE = { width: 0, height: 0 };

const WIDTH_NAMES = new Set(['w', 'width', 'wid', 'imwidth', 'sw', 'maxwidth', 's', 'ux', 'sx', 'sl']);
const HEIGHT_NAMES = new Set(['h', 'height', 'hei', 'imheight', 'sh', 'maxheight', 'uy', 'sy']);
/** Names that are written right before the number. */
const CLOSE_NAMES = new Set(['w', 'h', 's', 'ux', 'sx', 'sl', 'uy', 'sy']);
/** A number with the letters before it, what joins them, and a second number: "w=1280", "w_300", "-300x200", "s1600", "780w". */
const NUMBER = /([a-z]{0,9})([-_=]?)(\d{2,4})(?:(x|,|%2c)(\d{2,4}))?(w(?=[/.]))?(?![\da-z])/g;

/**
 * What a picture's address says about its size: `-300x200`, `?w=1280`, `/w_1280,h_720/`, `/s1600/`. A hint, not a promise:
 * it is used only where the page declares nothing.
 * @returns image pixels, 0 where the address says nothing
 */
export function sizeHintOf(address: string): { width: number; height: number } {
  const slash = address.indexOf('/', 8);
  if (slash < 0 || address.startsWith('data:')) return NONE;
  let width = 0;
  let height = 0;
  const path = address.slice(slash).toLowerCase();
  for (const match of path.matchAll(NUMBER)) {
    const [, letters = '', joint = '', first, between, second, isWidth] = match;
    const number = Number(first);
    if (number > MAX_SIDE) continue;
    // Behind a joint two numbers are a size, whatever word stands before: "photo-300x200".
    const isJoined = between === 'x' && (joint === '-' || joint === '_');
    if (second !== undefined && (isJoined || /^(?:|resize|fit|size|crop|x)$/.test(letters))) {
      if (Number(second) <= MAX_SIDE && !width) [width, height] = [number, Number(second)];
    } else if (WIDTH_NAMES.has(letters) && (joint || CLOSE_NAMES.has(letters))) width ||= number;
    else if (HEIGHT_NAMES.has(letters) && (joint || CLOSE_NAMES.has(letters))) height ||= number;
    else if (isWidth && number > 99) width ||= number;
  }
  return { width, height };
}
