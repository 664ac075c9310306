import * as z from 'zod/mini';
import { IllegalMove } from '../pin/moves';
import { Pin } from '../pin/pin';
import { WEEK } from '../time';
import { write } from './database';
import { changePins } from './pins';
import { readStored, type StoredValue, updateStored } from './settings';
import { CONTENT, changeContent, restorePins } from './verbs';

/** What an act did to one pin. `before` null: the act made it. `after` null: the act removed it. */
export const Step = z.object({ before: z.nullable(Pin), after: z.nullable(Pin) });
export type Step = z.infer<typeof Step>;

/** An act that can be undone. */
export const Act = z.object({
  /** What was done: a sentence. */
  words: z.string(),
  /** Epoch ms. */
  at: z.number(),
  steps: z.array(Step),
});
export type Act = z.infer<typeof Act>;

/**
 * Changes many pins in one transaction. Answers each pin before and after. A pin whose change throws `IllegalMove` stays
 * as it is; `refused` has the reasons, a sentence each.
 */
export async function changeAll(
  ids: string[],
  change: (pin: Pin, place: number) => Pin,
  now: number,
): Promise<{ steps: Step[]; refused: string[] }> {
  const steps: Step[] = [];
  const refused: string[] = [];
  await changePins(
    ids,
    (pins) => {
      const put: Pin[] = [];
      for (const [place, before] of pins.entries()) {
        if (!before) continue;
        try {
          const after = change(before, place);
          put.push(after);
          steps.push({ before, after });
        } catch (error) {
          if (!(error instanceof IllegalMove)) throw error;
          refused.push(error.message);
        }
      }
      return { put };
    },
    now,
  );
  return { steps, refused };
}

/**
 * Undoes an act, pin by pin: completely if nobody has touched the pin since; else only the content that the act changed
 * and that still stands, so that nobody else's change is undone. Answers the ids of the pins that it undid.
 */
export async function undoSteps(steps: readonly Step[], now: number): Promise<string[]> {
  const removals = steps.filter(isRemoval);
  const others = steps.filter((step) => !isRemoval(step));
  const removed = removals.flatMap(({ before }) => before ?? []);
  const undone = removed.length > 0 ? (await restorePins(removed, now)).map(({ id }) => id) : [];
  const ids = others.map(({ before, after }) => (before ?? after)?.id ?? '');
  await changePins(
    ids,
    (pins) => {
      const put: Pin[] = [];
      const remove: string[] = [];
      for (const [place, step] of others.entries()) {
        const current = pins[place];
        if (!current) continue;
        if (!step.before) {
          if (step.after && isAsLeft(current, step.after)) remove.push(current.id);
        } else {
          const back = reverse(current, step.before, step.after, now);
          if (back) put.push(back);
        }
      }
      undone.push(...put.map(({ id }) => id), ...remove);
      return { put, remove };
    },
    now,
  );
  return undone;
}

function isRemoval({ before, after }: Step): boolean {
  return before !== null && before.request !== 'remove' && (after === null || after.request === 'remove');
}

/** The pin before the change; undefined: too late. */
function reverse(current: Pin, before: Pin, after: Pin | null, now: number): Pin | undefined {
  if (!after) return undefined;
  // Its old time has passed: it would go out this minute.
  const isOver = before.publishAt !== after.publishAt && (before.publishAt ?? now) <= now;
  if (isOver && before.state !== 'draft' && before.state !== 'canceled' && before.state !== 'failed' && !before.held)
    return undefined;
  if (isAsLeft(current, after)) return { ...before, updatedAt: now };
  const changed = CONTENT.filter((key) => !isSame(before[key], after[key]));
  const isOurs = changed.length > 0 && changed.every((key) => isSame(current[key], after[key]));
  if (!isOurs || before.state !== after.state) return undefined;
  try {
    return changeContent(current, Object.fromEntries(changed.map((key) => [key, before[key]])), now);
  } catch (error) {
    if (error instanceof IllegalMove) return undefined;
    throw error;
  }
}

/** Whether nothing has happened to the pin since. */
function isAsLeft(current: Pin, after: Pin): boolean {
  const keys = ['updatedAt', 'state', 'leaseId', 'attempts', 'request'] as const;
  return keys.every((key) => current[key] === after[key]);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

const PREFIX = 'undo:';

/** A name for a window's acts; it says when the window was opened. */
export function nameUndo(now: number, random: string = crypto.randomUUID()): string {
  return `${PREFIX}${now}:${random}`;
}

function storedActs(name: string): StoredValue<Act[]> {
  return { name, schema: z.array(Act), fallback: [] };
}

/** A window's acts, latest last, as of when it was last open. */
export async function readActs(name: string): Promise<Act[]> {
  return readStored(storedActs(name));
}

/** Stores a window's acts, in case it is reloaded. */
export async function writeActs(name: string, acts: Act[]): Promise<void> {
  await updateStored(storedActs(name), () => acts);
}

/** Deletes the acts of windows opened more than a week ago. */
export async function dropOldActs(now: number): Promise<void> {
  await write(['singles'], async (transaction) => {
    const singles = transaction.objectStore('singles');
    const names = await singles.getAllKeys(IDBKeyRange.bound(PREFIX, `${PREFIX}\uffff`));
    const isOld = (name: string) => Number(name.split(':')[1]) < now - WEEK;
    for (const name of names) if (isOld(name)) await singles.delete(name);
  });
}
