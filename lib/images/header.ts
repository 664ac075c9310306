import { type ImageType, imageDimensionsFromData } from 'image-dimensions';
import { readBmp, readGifTraits, readHeifTraits, readWebpTraits } from './formats/bmp-gif-heif-webp';
import { readJpegTraits } from './formats/jpeg';
import { readPngTraits } from './formats/png';
import { findRoot, readSvg } from './formats/svg';
import { type Header, recognise, type Traits } from './formats/traits';
import { PictureError } from './world';

/** The library copies what it is given, so it gets only the beginning at first. Bytes. */
const HEAD = 256 * 1024;

/**
 * Memory that decoding and drawing one picture may take, bytes: with the extension itself (100 MB) and a file of 50 MB that is
 * less than 600 MB. It allows 66 million pixels for most pictures, and 36 million for the heaviest kind of JPEG.
 */
export const DECODED_BYTES_MAX = 400_000_000;

const TRAITS: Record<ImageType, (bytes: Uint8Array) => Traits> = {
  jpeg: readJpegTraits,
  png: readPngTraits,
  gif: readGifTraits,
  webp: readWebpTraits,
  avif: readHeifTraits,
  heic: readHeifTraits,
};

/**
 * Reads type, size and traits from a picture's bytes, or from their beginning (then `isWhole` is false). Throws
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

/** Throws `BOMB` when a picture declares more pixels than the budget allows, before anything is decoded. */
export function expectDecodable({ width, height, bytesPerPixel }: Header): void {
  if (width * height * bytesPerPixel > DECODED_BYTES_MAX) throw new PictureError('BOMB');
}
