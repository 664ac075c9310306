import * as z from 'zod/mini';
import { describeFate, Fate } from '../pin/fate';
import type { Pin } from '../pin/pin';
import { type Reading, read, type Writing, write } from './database';
import { toFateRow } from './schema';

/** Notes a published pin, within a transaction over `fates`; again when its address becomes known. */
export async function notePublished(transaction: Writing, pin: Pin): Promise<void> {
  await transaction
    .objectStore('fates')
    .put(toFateRow(describeFate(pin, 'published', pin.post?.publishedAt ?? pin.updatedAt)));
}

/**
 * Notes a pin whose row is deleted, within a transaction over `fates`. Drafts that never left and working copies leave no
 * trace.
 */
export async function noteRemoved(transaction: Writing, pin: Pin, now: number): Promise<void> {
  if (pin.state === 'published') return notePublished(transaction, pin);
  const hasLeft = pin.done.postId !== null || pin.done.createStartedAt !== null;
  if (pin.state === 'draft' && !hasLeft) return;
  await transaction
    .objectStore('fates')
    .put(toFateRow(describeFate(pin, pin.state === 'canceled' ? 'canceled' : 'removed', now)));
}

/** Undoes `noteRemoved`, within a transaction over `fates`. */
export async function forgetRemoval(transaction: Writing, id: string): Promise<void> {
  const fate = await readFate(transaction, id);
  if (fate && fate.fate !== 'published') await transaction.objectStore('fates').delete(id);
}

/** A pin's fate, within a transaction over `fates`. */
export async function readFate(transaction: Reading | Writing, id: string): Promise<Fate | undefined> {
  return z.safeParse(Fate, await transaction.objectStore('fates').get(id)).data;
}

/** Fates from `from` on (epoch ms), latest first. */
export async function listFates({ from = 0, limit }: { from?: number; limit?: number } = {}): Promise<Fate[]> {
  const rows = await read(['fates'], async (transaction) => {
    const found: unknown[] = [];
    let cursor = await transaction.objectStore('fates').index('at').openCursor(IDBKeyRange.lowerBound(from), 'prev');
    for (; cursor && found.length < (limit ?? Number.POSITIVE_INFINITY); cursor = await cursor.continue())
      found.push(cursor.value);
    return found;
  });
  return parseFates(rows);
}

/** Adds the fates of an export; keeps those we have. */
export async function addFates(fates: Fate[]): Promise<void> {
  await write(['fates'], async (transaction) => {
    const store = transaction.objectStore('fates');
    for (const fate of fates) {
      if ((await store.getKey(fate.id)) !== undefined) continue;
      await store.put(toFateRow(fate));
    }
  });
}

function parseFates(rows: unknown[]): Fate[] {
  return rows.flatMap((row) => z.safeParse(Fate, row).data ?? []);
}
