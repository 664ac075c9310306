import { type Fill, join, PLAIN, type Traits, viewOf } from './traits';

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
