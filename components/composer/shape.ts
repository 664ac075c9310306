import { IMAGE_BYTES_MAX, IMAGE_TYPES } from '../../lib/pin/limits';
import { enlargement, planRendering, type Rendering } from '../../lib/pin/mends';
import { type ImageFacts, type Mend, type Point, type Slide, type SlideRatio, withMend } from '../../lib/pin/slide';
import { formatNumber } from '../../lib/words/format';
import { t } from '../../lib/words/t';

/** How the crop editor asks for a slide: its shape (none, or a ratio reached by cutting or by a border), and its ground. */
export interface Shape {
  ratio: SlideRatio | 'as-is';
  how: 'crop' | 'edge' | 'blur';
  /** Null: where the picture's detail is. */
  focus: Point | null;
  enlarge: boolean;
  /** CSS colour (`#rrggbb`) under what is transparent; null leaves it to the conversion (white). */
  background: string | null;
}

/** The shape that a slide's mends give. */
export function readShape({ mends }: Slide): Shape {
  const enlarge = mends.some(({ kind }) => kind === 'enlarge');
  const ground = mends.find(({ kind }) => kind === 'convert');
  const background = ground?.kind === 'convert' ? ground.background : null;
  const mend = mends.find((one) => one.kind === 'crop' || one.kind === 'pad');
  if (mend?.kind === 'crop') return { ratio: mend.ratio, how: 'crop', focus: mend.focus, enlarge, background };
  if (mend?.kind === 'pad') return { ratio: mend.ratio, how: mend.fill, focus: null, enlarge, background };
  return { ratio: 'as-is', how: 'crop', focus: null, enlarge, background };
}

/** A slide's mends with this shape; those about other things stay. */
export function toMends(mends: readonly Mend[], { ratio, how, focus, enlarge, background }: Shape): Mend[] {
  const others = mends.filter(({ kind }) => !['crop', 'pad', 'enlarge', 'convert'].includes(kind));
  const grounded: Mend[] = background === null ? others : [...others, { kind: 'convert', background }];
  const grown: Mend[] = enlarge ? [...grounded, { kind: 'enlarge' }] : grounded;
  if (ratio === 'as-is') return grown;
  return withMend(grown, how === 'crop' ? { kind: 'crop', ratio, focus } : { kind: 'pad', ratio, fill: how });
}

/** What these mends will make of a slide whose picture was read, drawn and in words. */
export function describeResult(
  slide: Pick<Slide, 'mends' | 'ready'> & { original: ImageFacts },
  mends: readonly Mend[],
  focus: Point,
): { rendering: Rendering; words: string } {
  const { original } = slide;
  const rendering = planRendering(original, mends, focus);
  if (mends.length === 0 && goesUntouched(slide))
    return { rendering, words: t('composer.mend.stays', { width: original.width, height: original.height }) };
  const times = enlargement(rendering);
  const size = { width: rendering.width, height: rendering.height };
  if (times <= 1.005) return { rendering, words: t('composer.mend.becomes', size) };
  return { rendering, words: t('composer.mend.enlarged', { ...size, times: formatNumber(times, 1) }) };
}

/** Whether the picture goes out byte for byte without mends: seen where it has none, else as far as its type tells. */
function goesUntouched({ mends, ready, original }: Parameters<typeof describeResult>[0]): boolean {
  if (mends.length === 0 && ready) return ready.hash === original.hash;
  const isAccepted = IMAGE_TYPES.some((type) => type === original.type);
  return isAccepted && original.bytes <= IMAGE_BYTES_MAX && !original.animated;
}

/** A focus moved by fractions of the picture, kept inside it. */
export function moveFocus({ x, y }: Point, by: Point): Point {
  const within = (value: number) => Math.min(1, Math.max(0, value));
  return { x: within(x + by.x), y: within(y + by.y) };
}
