import { join, PLAIN, readOrientation, type Traits, textAt, viewOf } from './traits';

/** Colour types with an alpha channel (PNG specification, 11.2.1), and how many channels each type has. */
const WITH_ALPHA = [4, 6];
const CHANNELS: Record<number, number> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const SIGNATURE = 8;
const DEEP = 16;
/** Adam7's passes: first column and row, then the steps (8.1). */
const PASSES = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** Walks a PNG's chunks to `IEND` (PNG specification, third edition, chapter 5; `acTL` is its animation). */
export function readPngTraits(bytes: Uint8Array): Traits {
  const view = viewOf(bytes);
  const depth = bytes[24] ?? 8;
  const traits: Traits = {
    ...PLAIN,
    hasAlpha: WITH_ALPHA.includes(bytes[25] ?? 0),
    isLossless: true,
    bytesPerPixel: (depth === DEEP ? 7 : 6) + (bytes[28] === 1 ? 1 : 0),
    isUncommon: depth === DEEP,
  };
  for (let at = SIGNATURE; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const chunk = textAt(bytes, at + 4);
    if (chunk === 'tRNS') traits.hasAlpha = true;
    if (chunk === 'acTL') traits.animated = true;
    if (chunk === 'eXIf') traits.orientation = readOrientation(bytes.subarray(at + 8, at + 8 + view.getUint32(at)));
    if (chunk === 'IEND') traits.isWhole = true;
    if (chunk === 'IEND') break;
  }
  if (traits.orientation === 1) return traits;
  return { ...traits, isUncommon: true, bytesPerPixel: traits.bytesPerPixel + 1 };
}

/**
 * A PNG that lacks its end, written again from the pixels it has; undefined when those do not reach its last row. The pixels are
 * packed again, since the checksum of the old packing may be what is missing.
 */
export async function completePng(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const view = viewOf(bytes);
  const before: Uint8Array[] = [];
  const data: Uint8Array<ArrayBuffer>[] = [];
  for (let at = SIGNATURE; at + 8 <= bytes.length; at += 12 + view.getUint32(at)) {
    const chunk = textAt(bytes, at + 4);
    const end = at + 8 + view.getUint32(at);
    if (chunk === 'IDAT') data.push(new Uint8Array(bytes.subarray(at + 8, end)));
    else if (data.length > 0) break;
    else if (end + 4 > bytes.length) return undefined;
    // An animation announces frames that may be gone; its first one is a picture by itself.
    else if (chunk !== 'acTL' && chunk !== 'fcTL') before.push(bytes.subarray(at, end + 4));
  }
  const packed = await repack(data, countBytes(bytes));
  if (!packed) return undefined;
  return join(
    bytes.subarray(0, SIGNATURE),
    ...before,
    writeChunk('IDAT', packed),
    writeChunk('IEND', new Uint8Array()),
  );
}

/** The length of a picture's rows before packing: of all passes, each row with its filter byte (PNG specification, 7.2). */
function countBytes(bytes: Uint8Array): number {
  const view = viewOf(bytes);
  const [width, height] = [view.getUint32(16), view.getUint32(20)];
  const bits = bytes[24]! * (CHANNELS[bytes[25]!] ?? 4);
  const passes = bytes[28] === 1 ? PASSES : ([[0, 0, 1, 1]] as const);
  return passes.reduce((sum, [left, top, across, down]) => {
    const columns = Math.ceil((width - left) / across);
    const rows = Math.ceil((height - top) / down);
    return columns > 0 && rows > 0 ? sum + rows * (1 + Math.ceil((columns * bits) / 8)) : sum;
  }, 0);
}

/** Unpacks up to `wanted` bytes and packs them again as they come; undefined when there are fewer. */
async function repack(parts: Uint8Array<ArrayBuffer>[], wanted: number): Promise<Uint8Array | undefined> {
  const packer = new CompressionStream('deflate');
  const packed = new Response(packer.readable).arrayBuffer();
  const writer = packer.writable.getWriter();
  const reader = new Blob(parts).stream().pipeThrough(new DecompressionStream('deflate')).getReader();
  let missing = wanted;
  try {
    while (missing > 0) {
      const { done, value } = await reader.read();
      if (done) break;
      const rows = value.subarray(0, missing);
      missing -= rows.length;
      await writer.write(new Uint8Array(rows));
    }
  } catch {
    // Cut off, or damaged: `missing` says whether it matters.
  }
  void reader.cancel().catch(() => undefined);
  if (missing > 0) {
    void packed.catch(() => undefined);
    await writer.abort().catch(() => undefined);
    return undefined;
  }
  await writer.close();
  return new Uint8Array(await packed);
}

function writeChunk(type: string, data: Uint8Array): Uint8Array<ArrayBuffer> {
  const chunk = join([0, 0, 0, 0], new TextEncoder().encode(type), data, [0, 0, 0, 0]);
  const view = viewOf(chunk);
  view.setUint32(0, data.length);
  view.setUint32(chunk.length - 4, checksum(chunk.subarray(4, -4)));
  return chunk;
}

/** CRC-32 (PNG specification, annex D). */
function checksum(bytes: Uint8Array): number {
  let crc = ~0;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? 0xedb88320 ^ (crc >>> 1) : crc >>> 1;
  }
  return ~crc >>> 0;
}
