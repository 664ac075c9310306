import type { Pin } from '../pin/pin';
import type { Slide } from '../pin/slide';

/** What the composer writes; everything else in the row is the engine's. */
export const CONTENT = ['accountId', 'board', 'title', 'description', 'link', 'when', 'publishAt', 'handOver'] as const;

export interface Merged {
  pin: Pin;
  /** Whether the same thing was changed here and elsewhere; ours was kept. */
  clash: boolean;
}

/**
 * Three-way merge of a draft: `base` is what both sides last agreed on, `ours` what this window holds, `theirs` what the
 * store holds now. What only one side changed is taken from that side; where both did, ours wins and `clash` says so.
 */
export function mergeDraft(base: Pin, ours: Pin, theirs: Pin): Merged {
  const merged = { ...theirs };
  let clash = false;
  for (const field of CONTENT) {
    if (isSame(ours[field], base[field])) continue;
    if (!isSame(theirs[field], base[field]) && !isSame(theirs[field], ours[field])) clash = true;
    Object.assign(merged, { [field]: ours[field] });
  }
  const ids = (pin: Pin) => pin.slides.map(({ id }) => id);
  const weMoved = !isSame(ids(ours), ids(base));
  const theyMoved = !isSame(ids(theirs), ids(base));
  if (weMoved && theyMoved && !isSame(ids(ours), ids(theirs))) clash = true;
  const order = weMoved ? ours.slides : theirs.slides;
  merged.slides = order.map(({ id }) => mergeSlide(find(base, id), find(ours, id), find(theirs, id)));
  return { pin: merged, clash };
}

/** The mends are the composer's, what came of them the worker's: its word counts while it speaks of the same mends. */
function mergeSlide(base: Slide | undefined, ours: Slide | undefined, theirs: Slide | undefined): Slide {
  if (!ours || !theirs) return (ours ?? theirs) as Slide;
  const weMended = base !== undefined && !isSame(ours.mends, base.mends);
  return weMended && !isSame(ours.mends, theirs.mends) ? ours : theirs;
}

function find(pin: Pin, id: string): Slide | undefined {
  return pin.slides.find((slide) => slide.id === id);
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
