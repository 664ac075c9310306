import type { Sighting } from '../sources/sighting';
import { sizeHintOf } from './size-hint';

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
export function sortRenditions(sightings: Sighting[]): Sized[] {
  const byUrl = new Map<string, Sized & { isOriginal: boolean; isHinted: boolean }>();
  // An address filled into a template is a guess wherever the page names one of the same picture.
  const isNamed = sightings.some(({ renditions }) => renditions.some((one) => !isFilled(one)));
  for (const { renditions } of sightings) {
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
