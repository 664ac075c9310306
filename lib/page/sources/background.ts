import { attr, boxOf, matches } from '../dom/dom';
import type { FoundIn } from '../facts';
import { resolveImage } from '../identity/address';
import type { Reading, Rendition } from './found-image';
import { createFoundImage } from './found-image';
import { anyRenditionsOf, lazyRenditionsOf, splitLists } from './rendition-attributes';

/** Backgrounds in an element's own `style`, and in the attributes from which loaders put them there. */
export function readBackground(element: Element, reading: Reading): void {
  const style = attr(element, 'style');
  if (style.includes('url(') || style.includes('image-set(')) {
    for (const declaration of splitDeclarations(style)) {
      const at = declaration.indexOf(':');
      const property = declaration.slice(0, at).trim().toLowerCase();
      if (/^(?:background(?:-image)?|content|list-style-image|--[\w-]+)$/.test(property))
        addCssImages(declaration.slice(at + 1), element, 'background', reading);
    }
  }
  let lazy = lazyRenditionsOf(element, reading.base, 0, 0);
  if (!lazy.length && !style.includes('url(')) {
    lazy = anyRenditionsOf(element, reading.base, 0, 0);
    if (lazy.length && !/lazy|background|parallax/i.test(attr(element, 'class')) && !isBlankBox(element)) lazy = [];
  }
  if (lazy.length) for (const one of splitLists(lazy)) add(element, one, 'background', reading);
}

/** From this side on a box that holds nothing is there to show something. */
const BLANK_SIDE = 100;

function isBlankBox(element: Element): boolean {
  if (!matches(element, ':empty')) return false;
  const { width, height } = boxOf(element);
  return Math.min(width, height) >= BLANK_SIDE;
}

/** The layers of one CSS value as found images of the element. */
export function addCssImages(
  value: string,
  element: Element,
  foundIn: FoundIn,
  reading: Reading,
  base = reading.base,
): void {
  for (const layer of parseCssImages(value)) {
    const renditions = layer.map((one) => ({ ...one, url: resolveImage(one.url, base) })).filter((one) => one.url);
    if (renditions.length) add(element, renditions, foundIn, reading);
  }
}

function add(
  element: Element,
  renditions: { url: string; width: number; height: number }[],
  foundIn: FoundIn,
  reading: Reading,
): void {
  const foundImage = createFoundImage(foundIn, renditions, element);
  foundImage.text = attr(element, 'aria-label') || attr(element, 'title');
  foundImage.nopin = reading.places.placeOf(element).nopin;
  const [url, description] = [attr(element, 'data-pin-url'), attr(element, 'data-pin-description')];
  if (url || description) foundImage.owner = { url, description };
  reading.foundImages.push(foundImage);
}

/** Longer styles hold pictures inside themselves (`data:`); those are previews. */
const MAX_STYLE_LENGTH = 20_000;

/** Splits at semicolons outside parentheses (`url(data:image/png;base64,…)`). */
function splitDeclarations(style: string): string[] {
  if (style.length > MAX_STYLE_LENGTH) return [];
  const declarations: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < style.length; at++) {
    const char = style.charCodeAt(at);
    if (char === 40) depth++;
    else if (char === 41) depth = Math.max(0, depth - 1);
    else if (char === 59 && depth === 0) {
      declarations.push(style.slice(from, at));
      from = at + 1;
    }
  }
  declarations.push(style.slice(from));
  return declarations;
}

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
