import type { Rendition } from '../sources/sighting';

/** No background needs a longer value, and a hostile one could make the search take long. Pictures inside it (`data:`) are not taken. */
const MAX_LENGTH = 8_000;

const URL_OR_STRING =
  /url\((?:\s{0,9}"([^"]*)"\s{0,9}|\s{0,9}'([^']*)'\s{0,9}|([^)]*))\)(?:\s{1,9}(\d+(?:\.\d+)?)(?:x|dppx))?|["']([^"']+)["']\s{1,9}(\d+(?:\.\d+)?)(?:x|dppx)/g;

/**
 * The pictures of a CSS value (`background-image`, `content`, `image-set()`): one group for each layer, and in a group the renditions
 * that `image-set()` declares, with its densities as widths (CSS Images 4), largest first. Widths are relative, not pixels.
 */
export function parseCssImages(value: string): Rendition[][] {
  if (!value || value === 'none' || value.length > MAX_LENGTH) return [];
  const found = [...value.matchAll(URL_OR_STRING)].map((match) => ({
    url: (match[1] ?? match[2] ?? match[3] ?? match[5] ?? '').trim().replace(/\\(.)/g, '$1'),
    width: Number(match[4] ?? match[6] ?? 1),
    height: 0,
  }));
  if (!found.length) return [];
  if (value.includes('image-set('))
    return [found.sort((a, b) => b.width - a.width).map((one) => ({ ...one, width: 0 }))];
  return found.map((one) => [{ ...one, width: 0 }]);
}
