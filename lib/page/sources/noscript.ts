import { resolveImage } from '../address';
import { textOf } from '../dom';
import type { Reading } from '../reading';
import { createSighting, type Rendition } from '../sighting';
import { readTags } from '../tags';
import { pixels } from './img';
import { renditionsOfSet } from './rendition-attributes';

/** The twins that lazy loaders leave for browsers without scripts: each picture in a `<noscript>` with all its renditions. */
export function readNoscript(element: Element, reading: Reading): void {
  const text = textOf(element);
  if (!text.includes('<') || !/<(?:img|source|amp-img)\b/i.test(text)) return;
  const place = reading.places.placeOf(element);
  let sources: Rendition[] = [];
  for (const { name, attributes } of readTags(text, 'img|source|amp-img')) {
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
