import type { Traits } from '../header';

const EXTENSION = 0x21;
const IMAGE = 0x2c;
const GRAPHIC_CONTROL = 0xf9;

/** Walks a GIF's blocks (GIF89a, section 17 on). Only its first frame is ever used, so that is what must be whole. */
export function readGifTraits(bytes: Uint8Array): Traits {
  let frames = 0;
  let hasAlpha = false;
  let isWhole = false;
  let at = 13 + colourTable(bytes[10] ?? 0);
  while (at < bytes.length) {
    const block = bytes[at++];
    if (block === EXTENSION) {
      if (bytes[at] === GRAPHIC_CONTROL && frames === 0) hasAlpha = ((bytes[at + 2] ?? 0) & 1) === 1;
      at = skipSubBlocks(bytes, at + 1);
    } else if (block === IMAGE) {
      frames++;
      // A frame that does not cover the canvas leaves the rest see-through.
      if (frames === 1 && !covers(bytes, at)) hasAlpha = true;
      at = skipSubBlocks(bytes, at + 9 + colourTable(bytes[at + 8] ?? 0) + 1);
      if (at <= bytes.length) isWhole = true;
    } else break;
  }
  return { isWhole, animated: frames > 1, hasAlpha, isLossless: true, bytesPerPixel: 8, isUncommon: false };
}

/** Bytes of a colour table by the flags that announce it. */
function colourTable(flags: number): number {
  return flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0;
}

function covers(bytes: Uint8Array, at: number): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (at + 8 > bytes.length) return true;
  const [left, top, width, height] = [0, 2, 4, 6].map((offset) => view.getUint16(at + offset, true)) as [
    number,
    number,
    number,
    number,
  ];
  return left === 0 && top === 0 && width >= view.getUint16(6, true) && height >= view.getUint16(8, true);
}

/** Where the blocks after a chain of sub-blocks begin; past the end when the chain is cut off. */
function skipSubBlocks(bytes: Uint8Array, start: number): number {
  let at = start;
  while (at < bytes.length && bytes[at] !== 0) at += 1 + bytes[at]!;
  return at + 1;
}
