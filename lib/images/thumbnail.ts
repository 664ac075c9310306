import { shrinkCanvas } from './drawing';
import { inTurn } from './mend';
import { openPicture } from './picture';
import { findBytes, type Origin } from './read';
import { PictureError, type SlideWorld } from './world';

/** A picture small enough to be sent to a screen, and how large the picture itself is, in pixels. */
export interface Thumbnail {
  /** A `data:` address. */
  src: string;
  width: number;
  height: number;
}

/** Twice the height of most tiles, for dense screens. Pixels on the longer side. */
const LONGEST = 480;

/** Reads a picture that a page shows and brings it down. Null where it cannot be read; an empty `src` where it is too large to decode. */
export async function takeThumbnail(url: string, origin: Origin, world: SlideWorld): Promise<Thumbnail | null> {
  try {
    const blob = await findBytes(url, origin, world);
    return await inTurn(() => makeThumbnail(blob));
  } catch (error) {
    return error instanceof PictureError && error.code === 'BOMB' ? { src: '', width: 0, height: 0 } : null;
  }
}

async function makeThumbnail(blob: Blob): Promise<Thumbnail> {
  const { bitmap, small } = await openPicture(blob);
  const { width, height } = bitmap;
  bitmap.close();
  const canvas = shrinkCanvas(small, LONGEST);
  return { src: await toDataAddress(await canvas.convertToBlob({ type: 'image/webp', quality: 0.8 })), width, height };
}

async function toDataAddress(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  return `data:${blob.type};base64,${btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))}`;
}
