import type { Size } from '../../pin/slide';

/** What a format's own structure says, besides type and size. */
export interface Traits {
  /** False when the file ends before its format says it should; `restore.ts` finds out whether its picture is complete. */
  isWhole: boolean;
  animated: boolean;
  /** Whether it has an alpha channel or a transparent colour; its pixels may be opaque all the same. */
  hasAlpha: boolean;
  /** Whether its pixels are exact: drawings, screenshots, logos. */
  isLossless: boolean;
  /** Bytes that decoding and drawing take for each of its pixels, at most (measured, see `tests/bench`). */
  bytesPerPixel: number;
  /** Whether it uses something that some readers of JPEG and PNG do not know: CMYK, 16 bits, a rotation flag. */
  isUncommon: boolean;
  /** Exif orientation, 1–8 (Exif 2.32, tag 0x0112). */
  orientation: number;
}

/** What a picture's bytes say of it before they are decoded. The size is before orientation. */
export interface Header extends Traits, Size {
  /** MIME type by content. */
  type: string;
}

/** What a format says when it says nothing special. */
export const PLAIN: Traits = {
  isWhole: false,
  animated: false,
  hasAlpha: false,
  isLossless: false,
  bytesPerPixel: 6,
  isUncommon: false,
  orientation: 1,
};

/** Bytes to stand in for missing ones: two fills that decode to the same picture show that nothing of it was missing. */
export type Fill = (length: number) => Uint8Array<ArrayBuffer>;

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Latin-1 text at an offset. */
export function textAt(bytes: Uint8Array, at: number, length = 4): string {
  return String.fromCharCode(...bytes.subarray(at, at + length));
}

export function join(...parts: (Uint8Array | readonly number[])[]): Uint8Array<ArrayBuffer> {
  const joined = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

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

/** How a file begins, as Latin-1 text at an offset in bytes. */
interface Signature {
  at: number;
  text: string;
}

/** Kinds of which we read the header: a file that begins so and has no header was cut off. */
const OURS: readonly Signature[] = [
  { at: 0, text: '\xff\xd8\xff' },
  { at: 0, text: '\x89PNG\r\n' },
  { at: 0, text: 'GIF8' },
  { at: 8, text: 'WEBP' },
  { at: 4, text: 'ftypavif' },
  { at: 4, text: 'ftypavis' },
];

/** Pictures that browsers cannot unpack, or not every one: TIFF, JPEG XL, icons, Photoshop, HEIC and its kin. */
const FOREIGN: readonly Signature[] = [
  { at: 0, text: 'II*\0' },
  { at: 0, text: 'MM\0*' },
  { at: 0, text: '\xff\x0a' },
  { at: 4, text: 'JXL ' },
  { at: 0, text: '\0\0\x01\0' },
  { at: 0, text: '8BPS' },
  { at: 4, text: 'ftyp' },
];

/** What a file's beginning says: one of our kinds, a picture of another kind, or neither. */
export function recognise(start: string): 'ours' | 'foreign' | undefined {
  const begins = ({ at, text }: Signature) => start.startsWith(text, at);
  if (OURS.some(begins)) return 'ours';
  return FOREIGN.some(begins) ? 'foreign' : undefined;
}
