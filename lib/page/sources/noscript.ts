import { parentOf, previousOf, textOf } from '../dom/dom';
import { resolveImage } from '../identity/address';
import { decodeEntities } from '../words/words';
import type { Reading } from './found-image';
import { createFoundImage, type Rendition } from './found-image';
import { pixels } from './img';
import { renditionsOfSet } from './rendition-attributes';

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
    const foundImage = createFoundImage('noscript', renditions, element);
    foundImage.text = read('alt') || read('title');
    foundImage.nopin = place.nopin ?? (attributes.has('data-pin-nopin') || attributes.has('nopin') ? '' : null);
    const [url, description] = [read('data-pin-url'), read('data-pin-description')];
    if (url || description) foundImage.owner = { url, description };
    reading.foundImages.push(foundImage);
  }
}

/** Whether the picture beside it has told its addresses already; then the twin has nothing to add. */
function isTwin(element: Element, { foundImages }: Reading): boolean {
  const last = foundImages.at(-1);
  if (!last?.element || last.foundIn === 'noscript' || last.renditions.length < 2) return false;
  const before = previousOf(element);
  return before !== null && (before === last.element || parentOf(last.element) === before);
}

/** A start tag found in text. Attribute names are lower case, values decoded. */
export interface Tag {
  name: string;
  attributes: Map<string, string>;
}

/** How much of a text is read, how long a tag may be, and how many starts of tags are tried: far beyond what pages hold. */
const MAX_LENGTH = 50_000;
const MAX_TAG_LENGTH = 4_000;
const MAX_TAGS = 50;
const TAG = /^<([a-z-]+)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/i;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/**
 * The start tags of some names in a piece of HTML that is only text, as the content of `<noscript>` is. Read, never parsed into a
 * document: nothing from a page becomes HTML again.
 */
function readTags(text: string, names: ReadonlySet<string>): Tag[] {
  const tags: Tag[] = [];
  const end = Math.min(text.length, MAX_LENGTH);
  let tries = 0;
  for (let at = text.indexOf('<'); at >= 0 && at < end && tries < MAX_TAGS; at = text.indexOf('<', at + 1)) {
    const name = /^[a-z-]+/i.exec(text.slice(at + 1, at + 20))?.[0].toLowerCase() ?? '';
    if (!names.has(name)) continue;
    tries++;
    const inner = TAG.exec(text.slice(at, at + MAX_TAG_LENGTH))?.[2];
    if (inner === undefined) continue;
    const attributes = new Map<string, string>();
    for (const [, key = '', double, single, bare] of inner.matchAll(ATTRIBUTE)) {
      const lower = key.toLowerCase();
      if (!attributes.has(lower)) attributes.set(lower, decodeEntities(double ?? single ?? bare ?? ''));
    }
    tags.push({ name, attributes });
  }
  return tags;
}
