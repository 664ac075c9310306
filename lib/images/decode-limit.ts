import type { Header } from './header';
import { PictureError } from './picture-error';

/**
 * Memory that unpacking and drawing one picture may take, bytes: with the extension itself (100 MB) and a file of 50 MB it
 * stays under 600 MB. That is 66 million pixels for most pictures, and 36 million for the heaviest kind of JPEG.
 */
export const DECODE_BUDGET = 400_000_000;

/** Throws `BOMB` when a picture declares more pixels than the budget holds, before anything is unpacked. */
export function expectDecodable({
  width,
  height,
  bytesPerPixel,
}: Pick<Header, 'width' | 'height' | 'bytesPerPixel'>): void {
  if (width * height * bytesPerPixel > DECODE_BUDGET) throw new PictureError('BOMB');
}
