import type { Traits } from '../header';

/** The metadata of an AVIF or HEIC stands in its first boxes; alpha is an auxiliary picture that names itself so. */
const ALPHA = 'urn:mpeg:mpegB:cicp:systems:auxiliary:alpha';
const METADATA_AT_MOST = 64 * 1024;

/** Walks the top-level boxes of an AVIF or HEIC (ISO/IEC 14496-12, 4.2) and looks at what their beginning names. */
export function readHeifTraits(bytes: Uint8Array): Traits {
  const start = new TextDecoder('latin1').decode(bytes.subarray(0, METADATA_AT_MOST));
  return {
    isWhole: endsWithBox(bytes),
    animated: start.slice(8, 12) === 'avis',
    hasAlpha: start.includes(ALPHA),
    isLossless: false,
    bytesPerPixel: 10,
    isUncommon: false,
  };
}

function endsWithBox(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 8 <= bytes.length) {
    const size = view.getUint32(at);
    // 0: to the end of the file. 1: a 64-bit size follows.
    if (size === 0) return true;
    if (size === 1 && at + 16 > bytes.length) return false;
    at += size === 1 ? Number(view.getBigUint64(at + 8)) : Math.max(8, size);
  }
  return at === bytes.length;
}
