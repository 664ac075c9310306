import { IMAGE_BYTES_MAX, IMAGE_TYPES } from '../pin/limits';
import { shrinkScale } from '../pin/ratio';
import { planRendering, type Rendering } from '../pin/rendering';
import type { Mend, Point } from '../pin/slide';
import { encode } from './encode';
import { FOCUS_LOOK, findFocus } from './focus';
import { drawMargin } from './margin';
import { describeBytes, type Kept, type Picture } from './picture';
import { createCanvas, drawPiece, readPixels, shrinkCanvas } from './scale';

/** Shows through a transparent picture that becomes a JPEG, unless another colour is chosen. */
const BACKGROUND = '#ffffff';

/** Where the picture's subject is. */
export function measureFocus({ look }: Pick<Picture, 'look'>): Point {
  return findFocus(readPixels(shrinkCanvas(look, FOCUS_LOOK)));
}

/**
 * Whether a picture can go out byte for byte: nobody asked for a change, and it is an upright, still, 8-bit RGB JPEG or PNG
 * under 20 MB, no larger than Pinterest shows it. What Pinterest makes of the uncommon ones is not documented.
 */
export function isReadyAsItIs({ header, facts }: Pick<Picture, 'header' | 'facts'>, mends: readonly Mend[]): boolean {
  const isAccepted = IMAGE_TYPES.some((type) => type === facts.type) && facts.bytes <= IMAGE_BYTES_MAX;
  const isCommon = !header.animated && !header.isUncommon;
  return isAccepted && isCommon && mends.length === 0 && shrinkScale(facts) === 1;
}

/**
 * Draws and encodes a picture with its mends, in sRGB, within Pinterest's limits. Takes the picture's memory: its bitmap is
 * closed when this resolves. Throws `PictureError` `TOO_HEAVY`.
 */
export async function mendPicture(picture: Picture, mends: readonly Mend[], focus: Point): Promise<Kept> {
  const { bitmap, header, facts } = picture;
  const plan = planRendering(facts, mends, focus);
  const background = findBackground(picture, mends);
  const canvas = draw(bitmap, plan, background);
  bitmap.close();
  const keepsAlpha = facts.transparent && background === null;
  const blob = await encode(canvas, { keepsAlpha, isLossless: header.isLossless });
  const { width, height } = plan;
  return { blob, facts: await describeBytes(blob, { type: blob.type, width, height, transparent: keepsAlpha }) };
}

/** The colour beneath a transparent picture; null keeps it transparent. */
function findBackground({ facts }: Picture, mends: readonly Mend[]): string | null {
  if (!facts.transparent) return BACKGROUND;
  const asked = mends.find((mend) => mend.kind === 'convert');
  if (asked) return asked.background;
  const isPadded = mends.some(({ kind }) => kind === 'pad');
  return facts.type === 'image/png' && !facts.animated && !isPadded ? null : BACKGROUND;
}

function draw(bitmap: ImageBitmap, plan: Rendering, background: string | null): OffscreenCanvas {
  const { canvas, pen } = createCanvas(plan);
  if (background !== null) {
    pen.fillStyle = background;
    pen.fillRect(0, 0, plan.width, plan.height);
  }
  const piece = { image: bitmap, box: plan.from };
  if (plan.fill) drawMargin(pen, piece, plan, plan.fill);
  drawPiece(pen, piece, plan.to);
  return canvas;
}
