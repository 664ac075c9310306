import {
  type Box,
  CENTER,
  cropBox,
  enlargeScale,
  hasRatio,
  isTooSmall,
  leastSize,
  padSize,
  type Size,
  scaleSize,
  shrinkScale,
} from './ratio';
import type { Mend, Point, Slide, SlideRatio } from './slide';

/** How a mended picture is drawn: which part of the original goes where on a canvas. Pixels. */
export interface Rendering extends Size {
  /** The part of the original that is kept. */
  from: Box;
  /** Where it lies on the canvas; less than all of it only where the picture is padded. */
  to: Box;
  /** What fills the rest. */
  fill: 'edge' | 'blur' | null;
}

/**
 * The one place that knows what mends mean. Anything that is drawn anew is brought to what Pinterest shows, since more pixels
 * gain nothing; it is enlarged only where the mends say so. `focus` is where a crop without its own focus looks.
 */
export function planRendering(size: Size, mends: readonly Mend[], focus: Point = CENTER): Rendering {
  const mayEnlarge = mends.some(({ kind }) => kind === 'enlarge');
  const shape = mends.find((mend) => mend.kind === 'crop' || mend.kind === 'pad');
  if (shape?.kind === 'pad') return planPad(size, shape.ratio, shape.fill, mayEnlarge);
  const ratio = shape?.ratio;
  const from = shape ? cropBox(size, shape.ratio, shape.focus ?? focus) : { left: 0, top: 0, ...size };
  const scale = scaleFor(from, mayEnlarge);
  const canvas = scaleSize(from, scale, ratio && hasRatio(from, ratio) ? ratio : undefined);
  return { ...canvas, from, to: { left: 0, top: 0, ...canvas }, fill: null };
}

function planPad(size: Size, ratio: SlideRatio, fill: 'edge' | 'blur', mayEnlarge: boolean): Rendering {
  const whole = padSize(size, ratio);
  // A small picture keeps its pixels on a canvas that is large enough, unless it may be enlarged.
  const needsRoom = isTooSmall(whole) && !mayEnlarge;
  const scale = needsRoom ? 1 : scaleFor(whole, mayEnlarge);
  const canvas = needsRoom ? leastSize(ratio) : scaleSize(whole, scale, ratio);
  const drawn = scaleSize(size, scale);
  const width = Math.min(drawn.width, canvas.width);
  const height = Math.min(drawn.height, canvas.height);
  const to = { left: (canvas.width - width) >> 1, top: (canvas.height - height) >> 1, width, height };
  return { ...canvas, from: { left: 0, top: 0, ...size }, to, fill };
}

function scaleFor(size: Size, mayEnlarge: boolean): number {
  const enlarged = mayEnlarge ? enlargeScale(size) : 1;
  return enlarged > 1 ? enlarged : shrinkScale(size);
}

/** How many times its pixels a rendering shows the picture; over 1 is enlarged. */
export function enlargement({ from, to }: Rendering): number {
  return to.width / from.width;
}

/** The size of a slide as far as it is known: of what will be uploaded, else what the page says of it; undefined: unknown. */
export function findSize(slide: Slide): Size | undefined {
  const { width, height } = slide.ready ?? slide;
  return width > 0 && height > 0 ? { width, height } : undefined;
}

/** The size of a slide's picture before any mend. */
export function findOriginalSize(slide: Slide): Size | undefined {
  const { width, height } = slide.original ?? slide;
  return width > 0 && height > 0 ? { width, height } : undefined;
}
