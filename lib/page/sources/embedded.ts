import { attr, boxOf, findFirst, parentOf, previousOf, textOf } from '../dom/dom';
import type { FoundIn } from '../facts';
import { resolveImage } from '../identity/address';
import { decodeEntities } from '../words/words';
import { createFoundImage, type Reading, type Rendition } from './found-image';
import { pixels } from './img';
import { isImageAddress, lazyRenditionsOf, renditionsOfSet } from './rendition-attributes';

/** Elements that show a picture by one attribute, and which attribute that is, the first that is set. */
const SHOWN_BY: Record<string, { attributes: string[]; foundIn: FoundIn }> = {
  image: { attributes: ['href', 'xlink:href'], foundIn: 'svg' },
  video: { attributes: ['poster', 'data-poster'], foundIn: 'poster' },
  'amp-video': { attributes: ['poster'], foundIn: 'poster' },
  input: { attributes: ['src', 'data-src'], foundIn: 'input' },
  object: { attributes: ['data'], foundIn: 'img' },
  embed: { attributes: ['src'], foundIn: 'img' },
};

/** SVG `image`, video posters, `input type=image`, and pictures in `object` and `embed`. */
export function readEmbedded(element: Element, name: string, reading: Reading): void {
  const shownBy = SHOWN_BY[name];
  if (!shownBy) return;
  const renditions: Rendition[] = [];
  for (const attribute of shownBy.attributes) {
    const url = resolveImage(attr(element, attribute), reading.base);
    if (!url || ((name === 'object' || name === 'embed') && !isImageAddress(url))) continue;
    renditions.push({ url, width: pixels(attr(element, 'width')), height: pixels(attr(element, 'height')) });
    break;
  }
  if (!renditions.length && name === 'video')
    renditions.push(...lazyRenditionsOf(element, reading.base, 0, 0).filter((one) => isImageAddress(one.url)));
  if (!renditions.length) return;
  const foundImage = createFoundImage(shownBy.foundIn, renditions, element);
  foundImage.text = attr(element, 'alt') || attr(element, 'aria-label') || attr(element, 'title');
  foundImage.nopin = reading.places.placeOf(element).nopin;
  reading.foundImages.push(foundImage);
}

/** A canvas smaller than this on a side is a chart's legend or a confetti, not a picture. */
const MIN_CANVAS_SIDE = 300;
/** A canvas is copied out as a data URL: few, and only where nothing else is as large. */
const MAX_CANVASES = 4;

/** A large canvas, copied out where the page's own pictures did not taint it. */
export function readCanvas(element: Element, reading: Reading): void {
  if (reading.foundImages.filter((one) => one.foundIn === 'canvas').length >= MAX_CANVASES) return;
  const box = boxOf(element);
  if (Math.min(box.width, box.height) < MIN_CANVAS_SIDE) return;
  try {
    const canvas = element as HTMLCanvasElement;
    if (canvas.width * canvas.height > 4_000_000) return;
    const url = resolveImage(HTMLCanvasElement.prototype.toDataURL.call(canvas, 'image/jpeg', 0.9), reading.base);
    if (!url) return;
    const foundImage = createFoundImage('canvas', [{ url, width: canvas.width, height: canvas.height }], element);
    foundImage.text = attr(element, 'aria-label');
    foundImage.nopin = reading.places.placeOf(element).nopin;
    reading.foundImages.push(foundImage);
  } catch {
    reading.notes.add('drawing');
  }
}

/** A link to a picture that shows none itself ("full size"), and a share button that names the picture to be pinned. */
export function readAnchor(element: Element, reading: Reading): void {
  const href = attr(element, 'href');
  if (/pinterest\.[a-z.]+\/pin\/create\//i.test(href)) readShareButton(element, href, reading);
  else if (isImageAddress(href) && !findFirst(element, 'img')) {
    const url = resolveImage(href, reading.base);
    if (!url) return;
    const foundImage = createFoundImage('link', [{ url, width: 0, height: 0 }], element);
    foundImage.text = attr(element, 'title') || textOf(element).slice(0, 300);
    foundImage.nopin = reading.places.placeOf(element).nopin;
    reading.foundImages.push(foundImage);
  }
}

/** `https://pinterest.com/pin/create/button/?url=…&media=…&description=…`, as developers.pinterest.com describes it. */
function readShareButton(element: Element, href: string, reading: Reading): void {
  try {
    const { searchParams } = new URL(href, reading.base);
    const media = resolveImage(attr(element, 'data-pin-media') || searchParams.get('media') || '', reading.base);
    if (!media) return;
    const foundImage = createFoundImage('owner', [{ url: media, width: 0, height: 0 }], null);
    foundImage.owner = { url: '', description: attr(element, 'data-pin-description') };
    foundImage.lead = SHARE_BUTTON_LEAD;
    reading.foundImages.push(foundImage);
  } catch {
    // A malformed address names nothing.
  }
}

/** A theme fills share buttons by itself, so they are worth less than a page's metadata and far less than an owner's own word. */
const SHARE_BUTTON_LEAD = 24;

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
interface Tag {
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
