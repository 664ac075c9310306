import type { Rendering } from '../pin/rendering';
import { createCanvas, drawPiece, type Piece } from './scale';

type Pen = OffscreenCanvasRenderingContext2D;

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
