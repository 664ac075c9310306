import { type ImageType, imageDimensionsFromData } from 'image-dimensions';
import type { Size } from '../pin/ratio';
import { readBmp } from './formats/bmp';
import { readGifTraits } from './formats/gif';
import { readHeifTraits } from './formats/heif';
import { readJpegTraits } from './formats/jpeg';
import { findRoot } from './formats/markup';
import { readPngTraits } from './formats/png';
import { recognise } from './formats/signature';
import { readSvg } from './formats/svg';
import { readWebpTraits } from './formats/webp';
import { PictureError } from './picture-error';

/** What a format's own structure tells beside type and size. */
export interface Traits {
  /** False when the file ends before its picture does. */
  isWhole: boolean;
  animated: boolean;
  /** Whether it has an alpha channel or a transparent colour; its pixels may be opaque all the same. */
  hasAlpha: boolean;
  /** Whether its pixels were kept exactly: drawings, screenshots, logos. */
  isLossless: boolean;
  /** Bytes that unpacking and drawing it take for each of its pixels, at most (measured, see `tests/bench`). */
  bytesPerPixel: number;
  /** Whether it has a feature that not every reader of JPEG and PNG understands (CMYK, 16 bits, a rotation flag). */
  isUncommon: boolean;
}

/** What a picture's bytes say of it without unpacking them. The size is before orientation. */
export interface Header extends Traits, Size {
  /** MIME type by content. */
  type: string;
}

/** The library looks no further for the size than this at first, since it copies what it is given. Bytes. */
const HEAD = 256 * 1024;

const TRAITS: Record<ImageType, (bytes: Uint8Array) => Traits> = {
  jpeg: readJpegTraits,
  png: readPngTraits,
  gif: readGifTraits,
  webp: readWebpTraits,
  avif: readHeifTraits,
  heic: readHeifTraits,
};

/**
 * Reads type, size and traits from a picture's bytes, or from its beginning (then `isWhole` is false). Throws
 * `PictureError`: `EMPTY`, `WEB_PAGE`, `UNSUPPORTED`, `TRUNCATED` (too short to tell), `NOT_AN_IMAGE`.
 */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length === 0) throw new PictureError('EMPTY');
  const found = readRaster(bytes) ?? readBmp(bytes) ?? readSvg(bytes);
  if (found) return found;
  const start = String.fromCharCode(...bytes.subarray(0, 512));
  const kind = recognise(start);
  if (kind) throw new PictureError(kind === 'ours' ? 'TRUNCATED' : 'UNSUPPORTED');
  const isPage = /^\s*<!doctype html/i.test(start) || findRoot(start)?.name === 'html';
  throw new PictureError(isPage ? 'WEB_PAGE' : 'NOT_AN_IMAGE');
}

function readRaster(bytes: Uint8Array): Header | undefined {
  const found = imageDimensionsFromData(bytes.subarray(0, HEAD)) ?? imageDimensionsFromData(bytes);
  if (!found) return undefined;
  const { type, width, height } = found;
  return { type: `image/${type}`, width, height, ...TRAITS[type](bytes) };
}
