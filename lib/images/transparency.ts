import { drawSmall, readPixels } from './scale';

/** Looking at more pixels than this would tell nothing new. Pixels on the longer side. */
const LOOK = 1024;
/** Alpha under this is seen; what rounding leaves of an opaque pixel is not. */
const OPAQUE = 250;

/** Whether anything shows through a picture. */
export function isSeeThrough(bitmap: ImageBitmap): boolean {
  const { data } = readPixels(drawSmall(bitmap, LOOK));
  for (let at = 3; at < data.length; at += 4) if (data[at]! < OPAQUE) return true;
  return false;
}
