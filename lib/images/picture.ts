import type { ImageFacts, Size } from '../pin/slide';
import { drawSmall, readPixels } from './drawing';
import type { Header } from './formats/traits';
import { expectDecodable, readHeader } from './header';
import { endsInGrey, orientWebp, restore } from './restore';
import { PictureError } from './world';

/** A decoded picture; there is one at a time. Close its bitmap as soon as it is drawn. */
export interface Picture {
  header: Header;
  /** The original's facts; the size is after orientation. */
  facts: ImageFacts;
  bitmap: ImageBitmap;
  /** The picture scaled down to `SMALL_SIDE`, for measuring. */
  small: OffscreenCanvas;
}

/** Bytes and what is known of them. */
export interface StoredPicture {
  blob: Blob;
  facts: ImageFacts;
}

/** More pixels than this tell nothing new about a picture. On the longer side. */
const SMALL_SIDE = 768;

/** A picture that takes longer than this to decode is given up. Milliseconds. */
const DECODE_TIME = 30_000;

/** An alpha below this can be seen; rounding leaves opaque pixels above it. */
const OPAQUE = 250;

/**
 * Decodes a picture, upright, after checking what it declares. A file that ends too early is opened when its picture is complete
 * all the same. Throws `PictureError`: what `readHeader` throws, `BOMB`, `TRUNCATED`, `NEEDS_DRAWING` for an SVG (see `svg.ts`),
 * `UNSUPPORTED`, `DAMAGED`, `TIMEOUT`.
 */
export async function openPicture(blob: Blob): Promise<Picture> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const header = readHeader(bytes);
  if (header.type === 'image/svg+xml') throw new PictureError('NEEDS_DRAWING');
  expectDecodable(header);
  const hashing = hashBytes(bytes);
  const bitmap = await decodeUpright(blob, bytes, header);
  const small = drawSmall(bitmap, SMALL_SIDE);
  const facts = {
    hash: await hashing,
    type: header.type,
    width: bitmap.width,
    height: bitmap.height,
    bytes: blob.size,
    animated: header.animated,
    transparent: header.hasAlpha && isSeeThrough(small),
  };
  // What had to be restored here may be refused by other readers.
  return { header: { ...header, isUncommon: header.isUncommon || !header.isWhole }, bitmap, facts, small };
}

/** The facts of bytes that can be believed without decoding them: an SVG, or what we have just encoded. */
export async function describeBytes(
  blob: Blob,
  known: Pick<ImageFacts, 'type' | 'transparent'> & Size,
): Promise<ImageFacts> {
  const { type, width, height, transparent } = known;
  const hash = await hashBytes(await blob.arrayBuffer());
  return { hash, type, width, height, bytes: blob.size, animated: false, transparent };
}

async function decodeUpright(blob: Blob, bytes: Uint8Array, header: Header): Promise<ImageBitmap> {
  const { type, isWhole, orientation } = header;
  if (!isWhole) return orient(await decode(await expectRestored(bytes, header), type));
  const bitmap = await decode(blob, type).catch(async (error) => {
    // Its end is there, but something before it is wrong that may change nothing, such as a PNG's checksum.
    const restored = error.code === 'DAMAGED' && (await restore(bytes, header));
    if (!restored) throw error;
    return decode(restored, type);
  });
  if (type !== 'image/jpeg' || !endsInGrey(bitmap)) return orient(bitmap);
  // Either a picture that ends in this grey, or one that was cut and given an end marker.
  bitmap.close();
  return decode(await expectRestored(bytes, header), type);

  function orient(decoded: ImageBitmap): ImageBitmap | Promise<ImageBitmap> {
    return type === 'image/webp' ? orientWebp(decoded, orientation) : decoded;
  }
}

async function expectRestored(bytes: Uint8Array, header: Header): Promise<Blob> {
  const restored = await restore(bytes, header);
  if (!restored) throw new PictureError('TRUNCATED');
  return restored;
}

async function decode(blob: Blob, type: string): Promise<ImageBitmap> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new PictureError('TIMEOUT')), DECODE_TIME);
  });
  // With the type by content, since a browser may believe the one it is given.
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

function isSeeThrough(canvas: OffscreenCanvas): boolean {
  const { data } = readPixels(canvas);
  for (let at = 3; at < data.length; at += 4) if (data[at]! < OPAQUE) return true;
  return false;
}

/** SHA-256 as 64 lower-case hex digits: the key of a picture's bytes in the store. */
async function hashBytes(bytes: BufferSource): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', bytes);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
