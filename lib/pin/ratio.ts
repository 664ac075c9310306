import { IMAGE_HEIGHT_MIN, IMAGE_HEIGHT_USEFUL, IMAGE_WIDTH_MIN, IMAGE_WIDTH_USEFUL, RATIO_TOLERANCE } from './limits';
import type { Point, SlideRatio } from './slide';

/** Pixels. */
export interface Size {
  width: number;
  height: number;
}

/** Pixels from the picture's top left corner. */
export interface Box extends Size {
  left: number;
  top: number;
}

/** The carousel ratios in whole parts, so that a size can hold one exactly. */
const PARTS: Record<SlideRatio, Size> = { '2:3': { width: 2, height: 3 }, '1:1': { width: 1, height: 1 } };

/** Where a crop looks while nothing is known of the picture. */
export const CENTER: Point = { x: 0.5, y: 0.5 };

/** Whether a size is of the ratio, within `RATIO_TOLERANCE`. */
export function hasRatio({ width, height }: Size, ratio: SlideRatio): boolean {
  const { width: across, height: down } = PARTS[ratio];
  return Math.abs((width * down) / (height * across) - 1) <= RATIO_TOLERANCE;
}

/** Whether Pinterest takes so few pixels. A square of the least height is a square of 900, the stricter reading. */
export function isTooSmall({ width, height }: Size): boolean {
  return width < IMAGE_WIDTH_MIN || height < IMAGE_HEIGHT_MIN;
}

/** The largest part of a picture that has the ratio exactly, as near to the focus as the edges let it. */
export function cropBox(size: Size, ratio: SlideRatio, focus: Point): Box {
  const parts = PARTS[ratio];
  const unit = Math.max(1, Math.floor(Math.min(size.width / parts.width, size.height / parts.height)));
  const width = Math.min(size.width, unit * parts.width);
  const height = Math.min(size.height, unit * parts.height);
  return {
    left: Math.round(clamp(focus.x * size.width - width / 2, 0, size.width - width)),
    top: Math.round(clamp(focus.y * size.height - height / 2, 0, size.height - height)),
    width,
    height,
  };
}

/** The smallest canvas that has the ratio exactly and holds the whole picture. */
export function padSize(size: Size, ratio: SlideRatio): Size {
  const parts = PARTS[ratio];
  const unit = Math.ceil(Math.max(size.width / parts.width, size.height / parts.height));
  return { width: unit * parts.width, height: unit * parts.height };
}

/** The least canvas of the ratio that Pinterest takes: 600 × 900, or 900 × 900. */
export function leastSize(ratio: SlideRatio): Size {
  return padSize({ width: IMAGE_WIDTH_MIN, height: IMAGE_HEIGHT_MIN }, ratio);
}

/** A size scaled, in whole pixels; of the ratio exactly, where one is given. */
export function scaleSize({ width, height }: Size, scale: number, ratio?: SlideRatio): Size {
  if (!ratio) return { width: atLeastOne(width * scale), height: atLeastOne(height * scale) };
  const parts = PARTS[ratio];
  const unit = atLeastOne((width * scale) / parts.width);
  return { width: unit * parts.width, height: unit * parts.height };
}

/**
 * How much a picture can be scaled down (at most 1) before Pinterest shows less of it: to fit 1,200 × 1,800, but never under
 * the least size, so a panorama and a very long pin keep more.
 */
export function shrinkScale({ width, height }: Size): number {
  const toFit = Math.min(IMAGE_WIDTH_USEFUL / width, IMAGE_HEIGHT_USEFUL / height);
  return Math.min(1, Math.max(toFit, leastScale({ width, height })));
}

/** How much a picture has to be enlarged (at least 1) to reach the least size. */
export function enlargeScale(size: Size): number {
  return Math.max(1, leastScale(size));
}

function leastScale({ width, height }: Size): number {
  return Math.max(IMAGE_WIDTH_MIN / width, IMAGE_HEIGHT_MIN / height);
}

function atLeastOne(pixels: number): number {
  return Math.max(1, Math.round(pixels));
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
