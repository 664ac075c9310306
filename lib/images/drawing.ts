import type { Rendering } from '../pin/mends';
import { type Box, type Size, scaleSize } from '../pin/slide';
import { PictureError } from './world';

type Pen = OffscreenCanvasRenderingContext2D;

/** A canvas with its pen. Throws when the browser has no memory for one. */
export function createCanvas({ width, height }: Size): {
  canvas: OffscreenCanvas;
  pen: Pen;
} {
  const canvas = new OffscreenCanvas(width, height);
  const pen = canvas.getContext('2d', { colorSpace: 'srgb' });
  if (!pen) throw new Error('No canvas');
  pen.imageSmoothingEnabled = true;
  pen.imageSmoothingQuality = 'high';
  return { canvas, pen };
}

/** Something that can be drawn, and the part of it that counts. */
interface Piece {
  image: ImageBitmap | OffscreenCanvas;
  box: Box;
}

/**
 * Draws a piece into a box of a canvas, well. Some browsers (Firefox 153) sample only the nearest four pixels whatever quality
 * is asked for, and fine lines break up when they draw far smaller in one go: there the piece is first brought near by halves.
 */
export function drawPiece(pen: Pen, piece: Piece, to: Box): void {
  let { image, box } = piece;
  while (box.width > 2 * to.width && box.height > 2 * to.height && skipsPixels()) {
    const half = { width: Math.ceil(box.width / 2), height: Math.ceil(box.height / 2) };
    const next = createCanvas(half);
    next.pen.drawImage(image, box.left, box.top, box.width, box.height, 0, 0, half.width, half.height);
    if (image !== piece.image) free(image);
    image = next.canvas;
    box = { left: 0, top: 0, ...half };
  }
  pen.drawImage(image, box.left, box.top, box.width, box.height, to.left, to.top, to.width, to.height);
  if (image !== piece.image) free(image);
}

let skips: boolean | undefined;

/** Whether this browser skips pixels when it draws far smaller: seen by drawing one black line in eight at a third. */
function skipsPixels(): boolean {
  if (skips !== undefined) return skips;
  const paper = createCanvas({ width: 48, height: 48 });
  paper.pen.fillStyle = '#fff';
  paper.pen.fillRect(0, 0, 48, 48);
  paper.pen.fillStyle = '#000';
  for (let x = 0; x < 48; x += 8) paper.pen.fillRect(x, 0, 1, 48);
  const { canvas, pen } = createCanvas({ width: 16, height: 16 });
  pen.drawImage(paper.canvas, 0, 0, 16, 16);
  const row = readPixels(canvas).data.slice(8 * 16 * 4, 9 * 16 * 4);
  skips = row.some((value) => value < 80);
  return skips;
}

/** A picture brought down to at most `longest` pixels on the longer side; roughly: by one pixel in many, which costs nothing. */
export function drawSmall(image: ImageBitmap | OffscreenCanvas, longest: number): OffscreenCanvas {
  const size = { width: image.width, height: image.height };
  const small = scaleSize(size, Math.min(1, longest / Math.max(size.width, size.height)));
  const { canvas, pen } = createCanvas(small);
  pen.imageSmoothingQuality = 'low';
  pen.drawImage(image, 0, 0, small.width, small.height);
  return canvas;
}

/** A small canvas brought down further, well. */
export function shrinkCanvas(image: OffscreenCanvas, longest: number): OffscreenCanvas {
  const size = { width: image.width, height: image.height };
  const { canvas, pen } = createCanvas(scaleSize(size, Math.min(1, longest / Math.max(size.width, size.height))));
  const to = { left: 0, top: 0, width: canvas.width, height: canvas.height };
  drawPiece(pen, { image, box: { left: 0, top: 0, ...size } }, to);
  return canvas;
}

/** A canvas's pixels: RGBA, not premultiplied. */
export function readPixels(canvas: OffscreenCanvas): ImageData {
  return canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
}

/** Gives a canvas's memory back now, not when the garbage collector runs. */
function free(image: ImageBitmap | OffscreenCanvas): void {
  if (image instanceof OffscreenCanvas) image.width = image.height = 0;
}

/** The blurred picture is made of so few pixels on its longer side; drawing them large blurs them. */
const BLUR_PIXELS = 24;

/** Fills what the picture leaves of a padded canvas: the colour of the picture's edge on each side, or the picture blurred. */
export function drawMargin(pen: Pen, piece: Piece, plan: Rendering, fill: 'edge' | 'blur'): void {
  if (fill === 'blur') drawBlur(pen, piece, plan);
  else drawEdges(pen, piece, plan);
}

function drawEdges(pen: Pen, piece: Piece, plan: Rendering): void {
  for (const side of sidesOf(plan)) {
    pen.fillStyle = colourAlong(piece, side.edge);
    pen.fillRect(...side.margin);
  }
}

type Rect = [left: number, top: number, width: number, height: number];

/** The margins of a canvas, each with the strip of the picture (0–1) that it touches. */
function sidesOf({ width, height, to }: Rendering): { margin: Rect; edge: Rect }[] {
  const [right, bottom] = [to.left + to.width, to.top + to.height];
  const sides: { margin: Rect; edge: Rect }[] = [
    { margin: [0, 0, to.left, height], edge: [0, 0, 0.02, 1] },
    { margin: [right, 0, width - right, height], edge: [0.98, 0, 0.02, 1] },
    { margin: [to.left, 0, to.width, to.top], edge: [0, 0, 1, 0.02] },
    { margin: [to.left, bottom, to.width, height - bottom], edge: [0, 0.98, 1, 0.02] },
  ];
  return sides.filter(({ margin: [, , across, down] }) => across > 0 && down > 0);
}

/** The average colour of a strip. A blend of what is there: the margin meets the picture without a line. */
function colourAlong({ image, box }: Piece, [left, top, width, height]: Rect): string {
  const strip = {
    left: box.left + Math.floor(left * box.width),
    top: box.top + Math.floor(top * box.height),
    width: Math.max(1, Math.round(width * box.width)),
    height: Math.max(1, Math.round(height * box.height)),
  };
  const { canvas, pen } = createCanvas({ width: 8, height: 8 });
  drawPiece(pen, { image, box: strip }, { left: 0, top: 0, width: 8, height: 8 });
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  const sums = [0, 0, 0, 0];
  for (let at = 0; at < data.length; at += 4) {
    const alpha = data[at + 3]! / 255;
    for (const channel of [0, 1, 2] as const) sums[channel]! += data[at + channel]! * alpha;
    sums[3]! += alpha;
  }
  const [red, green, blue] = sums.map((sum) => Math.round(sum / Math.max(sums[3]!, 1e-6)));
  return sums[3]! < 1 ? 'white' : `rgb(${red} ${green} ${blue})`;
}

/** The picture itself, covering the canvas, reduced to a few pixels and drawn large in two steps: no filter is needed. */
function drawBlur(pen: Pen, { image, box }: Piece, { width, height }: Rendering): void {
  const scale = Math.min(box.width / width, box.height / height);
  const [across, down] = [width * scale, height * scale];
  const cover = {
    left: box.left + (box.width - across) / 2,
    top: box.top + (box.height - down) / 2,
    width: across,
    height: down,
  };
  const factor = BLUR_PIXELS / Math.max(width, height);
  const small = createCanvas({
    width: Math.max(2, Math.round(width * factor)),
    height: Math.max(2, Math.round(height * factor)),
  });
  const whole = { left: 0, top: 0, width: small.canvas.width, height: small.canvas.height };
  drawPiece(small.pen, { image, box: cover }, whole);
  const middle = createCanvas({ width: whole.width * 6, height: whole.height * 6 });
  middle.pen.drawImage(small.canvas, 0, 0, middle.canvas.width, middle.canvas.height);
  pen.drawImage(middle.canvas, 0, 0, width, height);
}

/** A picture that shows less of itself than this on the screen is not worth taking. Pixels. */
const LEAST = 32;

/** Cuts a box (device pixels, may reach beyond the edges) out of a screenshot; a PNG. Throws `PictureError` `NOT_SHOWN`. */
export async function cutScreenshot(shot: Blob, box: Box): Promise<Blob> {
  const bitmap = await createImageBitmap(shot);
  const left = Math.max(0, Math.ceil(box.left));
  const top = Math.max(0, Math.ceil(box.top));
  const width = Math.min(bitmap.width, Math.floor(box.left + box.width)) - left;
  const height = Math.min(bitmap.height, Math.floor(box.top + box.height)) - top;
  if (width < LEAST || height < LEAST) {
    bitmap.close();
    throw new PictureError('NOT_SHOWN');
  }
  const { canvas, pen } = createCanvas({ width, height });
  pen.drawImage(bitmap, left, top, width, height, 0, 0, width, height);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}
