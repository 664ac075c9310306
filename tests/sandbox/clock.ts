/** The stand-in's own time: real time plus an offset that tests move. Everything that has a deadline here reads this clock. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Moves the clock by `ms` (negative: back) and resolves when everything that fell due has happened. */
  move(ms: number): Promise<void>;
  /** Sets the clock to an epoch ms and resolves when everything that fell due has happened. */
  set(at: number): Promise<void>;
  /** Back to the base time. */
  reset(): void;
  /** Calls `listener` after every move; `move` and `set` wait for it. */
  onMove(listener: () => Promise<void>): void;
}

/** A clock on top of `base` (epoch ms; real time by default). */
export function createClock(base: () => number = Date.now): Clock {
  let offset = 0;
  const listeners: (() => Promise<void>)[] = [];

  async function tellListeners(): Promise<void> {
    for (const listener of listeners) await listener();
  }

  return {
    now: () => base() + offset,
    move(ms) {
      offset += ms;
      return tellListeners();
    },
    set(at) {
      offset = at - base();
      return tellListeners();
    },
    reset() {
      offset = 0;
    },
    onMove(listener) {
      listeners.push(listener);
    },
  };
}
