import type { Header } from './header';
import { PictureError } from './picture-error';

/**
 * Memory that unpacking one picture may take, bytes. With the extension itself and the file it stays under 600 MB; that is
 * some 80 million pixels for most pictures, and 32 million for the heaviest kind of JPEG.
 */
export const DECODE_BUDGET = 320 * 1024 * 1024;

/** Throws `BOMB` when a picture declares more pixels than the budget holds, before anything is unpacked. */
export function expectDecodable({
  width,
  height,
  bytesPerPixel,
}: Pick<Header, 'width' | 'height' | 'bytesPerPixel'>): void {
  if (width * height * bytesPerPixel > DECODE_BUDGET) throw new PictureError('BOMB');
}
