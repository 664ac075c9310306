import type { Size } from '../../pin/ratio';

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
