import { computed, signal } from '@preact/signals';
import { type Act, dropOldActs, nameUndo, readActs, type Step, undoSteps, writeActs } from '../../lib/store/undo';
import { DAY } from '../../lib/time';

const LEVELS = 50;
/** The most steps kept, over all acts; a larger act is not kept. */
const STEPS = 20_000;
/** No longer than the store keeps a removed pin's pictures. */
const HONOURED_FOR = DAY;
const KEY = 'planner-window';

export type UndoStack = ReturnType<typeof openUndo>;

/** This window's acts, including those from before a reload. Each window has its own. */
export function openUndo(name: Promise<string>, now: number) {
  const acts = signal<Act[]>([]);
  const isHonoured = (act: Act, at: number) => at - act.at < HONOURED_FOR;
  const ready = name.then(async (known) => {
    acts.value = [...(await readActs(known)).filter((act) => isHonoured(act, now)), ...acts.peek()];
    await dropOldActs(now);
  });

  async function keep(next: Act[]): Promise<void> {
    acts.value = next;
    await writeActs(await name, next);
  }

  return {
    /** The act that `undo` would undo. */
    last: computed(() => acts.value.at(-1)),
    async push(words: string, steps: Step[], at: number): Promise<void> {
      await ready;
      if (steps.length === 0) return;
      const next = [...acts.peek(), { words, at, steps }].slice(-LEVELS);
      while (countSteps(next) > STEPS && next.length > 1) next.shift();
      await keep(countSteps(next) > STEPS ? [] : next);
    },
    /** Undoes the last act. Answers it and the ids of the restored pins. */
    async undo(at: number): Promise<{ act: Act; undone: string[] } | undefined> {
      await ready;
      const act = acts.peek().at(-1);
      if (!act) return undefined;
      await keep(acts.peek().slice(0, -1));
      return { act, undone: isHonoured(act, at) ? await undoSteps(act.steps, at) : [] };
    },
  };
}

function countSteps(acts: readonly Act[]): number {
  return acts.reduce((sum, { steps }) => sum + steps.length, 0);
}

/**
 * The name under which a window stores its acts; the same after a reload. A duplicated tab starts with a copy of the
 * session storage, so a lock held for the page's life shows who had the name first.
 */
export async function nameWindow(storage: Storage, locks: LockManager, now: number): Promise<string> {
  const known = storage.getItem(KEY);
  const name = known && (await isFree(known, locks)) ? known : nameUndo(now);
  storage.setItem(KEY, name);
  hold(name, locks);
  return name;
}

/** A reloading page releases its locks a moment later. */
const PATIENCE = 1000;

async function isFree(name: string, locks: LockManager): Promise<boolean> {
  return locks.request(name, { signal: AbortSignal.timeout(PATIENCE) }, () => true).catch(() => false);
}

function hold(name: string, locks: LockManager): void {
  void locks.request(name, () => new Promise<never>(() => {}));
}
