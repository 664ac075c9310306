/** Longest stretch between two yields to the page, in ms. The promise is 50; the rest is room for one native call that cannot be cut. */
const SLICE_MS = 30;

/**
 * Counts the time the collector takes from the page. Work is done in slices: `await breathe()` between two items gives the page
 * its turn when the slice is used up, and `isSpent()` says when the total is, after which every source stops and what was found is answered.
 */
export interface Budget {
  /** True once the total is used up. Cheap enough to ask for every item. */
  isSpent(): boolean;
  /** True when the running slice is used up: the caller then awaits `breathe()`. */
  isDue(): boolean;
  /** Gives the page its turn. */
  breathe(): Promise<void>;
}

/** @param now a clock in ms, @param totalMs what the whole collecting may take, yields included */
export function createBudget(now: () => number, totalMs: number): Budget {
  const startedAt = now();
  let sliceStartedAt = startedAt;
  return {
    isSpent: () => now() - startedAt > totalMs,
    isDue: () => now() - sliceStartedAt > SLICE_MS,
    async breathe() {
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
