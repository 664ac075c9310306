import { drawSmall, readPixels } from './scale';

/** Both pictures are compared as so many pixels on the longer side: what a resize or an encoder changes is gone by then. */
const LOOK = 24;
/** Width to height may differ by this, relatively: the smaller rendition was rounded to whole pixels. */
const SHAPE_TOLERANCE = 0.03;
/** Mean difference of a colour channel, 0–255: encoders of one picture stay under 4, different pictures are beyond 20. */
const DIFFERENCE = 10;

/** Whether two pictures show the same: one may be a larger rendition of the other, in another format. */
export function isAlike(one: ImageBitmap, other: ImageBitmap): boolean {
  const shape = one.width / one.height / (other.width / other.height);
  if (Math.abs(shape - 1) > SHAPE_TOLERANCE) return false;
  const [a, b] = [toSquare(one), toSquare(other)];
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += Math.abs(a[at]! - b[at]!);
  return sum / a.length <= DIFFERENCE;
}

/** The picture as `LOOK` × `LOOK` pixels whatever its shape, so that two of them can be laid on each other. */
function toSquare(bitmap: ImageBitmap): ImageData['data'] {
  const small = drawSmall(bitmap, LOOK * 4);
  const square = new OffscreenCanvas(LOOK, LOOK);
  square.getContext('2d')!.drawImage(small, 0, 0, LOOK, LOOK);
  return readPixels(square).data;
}
