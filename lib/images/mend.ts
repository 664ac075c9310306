import { IMAGE_BYTES_MAX, IMAGE_TYPES } from '../pin/limits';
import { planRendering, type Rendering } from '../pin/mends';
import { type Mend, type Point, shrinkScale } from '../pin/slide';
import { createCanvas, drawMargin, drawPiece, readPixels, shrinkCanvas } from './drawing';
import { createLimiter } from './limiter';
import { describeBytes, openPicture, type Picture, type StoredPicture } from './picture';
import { type Fingerprint, FOCUS_SIDE, findFocus, takeFingerprint, takeLook } from './small-copy';
import { PictureError } from './world';

/** A picture that was read, and what will be uploaded of it. */
export interface MadeReady {
  original: StoredPicture;
  /** Null when the mends could not be carried out; `problem` says why. */
  ready: StoredPicture | null;
  problem: string;
  focus: Point;
  fingerprint: Fingerprint;
}

/** Memory for one decoded picture at a time, whoever asks. */
export const inTurn = createLimiter(1);

/**
 * Decodes a picture, measures it and carries out the mends. Undefined when it is not the wanted one. Throws what `openPicture`
 * throws.
 */
export function makeReady(
  blob: Blob,
  mends: readonly Mend[],
  isWanted: (picture: Picture) => boolean = () => true,
): Promise<MadeReady | undefined> {
  return inTurn(async () => {
    const picture = await openPicture(blob);
    try {
      return isWanted(picture) ? await mend(picture, blob, mends) : undefined;
    } finally {
      picture.bitmap.close();
    }
  });
}

async function mend(picture: Picture, blob: Blob, mends: readonly Mend[]): Promise<MadeReady> {
  const look = takeLook(picture.small);
  const facts = look === undefined ? picture.facts : { ...picture.facts, look };
  const focus = measureFocus(picture);
  const original = { blob: blob.slice(0, blob.size, facts.type), facts };
  const made = { original, focus, fingerprint: takeFingerprint(picture.small), problem: '' };
  if (isReadyAsItIs(picture, mends)) return { ...made, ready: original };
  try {
    return { ...made, ready: await mendPicture(picture, mends, focus) };
  } catch (error) {
    if (error instanceof PictureError) return { ...made, ready: null, problem: error.code };
    throw error;
  }
}

/** Shows through a transparent picture that becomes a JPEG, unless another colour is chosen. */
const BACKGROUND = '#ffffff';

/** Where the picture's subject is. */
export function measureFocus({ small }: Pick<Picture, 'small'>): Point {
  return findFocus(readPixels(shrinkCanvas(small, FOCUS_SIDE)));
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
export async function mendPicture(picture: Picture, mends: readonly Mend[], focus: Point): Promise<StoredPicture> {
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

/** JPEG qualities from what nobody can tell from the original down to what is still worth looking at. */
const QUALITIES = [0.92, 0.88, 0.84, 0.8, 0.75, 0.7, 0.6, 0.5, 0.4];

/** Exactness is worth this many bytes, or twice those of the JPEG: JPEG blurs the edges of a drawing. */
const SMALL = 300_000;

/** What matters about the picture on a canvas, and how many bytes it may have. */
interface Encoding {
  /** Keep what is transparent: then it is a PNG whatever its size. */
  keepsAlpha: boolean;
  /** Drawings and screenshots stay exact as PNG, where that is not far larger. */
  isLossless: boolean;
  maxBytes?: number;
}

/** Encodes a canvas as JPEG, or as PNG where that serves better, at the best quality that fits. Throws `TOO_HEAVY`. */
export async function encode(
  canvas: OffscreenCanvas,
  { keepsAlpha, isLossless, maxBytes = IMAGE_BYTES_MAX }: Encoding,
): Promise<Blob> {
  const png = keepsAlpha || isLossless ? await convert(canvas, 'image/png') : undefined;
  if (keepsAlpha && png) {
    if (png.size > maxBytes) throw new PictureError('TOO_HEAVY');
    return png;
  }
  const jpeg = await encodeJpeg(canvas, maxBytes);
  return png && png.size <= Math.max(jpeg.size * 2, SMALL) ? png : jpeg;
}

/** Finds the first quality that fits by halves: a large canvas takes a quarter of a second each time. */
async function encodeJpeg(canvas: OffscreenCanvas, maxBytes: number): Promise<Blob> {
  const best = await convert(canvas, 'image/jpeg', QUALITIES[0]);
  if (best.size <= maxBytes) return best;
  let fitting: Blob | undefined;
  let [from, to] = [1, QUALITIES.length - 1];
  while (from <= to) {
    const middle = (from + to) >> 1;
    const tried = await convert(canvas, 'image/jpeg', QUALITIES[middle]);
    if (tried.size <= maxBytes) {
      fitting = tried;
      to = middle - 1;
    } else from = middle + 1;
  }
  if (!fitting) throw new PictureError('TOO_HEAVY');
  return fitting;
}

/** A browser that cannot encode a type answers with PNG without a word, so the answer's type is looked at. */
async function convert(canvas: OffscreenCanvas, type: 'image/jpeg' | 'image/png', quality = 1): Promise<Blob> {
  const blob = await canvas.convertToBlob({ type, quality });
  if (blob.type !== type) throw new Error(`Asked for ${type}, got ${blob.type}`);
  return blob;
}
