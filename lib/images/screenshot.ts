import type { Box } from '../pin/ratio';
import { PictureError } from './picture-error';
import { createCanvas } from './scale';

/** A picture that shows less of itself than this on the screen is not worth taking. Pixels. */
const LEAST = 32;

/** Cuts a box (device pixels, may reach beyond the edges) out of a screenshot; a PNG. Throws `PictureError` `NOT_SHOWN`. */
export async function cutScreenshot(shot: Blob, box: Box): Promise<Blob> {
  const bitmap = await createImageBitmap(shot);
  const left = Math.max(0, Math.ceil(box.left));
  const top = Math.max(0, Math.ceil(box.top));
  const width = Math.min(bitmap.width, Math.floor(box.left + box.width)) - left;
  const height = Math.min(bitmap.height, Math.floor(box.top + box.height)) - top;
  if (width < LEAST || height < LEAST) {
    bitmap.close();
    throw new PictureError('NOT_SHOWN');
  }
  const { canvas, pen } = createCanvas({ width, height });
  pen.drawImage(bitmap, left, top, width, height, 0, 0, width, height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}
