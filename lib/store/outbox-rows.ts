import { LANES, type Lane } from '../pin/next-step';
import { ACCOUNT_EXPIRED, type Pin } from '../pin/pin';
import { MINUTE } from '../time';
import { markLoose } from './blobs';
import { announce } from './changes';
import { type Reading, read, type Writing, write } from './database';
import { notePublished, noteRemoved } from './fates';
import { listHashes, parsePin, pinOf, toDraftRow, toPinRow } from './schema';

const FIRST = Number.NEGATIVE_INFINITY;
const LAST = Number.POSITIVE_INFINITY;

/**
 * Takes the first due pin, lane by lane, in one transaction: `take` answers the pin to store (leased, or held). Answers
 * that pin, or undefined if none is due. Sets aside rows that do not parse.
 */
export async function claimDue(lanes: readonly Lane[], now: number, take: (pin: Pin) => Pin): Promise<Pin | undefined> {
  const claimed = await write(['pins', 'drafts', 'damaged', 'fates'], async (transaction) => {
    for (const lane of lanes) {
      const range = IDBKeyRange.bound([lane, 0, FIRST], [lane, now, LAST]);
      let cursor = await transaction.objectStore('pins').index('due').openCursor(range);
      for (; cursor; cursor = await cursor.continue()) {
        const pin = await parseOrSetAside(transaction, cursor.value, now);
        if (pin) return putTaken(transaction, take(pin));
      }
    }
    return undefined;
  });
  if (claimed) announce('pins', [claimed.id]);
  return claimed;
}

const LONGEST_LEASE = 15 * MINUTE;

/**
 * Changes every pin whose lease has ended, or ends later than any lease given now (the clock was set back): its worker
 * died. Answers how many.
 */
export async function giveBackLapsed(now: number, giveBack: (pin: Pin) => Pin): Promise<number> {
  const ranges = [IDBKeyRange.upperBound(now), IDBKeyRange.lowerBound(now + LONGEST_LEASE)];
  // Looked up first in a transaction that writes nothing: nearly always there is none.
  const found = await read(['pins'], async (transaction) => {
    const leases = transaction.objectStore('pins').index('leaseUntil');
    return [await leases.getKey(ranges[0]!), await leases.getKey(ranges[1]!)];
  });
  if (found.every((key) => key === undefined)) return 0;
  const count = await write(['pins', 'drafts', 'damaged', 'fates'], async (transaction) => {
    const leases = transaction.objectStore('pins').index('leaseUntil');
    const lapsed = [...(await leases.getAll(ranges[0])), ...(await leases.getAll(ranges[1]))];
    for (const row of lapsed) {
      const pin = await parseOrSetAside(transaction, row, now);
      if (pin) await putTaken(transaction, giveBack(pin));
    }
    return lapsed.length;
  });
  announce('pins');
  return count;
}

/**
 * Changes a pin if it still has this lease; else answers undefined, and the drain that has the pin now decides. `change`
 * gets the current row.
 */
export async function updateLeased(id: string, leaseId: string, change: (pin: Pin) => Pin): Promise<Pin | undefined> {
  const changed = await write(['pins', 'drafts', 'fates'], async (transaction) => {
    const pin = await getLeased(transaction, id, leaseId);
    return pin && putTaken(transaction, change(pin));
  });
  if (changed) announce('pins', [id]);
  return changed;
}

/** Deletes a pin that the user asked to remove, if it still has this lease and that request. */
export async function deleteRemoved(id: string, leaseId: string, now: number): Promise<boolean> {
  const isDeleted = await write(['pins', 'blobChecks', 'fates'], async (transaction) => {
    const pin = await getLeased(transaction, id, leaseId);
    if (pin?.request !== 'remove') return false;
    await transaction.objectStore('pins').delete(id);
    await noteRemoved(transaction, pin, now);
    await markLoose(transaction, listHashes(pin), now);
    return true;
  });
  if (isDeleted) announce('pins', [id]);
  return isDeleted;
}

/** When to wake next: the earliest lease end or due pin (epoch ms; 0: now); null: never. */
export async function findNextDue(): Promise<number | null> {
  return read(['pins'], async (transaction) => {
    const pins = transaction.objectStore('pins');
    const times: number[] = [];
    const lease = await pins.index('leaseUntil').openKeyCursor();
    if (lease) times.push(lease.key);
    for (const lane of LANES) {
      const due = await pins.index('due').openKeyCursor(IDBKeyRange.bound([lane, FIRST, FIRST], [lane, LAST, LAST]));
      if (due) times.push(due.key[1]);
    }
    return times.length > 0 ? Math.min(...times) : null;
  });
}

const HASTENED_AT_ONCE = 500;

/** Makes posts due that were last read before `since` (epoch ms), since the user is looking. */
export async function hastenChecks(since: number, now: number): Promise<void> {
  await hasten('look', now, now, (pin) => (pin.post?.checkedAt ?? 0) < since);
}

/** Ends waits longer than any we set, since the clock was set back. Milliseconds, by lane. */
export async function endLongWaits(longest: Partial<Record<Lane, number>>, now: number): Promise<void> {
  for (const [lane, wait] of Object.entries(longest)) await hasten(lane as Lane, now + wait, now, () => true);
}

/** Makes the pins of an account due once its pause is over. */
export async function endPausedWaits(accountId: string, now: number): Promise<void> {
  for (const lane of LANES)
    await hasten(lane, now, now, (pin) => pin.accountId === accountId && PAUSED.has(pin.lastError?.code ?? ''));
}

const PAUSED = new Set([ACCOUNT_EXPIRED, 'ACCOUNT_NOT_REACHED']);

/** Makes due what waits in a lane beyond `after`. */
async function hasten(lane: Lane, after: number, now: number, isMeant: (pin: Pin) => boolean): Promise<void> {
  const range = IDBKeyRange.bound([lane, after, LAST], [lane, LAST, LAST], true);
  // Looked up first in a transaction that writes nothing: nearly always there is none.
  const isAny = await read(['pins'], (transaction) => transaction.objectStore('pins').index('due').getKey(range));
  if (isAny === undefined) return;
  await write(['pins', 'drafts', 'fates'], async (transaction) => {
    for (const row of await transaction.objectStore('pins').index('due').getAll(range, HASTENED_AT_ONCE)) {
      const pin = pinOf(row);
      if (pin && isMeant(pin)) await putTaken(transaction, { ...pin, nextAttemptAt: now });
    }
  });
}

/** Pins with news that we have not shown yet. */
export async function listNews(limit: number): Promise<Pin[]> {
  const rows = await read(['pins'], (transaction) => transaction.objectStore('pins').index('news').getAll(1, limit));
  return rows.flatMap((row) => pinOf(row) ?? []);
}

/** Pins that are overdue; see `findOverdueAt`. */
export async function listOverdue(now: number, limit: number): Promise<Pin[]> {
  const rows = await read(['pins'], (transaction) =>
    transaction.objectStore('pins').index('overdue').getAll(IDBKeyRange.upperBound(now), limit),
  );
  return rows.flatMap((row) => pinOf(row) ?? []);
}

/** How many pins are overdue, for the badge. */
export async function countOverdue(now: number): Promise<number> {
  const overdue = IDBKeyRange.upperBound(now);
  return read(['pins'], (transaction) => transaction.objectStore('pins').index('overdue').count(overdue));
}

/** The pin of a post; undefined if the post is not ours. */
export async function findPinOfPost(postId: string): Promise<string | undefined> {
  return read(['pins'], (transaction) => transaction.objectStore('pins').index('postId').getKey(postId));
}

async function getLeased(transaction: Reading | Writing, id: string, leaseId: string): Promise<Pin | undefined> {
  const pin = pinOf(await transaction.objectStore('pins').get(id));
  return pin?.leaseId === leaseId ? pin : undefined;
}

async function putTaken(transaction: Writing, pin: Pin): Promise<Pin> {
  if (pin.state === 'draft') {
    await transaction.objectStore('drafts').put(toDraftRow(pin));
    await transaction.objectStore('pins').delete(pin.id);
    return pin;
  }
  await transaction.objectStore('pins').put(toPinRow(pin));
  if (pin.state === 'published') await notePublished(transaction, pin);
  return pin;
}

async function parseOrSetAside(transaction: Writing, row: { id: string }, now: number): Promise<Pin | undefined> {
  const parsed = parsePin(row);
  if ('pin' in parsed) return parsed.pin;
  const { reason } = parsed;
  await transaction.objectStore('damaged').put({ id: row.id, from: 'pins', row, reason, foundAt: now });
  await transaction.objectStore('pins').delete(row.id);
  return undefined;
}
