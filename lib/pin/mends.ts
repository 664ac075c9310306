import type { Pin } from './pin';
import {
  type Box,
  CENTER,
  cropBox,
  enlargeScale,
  hasRatio,
  isTooSmall,
  leastSize,
  type Mend,
  type Point,
  padSize,
  type Size,
  type Slide,
  SlideRatio,
  scaleSize,
  shrinkScale,
  withMend,
} from './slide';

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
 * The one place that knows what mends mean. A picture that is drawn again is reduced to what Pinterest shows, since more pixels
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

/** A pin of the same link or picture that is on its way or was sent. */
export interface EarlierPin {
  id: string;
  by: 'link' | 'picture';
  state: 'scheduled' | 'published';
  boardName: string;
  /** When it goes or went out; epoch ms. */
  at: number;
  /** On Pinterest, where it is known. */
  externalUrl: string | null;
  /** Whether its row was removed, so that the planner cannot show it. */
  isGone: boolean;
}

/** What one click beside a check does. `label` is the button's; the rest is what to do. */
export type MendOffer = { label: string } & (
  | { kind: 'crop'; ratio: SlideRatio }
  | { kind: 'pad'; ratio: SlideRatio }
  /** Flattens what is transparent, or makes it a JPEG. */
  | { kind: 'convert' }
  | { kind: 'shrink' }
  | { kind: 'enlarge' }
  /** Every slide of the pin. */
  | { kind: 'match-all'; ratio: SlideRatio }
  /** Asks the browser for one host, then reads the slide again. */
  | { kind: 'ask-permission'; host: string }
  /** Takes the picture from what the tab shows: set the slide's `fromScreen` and read it again. */
  | { kind: 'take-from-screen' }
  /** Reads the slide again. */
  | { kind: 'read-again' }
  | { kind: 'remove' }
  /** Opens a pin that is on its way or was sent. */
  | { kind: 'show'; earlier: EarlierPin }
  /** Writes this into the pin: other words, another time. */
  | { kind: 'write'; content: Partial<Pick<Pin, 'title' | 'description' | 'link' | 'when' | 'publishAt'>> }
);

/** The offers that change how pictures are drawn; the others need the browser or the list of slides. */
export type DrawnOffer = Extract<MendOffer, { kind: 'crop' | 'pad' | 'convert' | 'shrink' | 'enlarge' | 'match-all' }>;

/** The new mends, by slide id, that carry an offer out. `slideId` is the check's; every slide for `match-all`. */
export function planMends(slides: readonly Slide[], offer: DrawnOffer, slideId: string | null): Map<string, Mend[]> {
  const planned = new Map<string, Mend[]>();
  for (const slide of slides) {
    if (offer.kind !== 'match-all' && slide.id !== slideId) continue;
    const mends = offer.kind === 'match-all' ? matchMends(slide, offer.ratio) : withMend(slide.mends, toMend(offer));
    if (mends) planned.set(slide.id, mends);
  }
  return planned;
}

function toMend(offer: Exclude<DrawnOffer, { kind: 'match-all' }>): Mend {
  if (offer.kind === 'crop') return { kind: 'crop', ratio: offer.ratio, focus: null };
  if (offer.kind === 'pad') return { kind: 'pad', ratio: offer.ratio, fill: 'edge' };
  if (offer.kind === 'convert') return { kind: 'convert', background: '#ffffff' };
  return { kind: offer.kind };
}
