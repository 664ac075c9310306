import { readOrientation } from './exif';
import { type Fill, join, PLAIN, type Traits, textAt, viewOf } from './traits';

const ANIMATION = 0x02;
const ALPHA = 0x10;
const FIRST_CHUNK = 12;

interface Chunk {
  name: string;
  /** Where its name stands. */
  at: number;
  /** Where its data ends, without the padding byte. */
  end: number;
}

/** A WebP's chunks, the last of which may be cut off (RFC 9649, 2.3). */
function listChunks(bytes: Uint8Array): Chunk[] {
  const view = viewOf(bytes);
  const chunks: Chunk[] = [];
  for (let at = FIRST_CHUNK; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    chunks.push({ name: textAt(bytes, at), at, end: at + 8 + size });
    at += 8 + size + (size & 1);
  }
  return chunks;
}

export function readWebpTraits(bytes: Uint8Array): Traits {
  const chunks = listChunks(bytes);
  const find = (name: string) => chunks.find((chunk) => chunk.name === name);
  const flags = find('VP8X') ? bytes[20]! : 0;
  const isAnimated = (flags & ANIMATION) !== 0;
  const exif = find('EXIF');
  const orientation = exif ? readOrientation(bytes.subarray(exif.at + 8, exif.end)) : 1;
  return {
    ...PLAIN,
    // The declared size leaves out the 8 bytes before it; a padding byte at the very end may be missing.
    isWhole: bytes.length + 1 >= viewOf(bytes).getUint32(4, true) + 8 && chunks.some(isImage),
    animated: isAnimated,
    hasAlpha: (flags & ALPHA) !== 0 || (chunks[0]?.name === 'VP8L' && ((bytes[24] ?? 0) & 0x10) !== 0),
    isLossless: find('VP8L') !== undefined,
    bytesPerPixel: (isAnimated ? 12 : 7) + (orientation === 1 ? 0 : 1),
    orientation,
  };
}

const isImage = ({ name }: Chunk) => name === 'VP8 ' || name === 'VP8L' || name === 'ANMF';

/**
 * A still WebP that is shorter than it declares, or whose last chunk is: the picture's own data is filled up, other chunks that
 * are cut off are dropped. Undefined when its picture has not begun, or is an animation.
 */
export function completeWebp(bytes: Uint8Array, fill: Fill): Uint8Array<ArrayBuffer> | undefined {
  const chunks = listChunks(bytes);
  const last = chunks.at(-1);
  if (!last || !chunks.some(isImage)) return undefined;
  const missing = last.end - bytes.length;
  if (missing > 0 && (last.name === 'ANMF' || missing > bytes.length)) return undefined;
  const body = missing > 0 && !isImage(last) ? bytes.subarray(0, last.at) : bytes.subarray(0, last.end);
  const padding = missing > 0 && isImage(last) ? fill(missing) : [];
  const isOdd = (body.length + padding.length) % 2 === 1;
  const whole = join(body, padding, isOdd ? [0] : []);
  viewOf(whole).setUint32(4, whole.length - 8, true);
  return whole;
}
