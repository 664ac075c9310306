import { type ImageType, imageDimensionsFromData } from 'image-dimensions';
import { readBmp } from './formats/bmp';
import { readGifTraits } from './formats/gif';
import { readHeifTraits } from './formats/heif';
import { readJpegTraits } from './formats/jpeg';
import { findRoot } from './formats/markup';
import { readPngTraits } from './formats/png';
import { recognise } from './formats/signature';
import { readSvg } from './formats/svg';
import type { Header, Traits } from './formats/traits';
import { readWebpTraits } from './formats/webp';
import { PictureError } from './picture-error';
import { isLightSvg } from './weigh-svg';

/** The library copies what it is given, so it gets only the beginning at first. Bytes. */
const HEAD = 256 * 1024;

/**
 * Memory that decoding and drawing one picture may take, bytes: with the extension itself (100 MB) and a file of 50 MB that is
 * less than 600 MB. It allows 66 million pixels for most pictures, and 36 million for the heaviest kind of JPEG.
 */
export const DECODE_BUDGET = 400_000_000;

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
  if (width * height * bytesPerPixel > DECODE_BUDGET) throw new PictureError('BOMB');
}

/** Whether bytes of a file are a picture that can be decoded within bounds: what is kept is shown and drawn without another look. */
export function isSafePicture(bytes: Uint8Array): boolean {
  try {
    const header = readHeader(bytes);
    if (header.type === 'image/svg+xml') return isLightSvg(new TextDecoder().decode(bytes));
    expectDecodable(header);
    return true;
  } catch {
    return false;
  }
}
