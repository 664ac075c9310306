import type { Point } from '../pin/slide';
import { createCanvas, drawPiece, readPixels } from './drawing';

/** Pictures are compared as so many pixels on each side: what a resize or an encoder changes is gone by then. */
const SIDE = 24;
/** Width to height may differ by this, relatively: the smaller rendition was rounded to whole pixels. */
const SHAPE_TOLERANCE = 0.03;
/** Mean difference of a colour channel, 0–255: encoders of one picture stay under 3. */
const DIFFERENCE = 8;
/** A cell differs when a channel is off by this; an edge between two colours falls a little differently at another size. */
const CELL_DIFFERENCE = 48;
/** Cells that may differ: another product on the same white ground differs in more. */
const CELLS_APART = 0.02 * SIDE * SIDE;

/** A few pixels of a picture, to compare it with another. */
export interface Fingerprint {
  /** Width over height. */
  shape: number;
  /** `SIDE` × `SIDE` pixels, RGBA, on white. */
  pixels: Uint8ClampedArray;
}

/** `look` is the picture, or a small copy of it. */
export function takeFingerprint(look: OffscreenCanvas): Fingerprint {
  return { shape: look.width / look.height, pixels: shrink(look, SIDE, SIDE) };
}

/** Whether two pictures show the same: one may be a larger rendition of the other, in another format. */
export function isSamePicture(one: Fingerprint, other: Fingerprint): boolean {
  if (Math.abs(one.shape / other.shape - 1) > SHAPE_TOLERANCE) return false;
  let sum = 0;
  let apart = 0;
  for (let at = 0; at < one.pixels.length; at += 4) {
    const off = [0, 1, 2].map((channel) => Math.abs(one.pixels[at + channel]! - other.pixels[at + channel]!));
    sum += off[0]! + off[1]! + off[2]!;
    if (Math.max(...off) > CELL_DIFFERENCE) apart++;
  }
  return sum / (3 * SIDE * SIDE) <= DIFFERENCE && apart <= CELLS_APART;
}

const COLUMNS = 9;
const ROWS = 8;
/** Grey levels, 0–255: what differs less is no detail. */
const FAINT = 3;
/** A picture with fewer differing neighbours than this has nothing to be recognised by. */
const LEAST_DETAIL = 6;

/** A picture's look, see `lib/pin/look.ts`; undefined for one without detail. */
export function takeLook(picture: OffscreenCanvas): string | undefined {
  const pixels = shrink(picture, COLUMNS, ROWS);
  const light = (x: number, y: number) => {
    const at = (y * COLUMNS + x) * 4;
    return 0.299 * pixels[at]! + 0.587 * pixels[at + 1]! + 0.114 * pixels[at + 2]!;
  };
  let bits = 0n;
  let detail = 0;
  for (let y = 0; y < ROWS; y++)
    for (let x = 0; x < COLUMNS - 1; x++) {
      const darker = light(x, y) - light(x + 1, y);
      if (Math.abs(darker) > FAINT) detail++;
      bits = (bits << 1n) | (darker > FAINT ? 1n : 0n);
    }
  return detail < LEAST_DETAIL ? undefined : bits.toString(16).padStart(16, '0');
}

function shrink(picture: OffscreenCanvas, width: number, height: number): Uint8ClampedArray {
  const { canvas, pen } = createCanvas({ width, height });
  pen.fillStyle = '#fff';
  pen.fillRect(0, 0, width, height);
  const whole = { left: 0, top: 0, width: picture.width, height: picture.height };
  drawPiece(pen, { image: picture, box: whole }, { left: 0, top: 0, width, height });
  return readPixels(canvas).data;
}

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

/** 1 where a colour is one of human skin of any shade: its hue and its share of red vary little with lightness. */
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
