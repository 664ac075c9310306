import type { Rendition } from './sighting';

/** Gradients and data: aside, no background needs a longer value. */
const MAX_LENGTH = 100_000;

const URL_OR_STRING =
  /url\(\s*(?:"([^"]*)"|'([^']*)'|([^)]*?))\s*\)(?:\s+(\d+(?:\.\d+)?)(?:x|dppx))?|["']([^"']+)["']\s+(\d+(?:\.\d+)?)(?:x|dppx)/g;

/**
 * The pictures of a CSS value (`background-image`, `content`, `image-set()`): one group for each layer, and in a group the renditions
 * that `image-set()` declares, with its densities as widths (CSS Images 4), largest first. Widths are relative, not pixels.
 */
export function parseCssImages(value: string): Rendition[][] {
  if (!value || value === 'none' || value.length > MAX_LENGTH) return [];
  const found = [...value.matchAll(URL_OR_STRING)].map((match) => ({
    url: (match[1] ?? match[2] ?? match[3] ?? match[5] ?? '').replace(/\\(.)/g, '$1'),
    width: Number(match[4] ?? match[6] ?? 1),
    height: 0,
  }));
  if (!found.length) return [];
  if (value.includes('image-set('))
    return [found.sort((a, b) => b.width - a.width).map((one) => ({ ...one, width: 0 }))];
  return found.map((one) => [{ ...one, width: 0 }]);
}
