/** What `createRefresher` needs of the world. Times in ms. */
export interface RefresherWorld {
  now: () => number;
  /** Calls back after `ms`; answers how to prevent it. */
  after: (ms: number, call: () => void) => () => void;
}

/** Reads again when asked, however often. */
export interface Refresher {
  refresh: () => void;
  /** Nothing is read after this. */
  stop: () => void;
}

/**
 * Turns a burst of "look again" into few reads: one at a time, and the next not before as much time has passed as three
 * reads took. A list of ten thousand pins so costs a quarter of one core at most, and a short one is up to date at once.
 */
export function createRefresher(read: () => Promise<void>, world: RefresherWorld): Refresher {
  let isReading = false;
  let isAsked = false;
  let isStopped = false;
  let quietUntil = 0;
  let cancelWait: (() => void) | null = null;

  async function run(): Promise<void> {
    cancelWait = null;
    isReading = true;
    isAsked = false;
    const startedAt = world.now();
    try {
      await read();
    } finally {
      const endedAt = world.now();
      quietUntil = endedAt + 3 * (endedAt - startedAt);
      isReading = false;
      if (isAsked) refresh();
    }
  }

  function refresh(): void {
    if (isStopped) return;
    isAsked = true;
    if (isReading || cancelWait) return;
    const wait = quietUntil - world.now();
    if (wait <= 0) void run();
    else cancelWait = world.after(wait, () => void run());
  }

  return {
    refresh,
    stop() {
      isStopped = true;
      cancelWait?.();
    },
  };
}
