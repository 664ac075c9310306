import { parseCssImages } from '../dom/css-urls';
import { attr } from '../dom/dom';
import type { Reading } from '../dom/reading';
import type { FoundIn } from '../facts';
import { resolveImage } from '../identity/address';
import { anyRenditionsOf, lazyRenditionsOf } from './rendition-attributes';
import { createSighting } from './sighting';

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
  if (!lazy.length && !style.includes('url(') && /lazy/i.test(attr(element, 'class')))
    lazy = anyRenditionsOf(element, reading.base, 0, 0);
  if (lazy.length) add(element, lazy, 'background', reading);
}

/** The layers of one CSS value as sightings of the element. */
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
  const sighting = createSighting(foundIn, renditions, element);
  sighting.text = attr(element, 'aria-label') || attr(element, 'title');
  sighting.nopin = reading.places.placeOf(element).nopin;
  const [url, description] = [attr(element, 'data-pin-url'), attr(element, 'data-pin-description')];
  if (url || description) sighting.owner = { url, description };
  reading.sightings.push(sighting);
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
