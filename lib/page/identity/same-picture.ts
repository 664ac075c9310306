import { currentSrcOf, localNameOf, naturalHeightOf, naturalWidthOf } from '../dom/dom';
import type { Places } from '../place/place';
import type { FoundImage } from '../sources/found-image';
import { isImageAddress } from '../sources/rendition-attributes';
import { hintOf, keyOf } from './picture-key';
import { sizeHintOf } from './renditions';
import { withoutMeasuredSize, withoutSizeQuery } from './transforms';

/** How far two addresses agree: in all but known marks of a rendition, or in a name or a place that merely hints at one picture. */
type Agreement = 'file' | 'hint';

/** Why two shown pictures are taken for one: their pixels agree, or only their addresses and sizes do. */
type Sameness = 'pixels' | 'address' | undefined;

/** A loaded picture has the size that its address tells when one side is off by no more than rounding. */
const ROUNDING = 2;

/**
 * Whether two elements that both show a picture show the same one. Their addresses agree, which alone proves nothing: shops keep a
 * "main.jpg" in a folder for each product. Two links, two cards or two texts make two pictures; pixels decide where they can be read;
 * else both must be what they say: two sizes of one file, each as large as its address tells.
 */
export function createSamePicture(places: Places, compare: CompareLoaded) {
  return (one: FoundImage, other: FoundImage, agreement: Agreement): Sameness => {
    if (differ(linkOf(one, places), linkOf(other, places))) return undefined;
    const [a, b] = [loadedOf(one), loadedOf(other)];
    const seen = a && b && compare(a, b);
    if (seen !== undefined) return seen ? 'pixels' : undefined;
    const isApart = haveTwoTexts(one, other) || areInTwoCards(one, other, places);
    const isTold =
      a && b ? areTold(a, b, agreement, isApart) : agreement === 'file' && !isApart && differInSizes(one, other);
    return isTold ? 'address' : undefined;
  };
}

/** Whether two loaded pictures are what their addresses say, two renditions of one, where their pixels cannot be read. */
function areTold(a: Element, b: Element, agreement: Agreement, isApart: boolean): boolean {
  const areTwoSizes = Math.abs(naturalWidthOf(a) - naturalWidthOf(b)) > ROUNDING || !haveOneShape(a, b);
  if (agreement === 'file') {
    const told = [isAsToldBy(a), isAsToldBy(b)];
    if (areTwoSizes && told.includes(true) && !told.includes(false)) return true;
    if (isApart) return false;
    return areTwoSizes ? haveOneShape(a, b) : areOneFile(a, b);
  }
  return areTwoSizes && haveOneShape(a, b) && !isApart && isTelling(hintOf(currentSrcOf(a)).name);
}

/** The element of a found image where it has loaded one of the found image's own renditions. */
function loadedOf({ element, renditions }: FoundImage): Element | undefined {
  if (!element || localNameOf(element) !== 'img' || naturalWidthOf(element) === 0) return undefined;
  const shown = currentSrcOf(element);
  return renditions.some(({ url }) => url === shown) ? element : undefined;
}

/** Whether a loaded picture is as large as its address tells; undefined where the address tells nothing, as an original's. */
function isAsToldBy(element: Element): boolean | undefined {
  const address = currentSrcOf(element);
  const { width, height } = sizeHintOf(address);
  const sides = [naturalWidthOf(element), naturalHeightOf(element)] as const;
  if (!width && !height)
    return withoutMeasuredSize(address, { width: sides[0], height: sides[1] }) === address ? undefined : true;
  return [width, height].some((told) => told > 0 && sides.some((side) => Math.abs(side - told) <= ROUNDING));
}

/** Whether two addresses name one file, in another format or by another proxy. What else differs in the query may name another picture. */
function areOneFile(a: Element, b: Element): boolean {
  const [x, y] = [a, b].map((element) => {
    const [path = '', query] = withoutSizeQuery(keyOf(currentSrcOf(element)).inner).split(/[?#]/);
    return `${path.replace(/(?:\.\w{3,4}){1,2}$/, '')}?${query ?? ''}`;
  });
  return x === y;
}

/**
 * Whether the numbers in which two addresses differ are sizes as far as the addresses tell: "/thumb/1201/main.jpg" and
 * "/thumb/1202/main.jpg" are likelier two pictures. Where only one has such a number, the other is the original.
 */
export function differInSizes(one: FoundImage, other: FoundImage): boolean {
  const [a, b] = [one, other].map(({ renditions }) => withoutSizeQuery(keyOf(renditions[0]!.url).inner)) as [
    string,
    string,
  ];
  const [own, others] = [numbersBeside(a, b), numbersBeside(b, a)];
  // More differences than one number are those of servers' folders and parameters.
  if (own.length !== 1 || others.length !== 1) return true;
  return areSizes(a, own) && areSizes(b, others) && !isNear(own[0]!, others[0]!);

  function areSizes(address: string, numbers: number[]): boolean {
    const { width, height } = sizeHintOf(address);
    const isSize = (number: number) => number === width || number === height || number % 20 === 0 || number % 50 === 0;
    return numbers.every((number) => number >= LEAST_SIZE && isSize(number));
  }
}

/** Smaller numbers are no sizes that a picture is shown in; nor are, where an address does not say so, those that are not round. */
const LEAST_SIZE = 50;

function isNear(a: number, b: number): boolean {
  return b > 0 && Math.abs(a / b - 1) <= 0.03;
}

/** The numbers in the words of an address that another one has not; hashes hold none, and ratios ("16x9") are no sizes. */
function numbersBeside(address: string, other: string): number[] {
  const wordsOfAddress = (text: string) => text.slice(text.indexOf('/', 8)).split(/[^\da-z]+/i);
  const known = new Set(wordsOfAddress(other));
  return wordsOfAddress(address)
    .filter((word) => word.length < 10 && !known.has(word) && !/^\d{1,2}x\d{1,2}$/.test(word))
    .flatMap((word) => word.match(/\d+/g) ?? [])
    .map(Number);
}

/** The page that an element leads to; '' where it leads nowhere or only to the picture itself. */
export function linkOf({ element, link }: FoundImage, places: Places): string {
  if (link || !element) return link;
  const { href } = places.placeOf(element);
  return !href || /^\s*(?:#|javascript:)/i.test(href) || isImageAddress(href) ? '' : href.replace(/#.*$/, '').trim();
}

function differ(a: string, b: string): boolean {
  return a !== '' && b !== '' && a !== b;
}

/** One text within the other says no more than that it was shortened. */
function haveTwoTexts(one: FoundImage, other: FoundImage): boolean {
  const [a, b] = [one.text, other.text].map((text) => text.trim().toLowerCase()) as [string, string];
  return a !== '' && b !== '' && !a.includes(b) && !b.includes(a);
}

function areInTwoCards(one: FoundImage, other: FoundImage, places: Places): boolean {
  const [a, b] = [one, other].map(({ element }) => element && places.placeOf(element).item);
  return Boolean(a && b && a !== b);
}

/** Whether a name is so long or so odd that two pictures are unlikely to share it: a hash, an id, a sentence. */
export function isTelling(name: string): boolean {
  return name.length >= 16 || (name.length >= 8 && /\d{4}|\d[a-z]+\d|[a-z]\d+[a-z]/.test(name));
}

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
type CompareLoaded = (one: Element, other: Element) => boolean | undefined;

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
function haveOneShape(one: Element, other: Element): boolean {
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
