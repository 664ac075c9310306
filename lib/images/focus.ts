import type { Point } from '../pin/slide';

/** Pixels on the longer side of what is looked at: enough to tell a face from a wall, and a millisecond's work. */
export const FOCUS_SIDE = 96;

/** What draws the eye, relative to detail at 1. Skin stands for faces and hands, which matter most on a pin. */
const COLOUR_WEIGHT = 0.25;
const SKIN_WEIGHT = 0.6;
/** The middle is where photographers put their subject: at the edge this share of the weight is left. */
const EDGE_SHARE = 0.6;

/**
 * Where a picture's subject is: the middle of that 2:3 upright (for wide pictures) and that square (for tall ones) which holds
 * the most detail, colour and skin. A measure, not a recogniser: it finds what stands out, whatever that is. `pixels` is the
 * picture brought down to `FOCUS_SIDE`.
 */
export function findFocus(pixels: ImageData): Point {
  const { width, height } = pixels;
  const weights = weigh(pixels);
  const columns = new Float64Array(width);
  const rows = new Float64Array(height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const weight = weights[y * width + x]!;
      columns[x]! += weight;
      rows[y]! += weight;
    }
  return { x: findBand(columns, (height * 2) / 3), y: findBand(rows, width) };
}

/** The middle (0–1) of the band of `length` entries with the highest sum; 0.5 where the band is everything or all is equal. */
function findBand(sums: Float64Array, length: number): number {
  const band = Math.round(Math.min(sums.length, length));
  const last = sums.length - band;
  let sum = 0;
  for (let at = 0; at < band; at++) sum += sums[at]!;
  let best = -1;
  let [first, end] = [0, 0];
  for (let at = 0; at <= last; at++) {
    // Ties go to the center: bands that differ from the best by a rounding error count as equal.
    if (sum > best * 1.002) [best, first, end] = [sum, at, at];
    else if (sum >= best * 0.998) end = at;
    sum += (sums[at + band] ?? 0) - sums[at]!;
  }
  return ((first + end) / 2 + band / 2) / sums.length;
}

function weigh({ data, width, height }: ImageData): Float32Array {
  const light = new Float32Array(width * height);
  for (let at = 0; at < light.length; at++) light[at] = lightOf(data, at * 4);
  const weights = new Float32Array(width * height);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = y * width + x;
      const across = light[y * width + Math.min(x + 1, width - 1)]! - light[y * width + Math.max(x - 1, 0)]!;
      const down = light[Math.min(y + 1, height - 1) * width + x]! - light[Math.max(y - 1, 0) * width + x]!;
      const alpha = data[at * 4 + 3]! / 255;
      const shown =
        Math.hypot(across, down) + COLOUR_WEIGHT * colourOf(data, at * 4) + SKIN_WEIGHT * skinOf(data, at * 4);
      weights[at] = alpha * shown * centredness(x / width, y / height);
    }
  return weights;
}

/** 0–1. */
function lightOf(data: ImageData['data'], at: number): number {
  return (0.2126 * data[at]! + 0.7152 * data[at + 1]! + 0.0722 * data[at + 2]!) / 255;
}

/** How far from grey, 0–1. */
function colourOf(data: ImageData['data'], at: number): number {
  const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
  return (Math.max(red, green, blue) - Math.min(red, green, blue)) / 255;
}

/** 1 where a colour is one of human skin of any shade: its hue and its share of red hardly vary with lightness. */
function skinOf(data: ImageData['data'], at: number): number {
  const [red, green, blue] = [data[at]!, data[at + 1]!, data[at + 2]!];
  const sum = red + green + blue;
  if (sum < 90 || red <= green || green <= blue * 0.9) return 0;
  const [share, greenShare] = [red / sum, green / sum];
  return share > 0.36 && share < 0.52 && greenShare > 0.27 && greenShare < 0.36 ? 1 : 0;
}

function centredness(x: number, y: number): number {
  const away = Math.min(1, Math.hypot(x - 0.5, y - 0.5) * 2);
  return 1 - (1 - EDGE_SHARE) * away ** 2;
}
