import { type Fill, join, PLAIN, readOrientation, type Traits, textAt, viewOf } from './traits';

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const DRI = 0xdd;
const APP1 = 0xe1;
const isRestart = (marker: number) => marker >= 0xd0 && marker <= 0xd7;
/** Markers without a length: a stuffed byte, TEM, the restarts, SOI. */
const isBare = (marker: number) => marker <= 0x01 || isRestart(marker) || marker === SOI;
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
/** Frames whose coefficients are all kept until the last scan (progressive, differential progressive). */
const PROGRESSIVE = [0xc2, 0xc6, 0xca, 0xce];

interface Segment {
  marker: number;
  /** Where its length stands. */
  at: number;
  end: number;
}

/**
 * A JPEG's segments in order, to its end or to where another picture begins (ITU T.81, annex B). Thumbnails lie inside segments
 * and are stepped over.
 */
function* listSegments(bytes: Uint8Array): Generator<Segment> {
  const view = viewOf(bytes);
  for (let at = bytes.indexOf(0xff); at >= 0; at = bytes.indexOf(0xff, at)) {
    while (bytes[at] === 0xff) at++;
    const marker = bytes[at++] ?? 0;
    if (marker === SOI && at > 2) return;
    if (isBare(marker)) continue;
    if (marker !== EOI && at + 2 > bytes.length) return;
    const end = marker === EOI ? at : at + Math.max(2, view.getUint16(at));
    yield { marker, at, end };
    if (marker === EOI) return;
    at = end;
  }
}

export function readJpegTraits(bytes: Uint8Array): Traits {
  const traits = { ...PLAIN };
  for (const { marker, at, end } of listSegments(bytes)) {
    if (marker === EOI) traits.isWhole = true;
    if (isFrame(marker) && at + 10 <= bytes.length) readFrame(traits, bytes, at, marker);
    if (marker === APP1 && textAt(bytes, at + 2, 4) === 'Exif')
      traits.orientation = readOrientation(bytes.subarray(at + 2, end));
  }
  if (traits.orientation === 1) return traits;
  return { ...traits, isUncommon: true, bytesPerPixel: traits.bytesPerPixel + 1 };
}

function readFrame(traits: Traits, bytes: Uint8Array, at: number, marker: number): void {
  const precision = bytes[at + 2];
  const components = bytes[at + 7] ?? 3;
  // All coefficients are kept until the last scan; with the usual 4:2:0 there is one and a half of them for each pixel.
  const isHalved = bytes[at + 9] === 0x22;
  if (PROGRESSIVE.includes(marker)) traits.bytesPerPixel += isHalved ? 2 : 2 * components - 1;
  if (components === 4 || precision !== 8) traits.isUncommon = true;
}

/**
 * A JPEG that breaks off in its last scan, with `fill` after its data and the end marker it lacks. Undefined when it breaks off
 * anywhere else, or before the last scan that its picture needs.
 */
export function completeJpeg(bytes: Uint8Array, fill: Fill): Uint8Array<ArrayBuffer> | undefined {
  let last: Segment | undefined;
  let interval = 0;
  let frame: Segment | undefined;
  const scans: Segment[] = [];
  for (const segment of listSegments(bytes)) {
    // Scan data that nobody ended: what follows only looks like a segment.
    const isReal = segment.end <= bytes.length && (segment.marker === SOS || bytes[segment.end] === 0xff);
    if (last?.marker === SOS && (segment.marker === EOI || !isReal)) break;
    if (!isReal && segment.marker !== EOI) return undefined;
    last = segment;
    if (isFrame(segment.marker)) frame = segment;
    if (segment.marker === DRI) interval = viewOf(bytes).getUint16(segment.at + 2);
    if (segment.marker === SOS) scans.push(segment);
  }
  if (!frame || last?.marker !== SOS || !hasAllScans(bytes, frame, scans)) return undefined;
  const end = findScanEnd(bytes, last.end);
  if (interval > 0 && countRestarts(bytes, last.end, end) < countIntervals(bytes, frame, last, interval) - 1)
    return undefined;
  return join(bytes.subarray(0, end), fill(NOISE), [0xff, EOI]);
}

/** Enough to fill the blocks after a cut with something else than what was there. Bytes. */
const NOISE = 2048;

/** Where the entropy-coded data from `start` on ends: at the first marker that is no restart, without padding zeros. */
function findScanEnd(bytes: Uint8Array, start: number): number {
  let end = bytes.length;
  for (let at = bytes.indexOf(0xff, start); at >= 0 && at + 1 < bytes.length; at = bytes.indexOf(0xff, at + 2)) {
    const next = bytes[at + 1]!;
    if (next === 0 || isRestart(next)) continue;
    end = at;
    break;
  }
  while (end > start && bytes[end - 1] === 0 && bytes[end - 2] !== 0xff) end--;
  return bytes[end - 1] === 0xff ? end - 1 : end;
}

/** Whether the scans of a progressive picture bring every coefficient to its last bit; other pictures have one bit depth. */
function hasAllScans(bytes: Uint8Array, frame: Segment, scans: Segment[]): boolean {
  const sent = new Map<number, number>();
  const isProgressive = PROGRESSIVE.includes(frame.marker);
  for (const { at, end } of scans) {
    const [first = 0, last = 63, bits = 0] = bytes.subarray(end - 3, end);
    for (let index = 0; index < (bytes[at + 2] ?? 0); index++) {
      const component = bytes[at + 3 + index * 2]!;
      const coefficients = isProgressive ? ((bits & 15) === 0 ? last - first + 1 : 0) : 64;
      sent.set(component, (sent.get(component) ?? 0) + coefficients);
    }
  }
  const components = Array.from({ length: bytes[frame.at + 7] ?? 0 }, (_, index) => bytes[frame.at + 8 + index * 3]!);
  return components.every((component) => (sent.get(component) ?? 0) >= 64);
}

function countRestarts(bytes: Uint8Array, start: number, end: number): number {
  let count = 0;
  for (let at = bytes.indexOf(0xff, start); at >= 0 && at < end; at = bytes.indexOf(0xff, at + 2))
    if (isRestart(bytes[at + 1] ?? 0)) count++;
  return count;
}

/** How many restart intervals the last scan has: of all components together, or of one alone (T.81, A.2). */
function countIntervals(bytes: Uint8Array, frame: Segment, scan: Segment, interval: number): number {
  const view = viewOf(bytes);
  const [height, width] = [view.getUint16(frame.at + 3), view.getUint16(frame.at + 5)];
  const samplings = Array.from({ length: bytes[frame.at + 7] ?? 0 }, (_, index) => {
    const at = frame.at + 8 + index * 3;
    return { id: bytes[at]!, across: bytes[at + 1]! >> 4, down: bytes[at + 1]! & 15 };
  });
  const across = Math.max(...samplings.map((one) => one.across));
  const down = Math.max(...samplings.map((one) => one.down));
  const alone = bytes[scan.at + 2] === 1 ? samplings.find(({ id }) => id === bytes[scan.at + 3]) : undefined;
  const units = alone
    ? Math.ceil((width * alone.across) / across / 8) * Math.ceil((height * alone.down) / down / 8)
    : Math.ceil(width / (8 * across)) * Math.ceil(height / (8 * down));
  return Math.ceil(units / interval);
}
