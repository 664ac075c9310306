import { textAt, viewOf } from './traits';

const ORIENTATION = 0x0112;
const PREFIX = 'Exif\0\0';

/** The orientation (1–8) in Exif data, with or without the prefix that JPEG gives it; 1 where it says nothing. */
export function readOrientation(exif: Uint8Array): number {
  const tiff = viewOf(textAt(exif, 0, PREFIX.length) === PREFIX ? exif.subarray(PREFIX.length) : exif);
  if (tiff.byteLength < 8) return 1;
  const isLittle = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, isLittle);
  if (directory + 2 > tiff.byteLength) return 1;
  const count = tiff.getUint16(directory, isLittle);
  for (let index = 0; index < count; index++) {
    const at = directory + 2 + index * 12;
    if (at + 12 > tiff.byteLength) return 1;
    if (tiff.getUint16(at, isLittle) !== ORIENTATION) continue;
    const value = tiff.getUint16(at + 8, isLittle);
    return value >= 1 && value <= 8 ? value : 1;
  }
  return 1;
}
