import { type Fill, type Header, join, PLAIN, readOrientation, type Traits, textAt, viewOf } from './traits';

const HEADER = 34;
/** Compressions whose rows have a known length: none, and bit masks. */
const UNPACKED = [0, 3, 6];

/** A Windows bitmap (BITMAPINFOHEADER and its successors); undefined when it is none. A negative height is top-down. */
export function readBmp(bytes: Uint8Array): Header | undefined {
  if (bytes.length < HEADER || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return undefined;
  const view = viewOf(bytes);
  if (view.getUint32(14, true) < 40) return undefined;
  return {
    ...PLAIN,
    type: 'image/bmp',
    width: view.getInt32(18, true),
    height: Math.abs(view.getInt32(22, true)),
    isWhole: bytes.length >= lengthOf(view),
    hasAlpha: view.getUint16(28, true) === 32,
    isLossless: true,
  };
}

function lengthOf(view: DataView): number {
  if (!UNPACKED.includes(view.getUint32(30, true))) return view.getUint32(2, true);
  const row = Math.ceil((view.getInt32(18, true) * view.getUint16(28, true)) / 32) * 4;
  return view.getUint32(10, true) + row * Math.abs(view.getInt32(22, true));
}

/** A bitmap that is shorter than its rows are, filled up: the last row may lack only its padding. */
export function completeBmp(bytes: Uint8Array, fill: Fill): Uint8Array<ArrayBuffer> | undefined {
  const missing = lengthOf(viewOf(bytes)) - bytes.length;
  return missing <= 3 ? join(bytes, fill(missing)) : undefined;
}

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const GRAPHIC_CONTROL = 0xf9;
const TRAILER = 0x3b;

/** Walks a GIF's blocks (GIF89a, section 17 on). Only its first frame is ever used, so only that has to be whole. */
export function readGifTraits(bytes: Uint8Array): Traits {
  const traits: Traits = { ...PLAIN, isLossless: true, bytesPerPixel: 8 };
  let frames = 0;
  let at = 13 + colourTable(bytes[10] ?? 0);
  while (at < bytes.length) {
    const block = bytes[at++];
    if (block === EXTENSION) {
      if (bytes[at] === GRAPHIC_CONTROL && frames === 0) traits.hasAlpha = ((bytes[at + 2] ?? 0) & 1) === 1;
      at = skipSubBlocks(bytes, at + 1);
    } else if (block === IMAGE) {
      frames++;
      // A frame that does not cover the canvas leaves the rest see-through.
      if (frames === 1 && !covers(bytes, at)) traits.hasAlpha = true;
      at = skipSubBlocks(bytes, at + 9 + colourTable(bytes[at + 8] ?? 0) + 1);
      if (at <= bytes.length) traits.isWhole = true;
    } else break;
  }
  return { ...traits, animated: frames > 1 };
}

/** A GIF that breaks off in its first frame: `fill` as more of its data, and the end that it lacks. */
export function completeGif(bytes: Uint8Array, fill: Fill): Uint8Array<ArrayBuffer> | undefined {
  let at = 13 + colourTable(bytes[10] ?? 0);
  while (bytes[at] === EXTENSION) at = skipSubBlocks(bytes, at + 2);
  if (bytes[at] !== IMAGE) return undefined;
  let block = at + 10 + colourTable(bytes[at + 9] ?? 0) + 1;
  if (block >= bytes.length) return undefined;
  while (block < bytes.length && bytes[block] !== 0) block += 1 + bytes[block]!;
  const more = fill(255);
  const extra = more.length > 0 ? [more.length, ...more] : [];
  return join(bytes, fill(Math.max(0, block - bytes.length)), extra, [0, TRAILER]);
}

/** Bytes of a colour table by the flags that announce it. */
function colourTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function covers(bytes: Uint8Array, at: number): boolean {
  const view = viewOf(bytes);
  if (at + 8 > bytes.length) return true;
  const [left, top] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
  const [width, height] = [view.getUint16(at + 4, true), view.getUint16(at + 6, true)];
  return left === 0 && top === 0 && width >= view.getUint16(6, true) && height >= view.getUint16(8, true);
}

/** Where the blocks after a chain of sub-blocks begin; past the end when the chain is cut off. */
function skipSubBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + bytes[at]!;
  return at + 1;
}

/** The metadata of an AVIF or HEIC stands in its first boxes; alpha is an auxiliary picture that names itself so. */
const ALPHA = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha';
const METADATA_AT_MOST = 64 * 1024;
/** Boxes that a picture cannot do without. Others may be cut off, or be something else that was appended. */
const NEEDED = ['ftyp', 'meta', 'moov', 'mdat'];

interface Box {
  type: string;
  at: number;
  end: number;
}

/** The top-level boxes (ISO/IEC 14496-12, 4.2), the last of which may be cut off. */
function listBoxes(bytes: Uint8Array): Box[] {
  const view = viewOf(bytes);
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at);
    const isLong = size === 1 && at + 16 <= bytes.length;
    const length = isLong ? Number(view.getBigUint64(at + 8)) : size;
    // 0: to the end of the file.
    const end = size === 0 ? bytes.length : at + Math.max(8, length);
    boxes.push({ type: textAt(bytes, at + 4), at, end });
    at = end;
  }
  return boxes;
}

/** What the beginning of an AVIF or HEIC names. Browsers apply its turns (`irot`, `imir`), and it is always drawn again. */
export function readHeifTraits(bytes: Uint8Array): Traits {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, METADATA_AT_MOST));
  const boxes = listBoxes(bytes).filter(({ type }) => NEEDED.includes(type));
  const hasData = boxes.some(({ type }) => type === 'mdat') || start.includes('idat');
  return {
    ...PLAIN,
    isWhole: hasData && boxes.every(({ end }) => end <= bytes.length),
    animated: start.slice(8, 12) === 'avis',
    hasAlpha: start.includes(ALPHA),
    bytesPerPixel: 10,
  };
}

/** A file whose picture data is shorter than it declares, filled up; undefined when anything else that it needs is cut off. */
export function completeHeif(bytes: Uint8Array, fill: Fill): Uint8Array<ArrayBuffer> | undefined {
  const last = listBoxes(bytes).findLast(({ type }) => NEEDED.includes(type));
  const missing = last?.type === 'mdat' ? last.end - bytes.length : 0;
  return missing > 0 && missing <= bytes.length ? join(bytes, fill(missing)) : undefined;
}

const ANIMATION = 0x02;
const HAS_ALPHA = 0x10;
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
  const declared = viewOf(bytes).getUint32(4, true) + 8;
  const orientation = exif ? readOrientation(bytes.subarray(exif.at + 8, exif.end)) : 1;
  return {
    ...PLAIN,
    // The declared size leaves out the 8 bytes before it; a padding byte at the very end may be missing. One that is too small hides the picture.
    isWhole: bytes.length + 1 >= declared && chunks.some((chunk) => isImage(chunk) && chunk.end <= declared),
    animated: isAnimated,
    hasAlpha: (flags & HAS_ALPHA) !== 0 || (chunks[0]?.name === 'VP8L' && ((bytes[24] ?? 0) & 0x10) !== 0),
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
