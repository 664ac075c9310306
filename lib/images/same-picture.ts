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

/** What is kept of a picture to recognise it by. */
export interface Likeness {
  /** Width over height. */
  shape: number;
  /** `SIDE` × `SIDE` pixels, RGBA, on white. */
  pixels: Uint8ClampedArray;
}

/** `look` is the picture, or a small copy of it. */
export function takeLikeness(look: OffscreenCanvas): Likeness {
  return { shape: look.width / look.height, pixels: shrink(look, SIDE, SIDE) };
}

/** Whether two pictures show the same: one may be a larger rendition of the other, in another format. */
export function isSamePicture(one: Likeness, other: Likeness): boolean {
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
