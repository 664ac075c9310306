import { createCanvas, drawPiece, readPixels } from './scale';

/** Pictures are compared as so many pixels on each side: what a resize or an encoder changes is gone by then. */
const LOOK = 24;
/** Width to height may differ by this, relatively: the smaller rendition was rounded to whole pixels. */
const SHAPE_TOLERANCE = 0.03;
/** Mean difference of a colour channel, 0–255: encoders of one picture stay under 4, different pictures are beyond 20. */
const DIFFERENCE = 10;

/** What is kept of a picture to recognise it by. */
export interface Likeness {
  /** Width over height. */
  shape: number;
  /** `LOOK` × `LOOK` pixels, RGBA. */
  pixels: Uint8ClampedArray;
}

/** `look` is the picture, or a small copy of it. */
export function takeLikeness(look: OffscreenCanvas): Likeness {
  const { canvas, pen } = createCanvas({ width: LOOK, height: LOOK });
  const whole = { left: 0, top: 0, width: look.width, height: look.height };
  drawPiece(pen, { image: look, box: whole }, { left: 0, top: 0, width: LOOK, height: LOOK });
  return { shape: look.width / look.height, pixels: readPixels(canvas).data };
}

/** Whether two pictures show the same: one may be a larger rendition of the other, in another format. */
export function isSamePicture(one: Likeness, other: Likeness): boolean {
  if (Math.abs(one.shape / other.shape - 1) > SHAPE_TOLERANCE) return false;
  let sum = 0;
  for (let at = 0; at < one.pixels.length; at++) sum += Math.abs(one.pixels[at]! - other.pixels[at]!);
  return sum / one.pixels.length <= DIFFERENCE;
}
