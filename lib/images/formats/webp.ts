import type { Traits } from '../header';

const ANIMATION = 0x02;
const ALPHA = 0x10;

/** Reads a WebP's first chunk and the file size it declares (RFC 9649). */
export function readWebpTraits(bytes: Uint8Array): Traits {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const chunk = String.fromCharCode(...bytes.subarray(12, 16));
  const flags = chunk === 'VP8X' ? bytes[20]! : 0;
  const isLossless = chunk === 'VP8L' || (chunk === 'VP8X' && hasChunk(bytes, view, 'VP8L'));
  return {
    // The declared size leaves out the 8 bytes before it; a padding byte at the very end may be missing.
    isWhole: bytes.length + 1 >= view.getUint32(4, true) + 8,
    animated: (flags & ANIMATION) !== 0,
    hasAlpha: (flags & ALPHA) !== 0 || (chunk === 'VP8L' && ((bytes[24] ?? 0) & 0x10) !== 0),
    isLossless,
    bytesPerPixel: flags & ANIMATION ? 12 : 7,
    isUncommon: false,
  };
}

function hasChunk(bytes: Uint8Array, view: DataView, name: string): boolean {
  for (let at = 12; at + 8 <= bytes.length; ) {
    if (String.fromCharCode(...bytes.subarray(at, at + 4)) === name) return true;
    const size = view.getUint32(at + 4, true);
    at += 8 + size + (size & 1);
  }
  return false;
}
