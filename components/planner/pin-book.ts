import { signal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';
import { readPins } from '../../lib/store/pins';
import { readFirstPins, readPinsInSteps } from '../../lib/store/plans';
import { foldPin } from './arrange';

/** How many to show before the others are read. */
const FIRST = 40;

/**
 * Reads the next pins first, then all others, then only what changes: ten thousand pins are read once. `onFail` gets what
 * went wrong.
 */
export function openPinBook(from: number, onFail: (error: unknown) => void) {
  /** Null until the first are read. */
  const pins = signal<readonly Pin[] | null>(null);
  /** False while some may be missing and nothing should be counted. */
  const isComplete = signal(false);
  let known = new Map<string, Pin>();
  let asked: Set<string> | 'all' | null = null;
  let isReading = false;
  let isStopped = false;

  async function readAll(): Promise<void> {
    const found = new Map<string, Pin>();
    for await (const some of readPinsInSteps()) {
      for (const pin of some) {
        foldPin(pin);
        found.set(pin.id, pin);
      }
      if (isStopped) return;
      await yieldToScreen();
    }
    known = found;
    isComplete.value = true;
  }

  async function readSome(ids: readonly string[]): Promise<void> {
    const found = new Map((await readPins(ids)).map((pin) => [pin.id, pin]));
    for (const id of ids) {
      const pin = found.get(id);
      if (pin) known.set(id, pin);
      else known.delete(id);
    }
  }

  async function run(): Promise<void> {
    isReading = true;
    try {
      while (asked && !isStopped) {
        const what: Set<string> | 'all' = asked;
        asked = null;
        if (what === 'all') await readAll();
        else await readSome([...what]);
        if (!isStopped) pins.value = [...known.values()];
      }
    } catch (error) {
      onFail(error);
    } finally {
      isReading = false;
    }
  }

  /** Reads the changed pins; without ids, all. A burst of calls is one read. */
  function look(ids?: readonly string[]): void {
    if (!ids || asked === 'all') asked = 'all';
    else asked = new Set([...(asked ?? []), ...ids]);
    if (!isReading) void run();
  }

  async function begin(): Promise<void> {
    isReading = true;
    try {
      const first = await readFirstPins(from, FIRST);
      if (first.length > 0) pins.value = [...new Map(first.map((pin) => [pin.id, pin])).values()];
    } catch (error) {
      onFail(error);
    }
    await yieldToScreen();
    asked = 'all';
    await run();
  }

  void begin();
  return {
    pins,
    isComplete,
    look,
    stop: () => {
      isStopped = true;
    },
  };
}

/** Gives the browser time to draw and handle input. */
function yieldToScreen(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
