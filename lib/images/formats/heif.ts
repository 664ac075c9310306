import { type Fill, join, PLAIN, type Traits, textAt, viewOf } from './traits';

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

/** What the beginning of an AVIF or HEIC names. Browsers apply its turns (`irot`, `imir`), and it is always drawn anew. */
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
