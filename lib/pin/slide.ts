import * as z from 'zod/mini';

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
export const Rung = z.enum(['reading', 'bytes', 'address', 'screenshot', 'none']);
export type Rung = z.infer<typeof Rung>;

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
  /** Why the picture could not be read or mended, by code (see `lib/pin/picture-problem.ts`); '' when all is well. */
  problem: z.string(),
  /** Where the picture's detail is, measured; what a crop keeps. */
  focus: z.optional(Point),
  /** Addresses that might hold a larger rendition; believed only once loaded, larger and alike. */
  proposals: z.optional(z.array(z.string())),
  /** Smaller renditions of the same picture, largest first: what is read when `url` cannot be. */
  variants: z.optional(z.array(z.string())),
  /** Taken from what the tab shows: the user asked for that, or nothing else worked. */
  fromScreen: z.optional(z.boolean()),
  /** How often reading it was begun and not finished, because the browser stopped in the middle. */
  tries: z.optional(z.number()),
});
export type Slide = z.infer<typeof Slide>;

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

/** A slide to be read anew from its address, whatever came of it before: a grant came, or the user asks. */
export function readAgain(slide: Slide): Slide {
  return { ...slide, rung: 'reading', original: null, ready: null, problem: '', fromScreen: false, tries: 0 };
}
