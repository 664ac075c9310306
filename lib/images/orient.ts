import { createCanvas } from './scale';

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
