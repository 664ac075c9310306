import { countIn, findAll, firstChildOf, matches, nextOf } from './dom';

/** Longest stretch between two yields to the page, in ms. The promise is 50; the rest is room for one native call that cannot be cut. */
const SLICE_MS = 25;

/** Items that may be looked at on one page, in steps of the loops that ask; far more than any page that people read holds. */
const MAX_STEPS = 100_000;

/**
 * Bounds what the collector takes from a page. Work is done in slices: `await breathe()` between two items gives the page its turn when
 * the slice is used up. What is read of a page is bounded by counts, here and in the sources, so that a slow or busy machine collects
 * the same as a fast one; the total time only guards against pages made to hurt.
 */
export interface TimeSlices {
  /** True once the steps or the time are used up: every source stops, and what was found is answered. Ask for every item. */
  isSpent(): boolean;
  /** True when the running slice is used up: the caller then awaits `breathe()`. */
  isDue(): boolean;
  /** Gives the page its turn. */
  breathe(): Promise<void>;
}

/** @param now a clock in ms, @param totalMs how long the collector may work in all; waiting for its turn does not count */
export function createTimeSlices(now: () => number, totalMs: number): TimeSlices {
  let workedMs = 0;
  let steps = 0;
  let sliceStartedAt = now();
  return {
    isSpent: () => ++steps > MAX_STEPS || workedMs + now() - sliceStartedAt > totalMs,
    isDue: () => now() - sliceStartedAt > SLICE_MS,
    async breathe() {
      workedMs += now() - sliceStartedAt;
      await yieldToPage();
      sliceStartedAt = now();
    },
  };
}

/** A task of its own, so that input and painting come between. A message is not throttled as nested timers are. */
function yieldToPage(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

/** Up to so many elements the browser is asked about at once; what it answers for more would hold the page too long at a stretch. */
const LARGE = 30_000;
/** Elements of one part of a large page. */
const PART = 2_000;
/** Parts are not cut deeper than this: only a page that means harm nests its bulk so deep. */
const MAX_CUTS = 64;

/**
 * Shows `visit` every element under `root` that the selector meets, in document order, and gives the page its turn between two of
 * them; stops early when the budget is spent, or when `visit` answers false. A large page is asked part by part.
 */
export async function eachMatch(
  root: Document | ShadowRoot,
  selector: string,
  slices: TimeSlices,
  visit: (element: Element) => boolean,
): Promise<void> {
  if (!isLarge(root)) {
    await visitAll(findAll(root, selector), slices, visit);
    return;
  }
  for (const { element, isWhole } of partsOf(root)) {
    if (slices.isSpent()) return;
    if (slices.isDue()) await slices.breathe();
    if (matches(element, selector) && !visit(element)) return;
    if (!isWhole) continue;
    const found = findAll(element, selector);
    if (found.length && !(await visitAll(found, slices, visit))) return;
  }
}

/** Whether the browser takes too long to answer for all of a root at once. */
export function isLarge(root: Document | ShadowRoot): boolean {
  let count = countIn(root);
  for (let child = count ? null : firstChildOf(root); child; child = nextOf(child)) count += 1 + countIn(child);
  return count > LARGE;
}

/** Whether there is to be more. */
async function visitAll(
  elements: ArrayLike<Element>,
  slices: TimeSlices,
  visit: (element: Element) => boolean,
): Promise<boolean> {
  for (let i = 0; i < elements.length; i++) {
    // Every fourth time is often enough to look at the clock.
    if (i % 4 === 0) {
      if (slices.isSpent()) return false;
      if (slices.isDue()) await slices.breathe();
    }
    if (!visit(elements[i]!)) return false;
  }
  return true;
}

/** A part of a page: an element with all beneath it, or, where that is too much, it alone, its children following as parts. */
interface Part {
  element: Element;
  isWhole: boolean;
}

function* partsOf(root: Document | ShadowRoot): Generator<Part> {
  const open: Element[] = [];
  let at = firstChildOf(root);
  while (at) {
    const isWhole = open.length >= MAX_CUTS || countIn(at) <= PART;
    yield { element: at, isWhole };
    const child = isWhole ? null : firstChildOf(at);
    if (child) {
      open.push(at);
      at = child;
      continue;
    }
    let next = nextOf(at);
    while (!next && open.length) next = nextOf(open.pop()!);
    at = next;
  }
}
