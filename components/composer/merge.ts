import type { Pin } from '../../lib/pin/pin';
import type { Slide } from '../../lib/pin/slide';

/** What the user chose and typed. Slides are shared with the worker; everything else in the row is the engine's. */
export const CONTENT = ['accountId', 'board', 'title', 'description', 'link', 'when', 'publishAt', 'handOver'] as const;
/** Each side notes for itself when it last changed the draft. */
const NO_NEWS = 'updatedAt';

/** What holds of a picture whatever is done to it. */
const KNOWN = ['original', 'focus', 'width', 'height'] as const;

/**
 * Three-way merge of a draft: `base` is what both sides last agreed on, `ours` what this window holds, `theirs` what the
 * store holds or held: the worker writes what it found of a picture, and a window that held the draft before this one may
 * have written last. What only one side changed is taken from that side; where both did, ours wins. Answers `ours` itself
 * when the other side changed nothing.
 */
export function mergeDraft(base: Pin, ours: Pin, theirs: Pin): Pin {
  const news: Partial<Pin> = {};
  for (const field of Object.keys({ ...ours, ...theirs }) as (keyof Pin)[]) {
    if (field === 'slides' || field === NO_NEWS || isSame(theirs[field], ours[field])) continue;
    const isOurs = CONTENT.some((one) => one === field) && !isSame(ours[field], base[field]);
    if (!isOurs) Object.assign(news, { [field]: theirs[field] });
  }
  const slides = orderSlides(base, ours, theirs).map((id) =>
    mergeSlide(find(base, id), find(ours, id), find(theirs, id)),
  );
  if (!isSame(listIds(slides), listIds(ours.slides)) || slides.some((slide, place) => slide !== ours.slides[place]))
    news.slides = slides;
  return Object.keys(news).length > 0 ? { ...ours, ...news } : ours;
}

/** Slides in our order, if we changed it; what the other side picked or removed is picked or removed all the same. */
function orderSlides(base: Pin, ours: Pin, theirs: Pin): string[] {
  const before = listIds(base.slides);
  const here = listIds(ours.slides);
  const there = listIds(theirs.slides);
  if (isSame(here, before)) return there;
  const isRemoved = (id: string) => before.includes(id) && !there.includes(id);
  const isPicked = (id: string) => there.includes(id) && !before.includes(id) && !here.includes(id);
  return [...here.filter((id) => !isRemoved(id)), ...there.filter(isPicked)];
}

/**
 * The composer decides what is wanted of a picture, the worker reports what came of it: its report stands until something
 * else is wanted. What it learnt of the picture itself stays, unless the picture is to be taken from elsewhere.
 */
function mergeSlide(base: Slide | undefined, ours: Slide | undefined, theirs: Slide | undefined): Slide {
  if (!ours || !theirs) return (ours ?? theirs) as Slide;
  if (!base || isSameSlide(theirs, base) || isSameSlide(theirs, ours)) return ours;
  if (!isAskedAnew(base, ours)) return theirs;
  const isSameSource = isFromScreen(ours) === isFromScreen(theirs);
  const learnt = KNOWN.filter((field) => isSameSource && isSame(ours[field], base[field]));
  return { ...ours, ...Object.fromEntries(learnt.map((field) => [field, theirs[field]])) };
}

function isAskedAnew(before: Slide, now: Slide): boolean {
  const isReadAgain = now.rung === 'reading' && before.rung !== 'reading';
  return isReadAgain || isFromScreen(now) !== isFromScreen(before) || !isSame(now.mends, before.mends);
}

function isFromScreen({ fromScreen = false }: Slide): boolean {
  return fromScreen;
}

function find(pin: Pin, id: string): Slide | undefined {
  return pin.slides.find((slide) => slide.id === id);
}

function listIds(slides: readonly Slide[]): string[] {
  return slides.map(({ id }) => id);
}

function isSameSlide(one: Slide, other: Slide): boolean {
  return (Object.keys({ ...one, ...other }) as (keyof Slide)[]).every((field) => isSame(one[field], other[field]));
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
