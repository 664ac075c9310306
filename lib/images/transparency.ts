import { readPixels } from './scale';

/** Alpha under this is seen; what rounding leaves of an opaque pixel is not. */
const OPAQUE = 250;

/** Whether anything shows through a picture. */
export function isSeeThrough(canvas: OffscreenCanvas): boolean {
  const { data } = readPixels(canvas);
  for (let at = 3; at < data.length; at += 4) if (data[at]! < OPAQUE) return true;
  return false;
}
