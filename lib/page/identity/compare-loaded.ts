import { naturalHeightOf, naturalWidthOf } from '../dom/dom';

/** Loaded pictures are compared as so many pixels on each side: what a resize or an encoder changes is gone by then. */
const SIDE = 12;
/** Drawn at this size first: Chromium 156 aliases fine detail when it shrinks a large picture in one step, and each size differently. */
const FIRST_SIDE = 4 * SIDE;
/** Mean and largest difference of a colour channel, 0–255, up to which two are one picture. */
const MEAN_DIFFERENCE = 8;
const LARGEST_DIFFERENCE = 60;
/** A picture whose channels vary by less is a plain area: it looks like any other. */
const LEAST_VARIATION = 24;
/** Width to height may differ by this, relatively: the smaller rendition was rounded to whole pixels. */
const SHAPE_TOLERANCE = 0.03;
/** Drawing makes the browser decode the whole picture, so only few are drawn, and none that is very large. */
const MAX_DRAWN = 40;
const MAX_PIXELS = 6_000_000;

/** Answers whether two `<img>` that have loaded show one picture; undefined where their pixels cannot tell. */
export type CompareLoaded = (one: Element, other: Element) => boolean | undefined;

/** Each picture is drawn once. Those of other hosts taint the canvas and cannot be read: undefined. */
export function createComparison(): CompareLoaded {
  const known = new Map<Element, Uint8ClampedArray | undefined>();
  let pens: [first: OffscreenCanvasRenderingContext2D, second: OffscreenCanvasRenderingContext2D] | undefined;

  function pixelsOf(element: Element): Uint8ClampedArray | undefined {
    if (known.has(element)) return known.get(element);
    const pixels = known.size < MAX_DRAWN ? draw(element) : undefined;
    known.set(element, pixels);
    return pixels;
  }

  function draw(element: Element): Uint8ClampedArray | undefined {
    if (naturalWidthOf(element) * naturalHeightOf(element) > MAX_PIXELS) return undefined;
    try {
      pens ??= [createPen(FIRST_SIDE), createPen(SIDE)];
      const [first, second] = pens;
      // Transparent pictures are compared as they are shown most, on white.
      first.fillRect(0, 0, FIRST_SIDE, FIRST_SIDE);
      first.drawImage(element as HTMLImageElement, 0, 0, FIRST_SIDE, FIRST_SIDE);
      second.drawImage(first.canvas, 0, 0, SIDE, SIDE);
      const { data } = second.getImageData(0, 0, SIDE, SIDE);
      return isPlain(data) ? undefined : data;
    } catch {
      // A tainted canvas reads nothing from then on, so the next picture gets another.
      pens = undefined;
      return undefined;
    }
  }

  return (one, other) => {
    if (!haveOneShape(one, other)) return undefined;
    const [a, b] = [pixelsOf(one), pixelsOf(other)];
    return a && b && areAlike(a, b);
  };
}

function createPen(side: number): OffscreenCanvasRenderingContext2D {
  const pen = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true })!;
  pen.imageSmoothingQuality = 'high';
  pen.fillStyle = '#fff';
  return pen;
}

/** Whether two loaded pictures are of one shape; a crop of a picture is not. */
export function haveOneShape(one: Element, other: Element): boolean {
  const [a, b] = [one, other].map((element) => naturalWidthOf(element) / naturalHeightOf(element)) as [number, number];
  return Math.abs(a / b - 1) <= SHAPE_TOLERANCE;
}

function areAlike(a: Uint8ClampedArray, b: Uint8ClampedArray): boolean {
  let sum = 0;
  let largest = 0;
  for (let at = 0; at < a.length; at++) {
    const difference = Math.abs(a[at]! - b[at]!);
    sum += difference;
    if (difference > largest) largest = difference;
  }
  return sum / a.length <= MEAN_DIFFERENCE && largest <= LARGEST_DIFFERENCE;
}

function isPlain(pixels: Uint8ClampedArray): boolean {
  for (let channel = 0; channel < 3; channel++) {
    let [least, most] = [255, 0];
    for (let at = channel; at < pixels.length; at += 4) {
      least = Math.min(least, pixels[at]!);
      most = Math.max(most, pixels[at]!);
    }
    if (most - least >= LEAST_VARIATION) return false;
  }
  return true;
}
