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
});
export type ImageFacts = z.infer<typeof ImageFacts>;

/** One change to a picture, in the order applied. Points and rectangles are fractions (0–1) of the picture. */
export const Mend = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('crop'), ratio: SlideRatio, focus: z.object({ x: z.number(), y: z.number() }) }),
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
  /** Why the picture could not be read or mended, by code (see `lib/pin/problem.ts`); '' when all is well. */
  problem: z.string(),
});
export type Slide = z.infer<typeof Slide>;

/** A slide as it is picked: nothing read yet. */
export function createSlide(from: { id: string; url: string; text: string; width: number; height: number }): Slide {
  return { ...from, rung: 'reading', original: null, mends: [], ready: null, problem: '' };
}
