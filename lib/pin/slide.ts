import * as z from 'zod/mini';
import { IMAGE_HEIGHT_MIN, IMAGE_HEIGHT_USEFUL, IMAGE_WIDTH_MIN, IMAGE_WIDTH_USEFUL, RATIO_TOLERANCE } from './limits';

/** Pinterest's two carousel ratios, width to height; also the two crops on offer. */
export const SlideRatio = z.enum(['2:3', '1:1']);
export type SlideRatio = z.infer<typeof SlideRatio>;

/** What is known of a picture's bytes, measured from the bytes themselves. */
export const ImageFacts = z.object({
  /** SHA-256 of the bytes, hex: the key of the blob in the store. */
  hash: z.string(),
  /** MIME type by content, not by name or header. */
  type: z.string(),
  /** Pixels, after orientation. */
  width: z.number(),
  height: z.number(),
  /** Byte length. */
  bytes: z.number(),
  animated: z.boolean(),
  transparent: z.boolean(),
  /** A 64-bit perceptual hash, hex: equal or close for renditions of one picture. Absent where it was not taken. */
  look: z.optional(z.string()),
});
export type ImageFacts = z.infer<typeof ImageFacts>;

/** A point of a picture as fractions (0–1) of its width and height. */
export const Point = z.object({ x: z.number(), y: z.number() });
export type Point = z.infer<typeof Point>;

/**
 * One change to a picture that the user asked for. At most one of each kind, and either a crop or a pad (`withMend` sees to
 * it). What is not JPEG or PNG is converted without being asked, on white; `convert` chooses another background (a CSS
 * colour), or flattens a PNG. `shrink` brings a picture to what Pinterest shows; `enlarge` to its least size.
 */
export const Mend = z.discriminatedUnion('kind', [
  /** Around `focus`; null is where the picture's detail is (`slide.focus`). */
  z.object({ kind: z.literal('crop'), ratio: SlideRatio, focus: z.nullable(Point) }),
  z.object({ kind: z.literal('pad'), ratio: SlideRatio, fill: z.enum(['edge', 'blur']) }),
  z.object({ kind: z.literal('convert'), background: z.string() }),
  z.object({ kind: z.literal('shrink') }),
  z.object({ kind: z.literal('enlarge') }),
]);
export type Mend = z.infer<typeof Mend>;

/**
 * What holds the slide's picture, the first that worked (the ladder of the design):
 * `reading` not decided yet · `bytes` read and kept here · `address` Postbreeze fetches the public address ·
 * `screenshot` cropped from what the tab shows · `none` nothing works yet: `problem` says why.
 */
const Rung = z.enum(['reading', 'bytes', 'address', 'screenshot', 'none']);

/** A picture chosen for a pin. */
export const Slide = z.object({
  id: z.string(),
  /** The picture's address on the page; may be data: or blob:. */
  url: z.string(),
  /** Alternative text that travels with the slide. */
  text: z.string(),
  /** Best known size in pixels; 0 is unknown. */
  width: z.number(),
  height: z.number(),
  rung: Rung,
  /** The original's bytes, once read. */
  original: z.nullable(ImageFacts),
  mends: z.array(Mend),
  /** The bytes that will be uploaded (the original, or the original mended); null while unread, or when sent by address. */
  ready: z.nullable(ImageFacts),
  /** Why the picture could not be read or mended, by code (see `lib/pin/problem.ts`); '' when all is well. */
  problem: z.string(),
  /** Where the picture's detail is, measured; what a crop keeps. */
  focus: z.optional(Point),
  /** Addresses that might hold a larger rendition; used only once one has loaded, is larger and shows the same. */
  proposals: z.optional(z.array(z.string())),
  /** Smaller renditions of the same picture, largest first: what is read when `url` cannot be. */
  variants: z.optional(z.array(z.string())),
  /** Taken from what the tab shows: the user asked for that, or nothing else worked. */
  fromScreen: z.optional(z.boolean()),
  /** How often reading it was begun and not finished, because the browser stopped in the middle. */
  tries: z.optional(z.number()),
});
export type Slide = z.infer<typeof Slide>;

/** What makes a slide one that the worker is to read, or to read again. */
export const UNREAD = { rung: 'reading', problem: '', tries: 0 } as const satisfies Partial<Slide>;

/** A slide as it is picked: nothing read yet. */
export function createSlide(
  from: Pick<Slide, 'id' | 'url' | 'text' | 'width' | 'height' | 'proposals' | 'variants'>,
): Slide {
  return { ...from, rung: 'reading', original: null, mends: [], ready: null, problem: '' };
}

/** A slide's mends with one more: it replaces its own kind, and a crop and a pad replace each other. */
export function withMend(mends: readonly Mend[], mend: Mend): Mend[] {
  const shapes = ['crop', 'pad'];
  const isReplaced = ({ kind }: Mend) => kind === mend.kind || (shapes.includes(kind) && shapes.includes(mend.kind));
  return [...mends.filter((one) => !isReplaced(one)), mend];
}

/** A slide to be read again from its address, whatever happened before: access was granted, or the user asks. */
export function readAgain(slide: Slide): Slide {
  return { ...slide, ...UNREAD, original: null, ready: null, fromScreen: false };
}

/** Pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Pixels from the picture's top left corner. */
export interface Box extends Size {
  left: number;
  top: number;
}

/** The carousel ratios in whole parts, so that a size can hold one exactly. */
const PARTS: Record<SlideRatio, Size> = { '2:3': { width: 2, height: 3 }, '1:1': { width: 1, height: 1 } };

/** Where a crop looks while nothing is known of the picture. */
export const CENTER: Point = { x: 0.5, y: 0.5 };

/** Whether a size is of the ratio, within `RATIO_TOLERANCE`. */
export function hasRatio({ width, height }: Size, ratio: SlideRatio): boolean {
  const { width: across, height: down } = PARTS[ratio];
  return Math.abs((width * down) / (height * across) - 1) <= RATIO_TOLERANCE;
}

/** Whether a picture has fewer pixels than Pinterest takes. A square of the least height is a square of 900, the stricter reading. */
export function isTooSmall({ width, height }: Size): boolean {
  return width < IMAGE_WIDTH_MIN || height < IMAGE_HEIGHT_MIN;
}

/** The largest part of a picture that has the ratio exactly, as near to the focus as the edges let it. */
export function cropBox(size: Size, ratio: SlideRatio, focus: Point): Box {
  const parts = PARTS[ratio];
  const unit = Math.max(1, Math.floor(Math.min(size.width / parts.width, size.height / parts.height)));
  const width = Math.min(size.width, unit * parts.width);
  const height = Math.min(size.height, unit * parts.height);
  return {
    left: Math.round(clamp(focus.x * size.width - width / 2, 0, size.width - width)),
    top: Math.round(clamp(focus.y * size.height - height / 2, 0, size.height - height)),
    width,
    height,
  };
}

/** The smallest canvas that has the ratio exactly and holds the whole picture. */
export function padSize(size: Size, ratio: SlideRatio): Size {
  const parts = PARTS[ratio];
  const unit = Math.ceil(Math.max(size.width / parts.width, size.height / parts.height));
  return { width: unit * parts.width, height: unit * parts.height };
}

/** The least canvas of the ratio that Pinterest takes: 600 × 900, or 900 × 900. */
export function leastSize(ratio: SlideRatio): Size {
  return padSize({ width: IMAGE_WIDTH_MIN, height: IMAGE_HEIGHT_MIN }, ratio);
}

/** A size scaled, in whole pixels; of the ratio exactly, where one is given. */
export function scaleSize({ width, height }: Size, scale: number, ratio?: SlideRatio): Size {
  if (!ratio) return { width: atLeastOne(width * scale), height: atLeastOne(height * scale) };
  const parts = PARTS[ratio];
  const unit = atLeastOne((width * scale) / parts.width);
  return { width: unit * parts.width, height: unit * parts.height };
}

/**
 * How much a picture can be scaled down (at most 1) before Pinterest shows less of it: to fit 1,200 × 1,800, but never under
 * the least size, so a panorama and a very long pin keep more.
 */
export function shrinkScale({ width, height }: Size): number {
  const toFit = Math.min(IMAGE_WIDTH_USEFUL / width, IMAGE_HEIGHT_USEFUL / height);
  return Math.min(1, Math.max(toFit, leastScale({ width, height })));
}

/** How much a picture has to be enlarged (at least 1) to reach the least size. */
export function enlargeScale(size: Size): number {
  return Math.max(1, leastScale(size));
}

function leastScale({ width, height }: Size): number {
  return Math.max(IMAGE_WIDTH_MIN / width, IMAGE_HEIGHT_MIN / height);
}

function atLeastOne(pixels: number): number {
  return Math.max(1, Math.round(pixels));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
