import type { Header } from '../header';

const HEADER = 26;
/** Compressions whose rows have a known length: none, and bit masks. */
const PLAIN = [0, 3, 6];

/** A Windows bitmap (BITMAPINFOHEADER and its successors); undefined when it is none. A negative height is top-down. */
export function readBmp(bytes: Uint8Array): Header | undefined {
  if (bytes.length < HEADER || bytes[0] !== 0x42 || bytes[1] !== 0x4d) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pixelsAt = view.getUint32(10, true);
  if (view.getUint32(14, true) < 40 || bytes.length < 34) return undefined;
  const width = view.getInt32(18, true);
  const height = Math.abs(view.getInt32(22, true));
  const depth = view.getUint16(28, true);
  const row = Math.ceil((width * depth) / 32) * 4;
  const declared = view.getUint32(2, true);
  return {
    type: 'image/bmp',
    width,
    height,
    isWhole: bytes.length >= (PLAIN.includes(view.getUint32(30, true)) ? pixelsAt + row * height : declared),
    animated: false,
    hasAlpha: depth === 32,
    isLossless: true,
    bytesPerPixel: 6,
    isUncommon: false,
  };
}
