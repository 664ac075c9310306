import type { Traits } from '../header';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP1 = 0xe1;
/** Markers that stand alone, without a length: TEM and the restarts. */
const isBare = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Frames whose coefficients are all kept until the last scan (progressive, differential progressive). */
const PROGRESSIVE = [0xc2, 0xc6, 0xca, 0xce];

/** Walks a JPEG's segments to its end (ITU T.81, annex B). Thumbnails lie within segments and are stepped over. */
export function readJpegTraits(bytes: Uint8Array): Traits {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const traits: Traits = {
    isWhole: false,
    animated: false,
    hasAlpha: false,
    isLossless: false,
    bytesPerPixel: 6,
    isUncommon: false,
  };
  let at = 0;
  while (at < bytes.length) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return traits;
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++] ?? 0;
    if (marker === EOI) return { ...traits, isWhole: true };
    // 0 is a stuffed byte of the picture's own data.
    if (marker === 0 || marker === SOI || isBare(marker)) continue;
    if (at + 2 > bytes.length) return traits;
    const end = at + view.getUint16(at);
    if (isFrame(marker) && at + 10 <= bytes.length) takeFrame(traits, bytes, at, marker);
    if (marker === APP1 && isTurned(bytes.subarray(at + 2, end))) {
      traits.isUncommon = true;
      traits.bytesPerPixel += 1;
    }
    at = Math.max(end, at + 2);
    if (marker === SOS) continue;
  }
  return traits;
}

function takeFrame(traits: Traits, bytes: Uint8Array, at: number, marker: number): void {
  const precision = bytes[at + 2];
  const components = bytes[at + 7] ?? 3;
  // All coefficients are kept until the last scan; with the usual 4:2:0 there is one and a half of them for each pixel.
  const isHalved = bytes[at + 9] === 0x22;
  if (PROGRESSIVE.includes(marker)) traits.bytesPerPixel += isHalved ? 2 : 2 * components - 1;
  if (components === 4 || precision !== 8) traits.isUncommon = true;
}

/** Whether an Exif segment's orientation is another than upright (Exif 2.32, tag 0x0112). */
function isTurned(segment: Uint8Array): boolean {
  if (segment.length < 14 || String.fromCharCode(...segment.subarray(0, 6)) !== 'Exif\0\0') return false;
  const tiff = new DataView(segment.buffer, segment.byteOffset + 6, segment.byteLength - 6);
  const isLittle = tiff.getUint16(0) === 0x4949;
  const directory = tiff.getUint32(4, isLittle);
  if (directory + 2 > tiff.byteLength) return false;
  const count = tiff.getUint16(directory, isLittle);
  for (let index = 0; index < count; index++) {
    const at = directory + 2 + index * 12;
    if (at + 12 > tiff.byteLength) return false;
    if (tiff.getUint16(at, isLittle) === 0x0112) return tiff.getUint16(at + 8, isLittle) > 1;
  }
  return false;
}
