/**
 * Whether two renditions show the same picture. `lib/page` only proposes addresses of originals; who loads one decides by this.
 * Pure over pixels as `getImageData` answers them.
 */

/** A picture's pixels: RGBA, row by row. */
export interface Pixels {
  data: Uint8ClampedArray | Uint8Array;
  width: number;
  height: number;
}

/** What a picture looks like from afar: brightness in a grid of 9 × 8, each cell 0–255. Draw it small first; 72 × 64 is plenty. */
export type Look = number[];

const COLUMNS = 9;
const ROWS = 8;

/** The look of a picture whose pixels were read. */
export function lookOf({ data, width, height }: Pixels): Look {
  const look: Look = [];
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < COLUMNS; column++) {
      const [left, right] = [
        Math.floor((column * width) / COLUMNS),
        Math.max(1, Math.floor(((column + 1) * width) / COLUMNS)),
      ];
      const [top, bottom] = [Math.floor((row * height) / ROWS), Math.max(1, Math.floor(((row + 1) * height) / ROWS))];
      let sum = 0;
      let count = 0;
      for (let y = top; y < Math.max(bottom, top + 1); y++) {
        for (let x = left; x < Math.max(right, left + 1); x++) {
          const at = (Math.min(y, height - 1) * width + Math.min(x, width - 1)) * 4;
          const alpha = (data[at + 3] ?? 255) / 255;
          // Rec. 601 luma over white, as the picture is shown.
          sum += (0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!) * alpha + 255 * (1 - alpha);
          count++;
        }
      }
      look.push(sum / count);
    }
  }
  return look;
}

/** Signs that differ among 64 (is a cell brighter than its neighbour?) and mean difference of brightness up to which two are one picture. */
const MAX_SIGNS = 10;
const MAX_DIFFERENCE = 24;

/** Whether two looks are of one picture: scaled, recompressed, in another format. A crop, a mirror image or a placeholder is another. */
export function looksAlike(a: Look, b: Look): boolean {
  if (a.length !== b.length) return false;
  let signs = 0;
  let difference = 0;
  for (let i = 0; i < a.length; i++) {
    difference += Math.abs(a[i]! - b[i]!);
    if ((i + 1) % COLUMNS === 0) continue;
    const [stepA, stepB] = [a[i + 1]! - a[i]!, b[i + 1]! - b[i]!];
    // A flat place has no sign worth counting.
    if (Math.abs(stepA) + Math.abs(stepB) > 4 && stepA > 0 !== stepB > 0) signs++;
  }
  return signs <= MAX_SIGNS && difference / a.length <= MAX_DIFFERENCE;
}

/** What became of a proposal when it was loaded; pixels. */
export interface Loaded {
  url: string;
  width: number;
  height: number;
  look: Look | undefined;
}

/**
 * Which address to use: the largest proposal that is larger than the known one on both sides, of the same shape within 2 %, and,
 * where both could be looked at, looks alike. Without a look at either (no right to read the pixels) the known one stays.
 */
export function chooseVerified(known: Loaded, proposals: readonly Loaded[]): Loaded {
  const believed = proposals.filter(
    (one) =>
      one.width > known.width &&
      one.height > known.height &&
      Math.abs((one.width / one.height) * (known.height / known.width) - 1) <= 0.02 &&
      one.look !== undefined &&
      known.look !== undefined &&
      looksAlike(one.look, known.look),
  );
  return believed.reduce((best, one) => (one.width > best.width ? one : best), known);
}
