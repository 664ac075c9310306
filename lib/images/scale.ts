import { type Box, type Size, scaleSize } from '../pin/ratio';

type Pen = OffscreenCanvasRenderingContext2D;

/** A canvas with its pen. Throws when the browser has no memory left for one. */
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
export interface Piece {
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

/** Gives a canvas's memory back now, not when the garbage collector comes round. */
function free(image: ImageBitmap | OffscreenCanvas): void {
  if (image instanceof OffscreenCanvas) image.width = image.height = 0;
}
