import type { Size } from '../pin/ratio';
import type { ImageFacts } from '../pin/slide';
import { expectDecodable } from './decode-limit';
import { hashBytes } from './hash';
import { type Header, readHeader } from './header';
import { PictureError } from './picture-error';
import { drawSmall } from './scale';
import { isSeeThrough } from './transparency';

/** A picture unpacked in memory; there is one at a time. Close it as soon as it is drawn. */
export interface Picture {
  header: Header;
  /** The original's facts; the size is after orientation. */
  facts: ImageFacts;
  bitmap: ImageBitmap;
  /** The picture brought down to `LOOK`, to be measured. */
  look: OffscreenCanvas;
}

/** Looking at more pixels than this would tell nothing new. Pixels on the longer side. */
const LOOK = 768;

/** A picture that takes longer than this to unpack is given up. Milliseconds. */
const DECODE_TIME = 30_000;

/**
 * Unpacks a picture after a look at what it declares. Throws `PictureError`: what `readHeader` throws, `BOMB`, `TRUNCATED`,
 * `NEEDS_DRAWING` for an SVG (see `svg.ts`), `UNSUPPORTED`, `DAMAGED`.
 */
export async function openPicture(blob: Blob): Promise<Picture> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const header = readHeader(bytes);
  if (header.type === 'image/svg+xml') throw new PictureError('NEEDS_DRAWING');
  expectDecodable(header);
  if (!header.isWhole) throw new PictureError('TRUNCATED');
  const hashing = hashBytes(bytes);
  const bitmap = await unpack(blob, header.type);
  const look = drawSmall(bitmap, LOOK);
  const facts = {
    hash: await hashing,
    type: header.type,
    width: bitmap.width,
    height: bitmap.height,
    bytes: blob.size,
    animated: header.animated,
    transparent: header.hasAlpha && isSeeThrough(look),
  };
  return { header, bitmap, facts, look };
}

/** The facts of bytes that need no unpacking to be believed: an SVG, or what we have just encoded. */
export async function describeBytes(
  blob: Blob,
  known: Pick<ImageFacts, 'type' | 'transparent'> & Size,
): Promise<ImageFacts> {
  const { type, width, height, transparent } = known;
  const hash = await hashBytes(await blob.arrayBuffer());
  return { hash, type, width, height, bytes: blob.size, animated: false, transparent };
}

async function unpack(blob: Blob, type: string): Promise<ImageBitmap> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PictureError('TIMEOUT')), DECODE_TIME);
  });
  // The type by content, since a browser may believe the one it is told.
  const decoding = createImageBitmap(blob.slice(0, blob.size, type));
  try {
    return await Promise.race([decoding, tooLate]);
  } catch (error) {
    void decoding.then((late) => late.close()).catch(() => {});
    if (error instanceof PictureError) throw error;
    throw new PictureError(type === 'image/heic' ? 'UNSUPPORTED' : 'DAMAGED', error);
  } finally {
    clearTimeout(timer);
  }
}
