import { IMAGE_BYTES_MAX } from '../pin/limits';
import { PictureError } from './picture-error';

/** JPEG qualities from what nobody can tell from the original down to what is still worth looking at. */
const QUALITIES = [0.92, 0.88, 0.84, 0.8, 0.75, 0.7, 0.6, 0.5, 0.4];

/** Exactness is worth this many bytes, or twice those of the JPEG: JPEG blurs the edges of a drawing. */
const SMALL = 300_000;

/** What matters about the picture on a canvas, and how many bytes it may have. */
export interface Encoding {
  /** Keep what is transparent: then it is a PNG whatever its size. */
  keepsAlpha: boolean;
  /** Drawings and screenshots stay exact as PNG, where that is not far larger. */
  isLossless: boolean;
  maxBytes?: number;
}

/** Encodes a canvas as JPEG, or as PNG where that serves better, at the best quality that fits. Throws `TOO_HEAVY`. */
export async function encode(
  canvas: OffscreenCanvas,
  { keepsAlpha, isLossless, maxBytes = IMAGE_BYTES_MAX }: Encoding,
): Promise<Blob> {
  const png = keepsAlpha || isLossless ? await convert(canvas, 'image/png') : undefined;
  if (keepsAlpha && png) {
    if (png.size > maxBytes) throw new PictureError('TOO_HEAVY');
    return png;
  }
  const jpeg = await encodeJpeg(canvas, maxBytes);
  return png && png.size <= Math.max(jpeg.size * 2, SMALL) ? png : jpeg;
}

/** Finds the first quality that fits by halves: a large canvas takes a quarter of a second each time. */
async function encodeJpeg(canvas: OffscreenCanvas, maxBytes: number): Promise<Blob> {
  const best = await convert(canvas, 'image/jpeg', QUALITIES[0]);
  if (best.size <= maxBytes) return best;
  let fitting: Blob | undefined;
  let [from, to] = [1, QUALITIES.length - 1];
  while (from <= to) {
    const middle = (from + to) >> 1;
    const tried = await convert(canvas, 'image/jpeg', QUALITIES[middle]);
    if (tried.size <= maxBytes) {
      fitting = tried;
      to = middle - 1;
    } else from = middle + 1;
  }
  if (!fitting) throw new PictureError('TOO_HEAVY');
  return fitting;
}

/** A browser that cannot encode a type answers with PNG without a word, so the answer's type is looked at. */
async function convert(canvas: OffscreenCanvas, type: 'image/jpeg' | 'image/png', quality = 1): Promise<Blob> {
  const blob = await canvas.convertToBlob({ type, quality });
  if (blob.type !== type) throw new Error(`Asked for ${type}, got ${blob.type}`);
  return blob;
}
