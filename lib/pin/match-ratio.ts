import { CENTER, cropBox, enlargeScale, hasRatio, isTooSmall, type Size } from './ratio';
import { findOriginalSize, findSize } from './rendering';
import { type Mend, type Slide, SlideRatio, withMend } from './slide';

/**
 * What a slide loses when it is cropped to a ratio, 0 (nothing) to 2: the share of the picture that is cut away, and, where
 * what remains is too small, the share of its pixels that enlarging invents.
 */
export function lossOf(size: Size, ratio: SlideRatio): number {
  const kept = cropBox(size, ratio, CENTER);
  const cut = 1 - (kept.width * kept.height) / (size.width * size.height);
  return cut + 1 - 1 / enlargeScale(kept) ** 2;
}

/** The ratio that loses least over all slides; 2:3, which Pinterest recommends, where both lose the same. */
export function chooseRatio(sizes: readonly Size[]): SlideRatio {
  const total = (ratio: SlideRatio) => sizes.reduce((sum, size) => sum + lossOf(size, ratio), 0);
  return SlideRatio.options.reduce((best, ratio) => (total(ratio) < total(best) - 1e-9 ? ratio : best));
}

/**
 * The mends that bring a slide to a ratio: its own crop (with its focus) or pad turned to that ratio, else a crop where its
 * detail is; enlarged where too little remains. Undefined when it is of that ratio, or cannot be mended here.
 */
export function matchMends(slide: Slide, ratio: SlideRatio): Mend[] | undefined {
  const now = findSize(slide);
  const size = findOriginalSize(slide);
  if (!size || !slide.original || (now && slide.ready && hasRatio(now, ratio) && !isTooSmall(now))) return undefined;
  const pad = slide.mends.find(({ kind }) => kind === 'pad');
  if (pad?.kind === 'pad') return withMend(slide.mends, { ...pad, ratio });
  const crop = slide.mends.find(({ kind }) => kind === 'crop');
  const focus = crop?.kind === 'crop' ? crop.focus : null;
  const cropped = withMend(slide.mends, { kind: 'crop', ratio, focus });
  if (isTooSmall(cropBox(size, ratio, CENTER))) return withMend(cropped, { kind: 'enlarge' });
  return cropped.filter(({ kind }) => kind !== 'enlarge');
}
