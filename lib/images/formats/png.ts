import type { Traits } from '../header';

/** Colour types with an alpha channel (PNG specification, 11.2.1). */
const WITH_ALPHA = [4, 6];
const SIGNATURE = 8;
const DEEP = 16;

/** Walks a PNG's chunks to `IEND` (PNG specification, third edition, chapter 5; `acTL` is its animation). */
export function readPngTraits(bytes: Uint8Array): Traits {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const depth = bytes[24] ?? 8;
  const traits: Traits = {
    isWhole: false,
    animated: false,
    hasAlpha: WITH_ALPHA.includes(bytes[25] ?? 0),
    isLossless: true,
    bytesPerPixel: (depth === DEEP ? 7 : 6) + (bytes[28] === 1 ? 1 : 0),
    isUncommon: depth === DEEP,
  };
  for (let at = SIGNATURE; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const chunk = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (chunk === 'tRNS') traits.hasAlpha = true;
    if (chunk === 'acTL') traits.animated = true;
    if (chunk === 'IEND') return { ...traits, isWhole: true };
  }
  return traits;
}
