import { createCanvas, readPixels } from './drawing';
import { completeBmp, completeGif, completeHeif, completeWebp } from './formats/bmp-gif-heif-webp';
import { completeJpeg } from './formats/jpeg';
import { completePng } from './formats/png';
import type { Fill, Header } from './formats/traits';
import { DECODED_BYTES_MAX } from './header';

type Complete = (bytes: Uint8Array, fill: Fill) => Uint8Array<ArrayBuffer> | undefined;

const COMPLETE: Record<string, Complete | undefined> = {
  'image/jpeg': completeJpeg,
  'image/webp': completeWebp,
  'image/avif': completeHeif,
  'image/gif': completeGif,
  'image/bmp': completeBmp,
};

const zeros: Fill = (length) => new Uint8Array(length);
/** The same bytes each time; never 255, which begins a JPEG's markers. */
const noise: Fill = (length) => {
  let state = 12_345;
  return Uint8Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % 255;
  });
};

/**
 * A file that ends too early, made whole where its picture is complete all the same: only the end marker is missing, a length is
 * wrong, or a few bytes that change nothing. Whatever is missing is filled in two ways; a picture that comes out different was
 * really cut off, and undefined is answered. Browsers disagree on such files (Firefox 153 shows them, Chromium 156 refuses them).
 */
export async function restore(bytes: Uint8Array, header: Header): Promise<Blob | undefined> {
  const { type } = header;
  if (type === 'image/png') {
    const whole = await completePng(bytes);
    return whole && new Blob([whole], { type });
  }
  const [one, other] = [zeros, noise].map((fill) => COMPLETE[type]?.(bytes, fill));
  if (!one || !other) return undefined;
  const [first, second] = [new Blob([one], { type }), new Blob([other], { type })];
  const isCertain = one.length === other.length && one.every((byte, at) => byte === other[at]);
  return isCertain || (await showSame(first, second, header)) ? first : undefined;
}

/**
 * Whether a JPEG's last corner is the plain grey with which decoders fill what a file does not hold. Of a larger corner the upper rows may
 * be tinted by the last ones that the file holds.
 */
export function endsInGrey(bitmap: ImageBitmap): boolean {
  const side = 4;
  const { canvas, pen } = createCanvas({ width: side, height: side });
  pen.drawImage(bitmap, side - bitmap.width, side - bitmap.height);
  const { data } = readPixels(canvas);
  return data.every((value, at) => (at % 4 === 3 ? value === 255 : value === 128));
}

/** Pixels that are compared at once. */
const BAND = 262_144;

async function showSame(one: Blob, other: Blob, { width, height, bytesPerPixel }: Header): Promise<boolean> {
  // Both are in memory at once.
  if (2 * width * height * bytesPerPixel > DECODED_BYTES_MAX) return false;
  const bitmaps = await Promise.all([one, other].map((blob) => createImageBitmap(blob).catch(() => undefined)));
  const [first, second] = bitmaps;
  try {
    return first !== undefined && second !== undefined && haveSamePixels(first, second);
  } finally {
    for (const bitmap of bitmaps) bitmap?.close();
  }
}

function haveSamePixels(one: ImageBitmap, other: ImageBitmap): boolean {
  if (one.width !== other.width || one.height !== other.height) return false;
  const rows = Math.max(1, Math.floor(BAND / one.width));
  const { canvas, pen } = createCanvas({ width: one.width, height: Math.min(rows, one.height) });
  const read = (bitmap: ImageBitmap, top: number) => {
    pen.clearRect(0, 0, canvas.width, canvas.height);
    pen.drawImage(bitmap, 0, -top);
    return new Uint32Array(readPixels(canvas).data.buffer);
  };
  for (let top = 0; top < one.height; top += rows) {
    const theirs = read(other, top);
    if (read(one, top).some((pixel, at) => pixel !== theirs[at])) return false;
  }
  return true;
}

/** A WebP of 2 × 1 pixels that an Exif orientation of 6 turns to 1 × 2. */
const PROBE =
  'UklGRlIAAABXRUJQVlA4WAoAAAAIAAAAAQAAAAAAVlA4TBEAAAAvAQAAAAdQxCIWsf+BiOh/AABFWElGGgAAAE1NACoAAAAIAAEBEgADAAAAAQAGAAAAAAAA';

/** Transforms by Exif orientation, for a picture of that stored size (Exif 2.32, tag 0x0112). */
const TURNS: Record<number, (width: number, height: number) => [number, number, number, number, number, number]> = {
  2: (width) => [-1, 0, 0, 1, width, 0],
  3: (width, height) => [-1, 0, 0, -1, width, height],
  4: (_, height) => [1, 0, 0, -1, 0, height],
  5: () => [0, 1, 1, 0, 0, 0],
  6: (_, height) => [0, 1, -1, 0, height, 0],
  7: (width, height) => [0, -1, -1, 0, height, width],
  8: (width) => [0, -1, 1, 0, 0, width],
};

/**
 * Turns a decoded WebP as its Exif data says. Browsers do this themselves for JPEG, PNG and AVIF, and for WebP not yet (Chromium
 * 156, Firefox 153): where this one does, nothing is left to do. Takes the bitmap.
 */
export async function orientWebp(bitmap: ImageBitmap, orientation: number): Promise<ImageBitmap> {
  const turn = TURNS[orientation];
  if (!turn || (await turnsByItself())) return bitmap;
  const { width, height } = bitmap;
  const { canvas, pen } = createCanvas(orientation >= 5 ? { width: height, height: width } : { width, height });
  pen.setTransform(...turn(width, height));
  pen.drawImage(bitmap, 0, 0);
  bitmap.close();
  return canvas.transferToImageBitmap();
}

let turns: Promise<boolean> | undefined;

function turnsByItself(): Promise<boolean> {
  turns ??= probe();
  return turns;
}

async function probe(): Promise<boolean> {
  const bytes = Uint8Array.from(atob(PROBE), (char) => char.charCodeAt(0));
  const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/webp' }));
  const isTurned = bitmap.height === 2;
  bitmap.close();
  return isTurned;
}
