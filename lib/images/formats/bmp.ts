import { type Fill, type Header, join, PLAIN, viewOf } from './traits';

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
