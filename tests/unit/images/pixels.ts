/** What the scene of `make-files.mjs` shows in the middle of its quarters: above left, above right, below left, below right. */
export const QUARTERS = [
  [220, 30, 30],
  [30, 180, 60],
  [30, 60, 210],
  [240, 210, 40],
] as const;

/** A picture of `files/`, as the browser gets it: without a type that would give it away. */
export async function loadFile(name: string): Promise<Blob> {
  const response = await fetch(new URL(`./files/${name}`, import.meta.url));
  return new Blob([await response.arrayBuffer()]);
}

/** The pixels that a blob decodes to. */
export async function decode(blob: Blob): Promise<ImageData> {
  const bitmap = await createImageBitmap(blob);
  const pen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!;
  pen.drawImage(bitmap, 0, 0);
  const pixels = pen.getImageData(0, 0, bitmap.width, bitmap.height);
  bitmap.close();
  return pixels;
}

/** Red, green, blue and alpha at a place given in fractions (0–1). */
export function colourAt({ data, width, height }: ImageData, x: number, y: number): [number, number, number, number] {
  const at = (Math.min(height - 1, Math.floor(y * height)) * width + Math.min(width - 1, Math.floor(x * width))) * 4;
  return [data[at]!, data[at + 1]!, data[at + 2]!, data[at + 3]!];
}

/** The colours in the middle of a picture's quarters, in the order of `QUARTERS`. */
export function quartersOf(pixels: ImageData): [number, number, number, number][] {
  return [0.25, 0.75].flatMap((y) => [0.25, 0.75].map((x) => colourAt(pixels, x, y)));
}

/** The largest difference of a channel between what is shown and what is expected, over the four quarters. */
export function differenceFromScene(pixels: ImageData, quarters: readonly (readonly number[])[] = QUARTERS): number {
  const off = quartersOf(pixels).flatMap((colour, index) =>
    quarters[index]!.map((value, channel) => Math.abs(value - colour[channel]!)),
  );
  return Math.max(...off);
}

/** A blob drawn for a test, encoded as asked for. */
export async function drawBlob(
  width: number,
  height: number,
  paint: (pen: OffscreenCanvasRenderingContext2D) => void,
  type = 'image/png',
): Promise<Blob> {
  const canvas = new OffscreenCanvas(width, height);
  paint(canvas.getContext('2d')!);
  return canvas.convertToBlob({ type, quality: 0.95 });
}
