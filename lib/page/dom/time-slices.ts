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
