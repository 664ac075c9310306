import { parentOf, previousOf, textOf } from '../dom/dom';
import type { Reading } from '../dom/reading';
import { resolveImage } from '../identity/address';
import { readTags } from '../words/tags';
import { pixels } from './img';
import { renditionsOfSet } from './rendition-attributes';
import { createSighting, type Rendition } from './sighting';

const PICTURE_TAGS = new Set(['img', 'source', 'amp-img']);

/** The twins that lazy loaders leave for browsers without scripts: each picture in a `<noscript>` with all its renditions. */
export function readNoscript(element: Element, reading: Reading): void {
  if (isTwin(element, reading)) return;
  const text = textOf(element);
  if (!text.includes('<') || !/<(?:img|source|amp-img)\b/i.test(text)) return;
  const place = reading.places.placeOf(element);
  let sources: Rendition[] = [];
  for (const { name, attributes } of readTags(text, PICTURE_TAGS)) {
    const read = (key: string) => attributes.get(key) ?? '';
    const width = pixels(read('width'));
    const height = pixels(read('height'));
    const ratio = width && height ? height / width : 0;
    const renditions = renditionsOfSet(read('srcset') || read('data-srcset'), reading.base, width, ratio);
    if (name === 'source') {
      sources.push(...renditions);
      continue;
    }
    for (const key of ['src', 'data-src', 'data-lazy-src', 'data-original']) {
      const url = resolveImage(read(key), reading.base);
      if (url && !url.startsWith('data:')) renditions.push({ url, width, height });
    }
    renditions.push(...sources);
    sources = [];
    if (!renditions.length) continue;
    const sighting = createSighting('noscript', renditions, element);
    sighting.text = read('alt') || read('title');
    sighting.nopin = place.nopin ?? (attributes.has('data-pin-nopin') || attributes.has('nopin') ? '' : null);
    const [url, description] = [read('data-pin-url'), read('data-pin-description')];
    if (url || description) sighting.owner = { url, description };
    reading.sightings.push(sighting);
  }
}

/** Whether the picture beside it has told its addresses already; then the twin has nothing to add. */
function isTwin(element: Element, { sightings }: Reading): boolean {
  const last = sightings.at(-1);
  if (!last?.element || last.foundIn === 'noscript' || last.renditions.length < 2) return false;
  const before = previousOf(element);
  return before !== null && (before === last.element || parentOf(last.element) === before);
}
