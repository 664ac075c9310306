import { attr, boxOf } from '../dom/dom';
import type { FoundIn } from '../facts';
import { resolveImage } from '../identity/address';
import type { Reading } from './found-image';
import { createFoundImage, type Rendition } from './found-image';
import { pixels } from './img';
import { isImageAddress, lazyRenditionsOf } from './rendition-attributes';

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
