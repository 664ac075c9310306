import type { Pin, PinState } from '../pin/pin';
import { markLoose } from './blobs';
import { announce } from './changes';
import { type Reading, read, type Writing, write, writeAtOnce } from './database';
import { forgetRemoval, notePublished, noteRemoved } from './fates';
import { type DraftRow, listHashes, type PinRow, parsePin, pinOf, toDraftRow, toPinRow } from './schema';
import { setAside } from './upkeep';

/**
 * Drafts have a store of their own, so that a keystroke's write, which waits for no read, never undoes what another window
 * did with the pin. Where both stores have an id, the draft is a leftover.
 */
const BOTH = ['pins', 'drafts'] as const;

/** One pin, draft or not; undefined if there is none, or its row does not parse (it is then set aside). */
export async function readPin(id: string): Promise<Pin | undefined> {
  const row = await read([...BOTH], (transaction) => getRow(transaction, id));
  return keepGood(row ? [row] : [])[0];
}

/** The pins with these ids that exist, in no order. */
export async function readPins(ids: readonly string[]): Promise<Pin[]> {
  const rows = await read([...BOTH], (transaction) => Promise.all(ids.map((id) => getRow(transaction, id))));
  return keepGood(rows.filter((row) => row !== undefined));
}

/** Pins, newest first. Sets aside rows that do not parse. */
export async function listPins({ state, limit }: { state?: PinState; limit?: number } = {}): Promise<Pin[]> {
  const rows = await read([...BOTH], async (transaction) => {
    const pins = state === 'draft' ? [] : await listPinRows(transaction, state, limit);
    if (state !== undefined && state !== 'draft') return pins;
    return [...pins, ...(await dropLeftovers(transaction, await transaction.objectStore('drafts').getAll()))];
  });
  const pins = keepGood(rows).sort((a, b) => b.createdAt - a.createdAt);
  return limit === undefined ? pins : pins.slice(0, limit);
}

/** Stores a pin, replacing any earlier one. */
export async function putPin(pin: Pin): Promise<void> {
  await write([...BOTH, 'fates'], (transaction) => putRow(transaction, pin));
  announce('pins', [pin.id]);
}

/**
 * Stores a draft while it is typed: commits at once, in the order of the calls. `merge` gets the draft that this replaces
 * and answers what to store instead; nobody sees the state between the two writes. Answers what is stored: `pin` itself if
 * the next call came before the merge. Need not be awaited, but then nobody hears of `StoreFull`.
 */
export async function saveDraft(pin: Pin, merge: (replaced: Pin) => Pin = () => pin): Promise<Pin> {
  let merged = pin;
  const isMerged = await writeAtOnce(
    ['drafts'],
    (transaction) => {
      const drafts = transaction.objectStore('drafts');
      const reading = drafts.get(pin.id).then((row) => {
        const replaced = pinOf(row);
        if (replaced) merged = merge(replaced);
      });
      for (const request of [reading, drafts.put(toDraftRow(pin))]) request.catch(ignore); // the transaction reports it
      return reading;
    },
    async (transaction, reading) => {
      const drafts = transaction.objectStore('drafts');
      await Promise.all([drafts.getKey(pin.id), reading]); // a transaction without a request ends at once
      if (merged !== pin) drafts.put(toDraftRow(merged)).catch(ignore);
      transaction.commit();
    },
  );
  announce('pins', [pin.id]);
  return isMerged ? merged : pin;
}

/** Changes one pin in one transaction; `undefined` from `change` leaves it alone. Answers the pin as it is then. */
export async function updatePin(id: string, change: (pin: Pin) => Pin | undefined): Promise<Pin | undefined> {
  let after: Pin | undefined;
  await changePins([id], ([pin]) => {
    const changed = pin && change(pin);
    after = changed ?? pin;
    return { put: changed ? [changed] : [] };
  });
  return after;
}

/**
 * Reads several pins and writes or deletes any, in one transaction. Blobs of deleted pins follow after their grace period.
 * If `change` throws, nothing is written.
 */
export async function changePins(
  ids: string[],
  change: (pins: (Pin | undefined)[]) => Changes,
  now = Date.now(),
): Promise<void> {
  const changed = await write([...BOTH, 'blobChecks', 'fates'], async (transaction) => {
    const pins: (Pin | undefined)[] = [];
    for (const id of ids) pins.push(await getPin(transaction, id));
    return apply(transaction, pins, change(pins), now);
  });
  announce('pins', changed);
}

/** Like `changePins`, for a pin and its working copy, so that two windows never begin two copies. */
export async function changeWithEdit(
  id: string,
  change: (pin: Pin | undefined, edit: Pin | undefined) => Changes,
): Promise<void> {
  const changed = await write([...BOTH, 'blobChecks', 'fates'], async (transaction) => {
    const pin = await getPin(transaction, id);
    const edits = await transaction.objectStore('drafts').index('editOf').getAllKeys(id);
    const edit = edits[0] === undefined ? undefined : await getPin(transaction, edits[0]);
    return apply(transaction, [pin, edit], change(pin, edit?.state === 'draft' ? edit : undefined), Date.now());
  });
  announce('pins', changed);
}

interface Changes {
  put?: Pin[];
  remove?: string[];
}

async function apply(
  transaction: Writing,
  before: (Pin | undefined)[],
  { put = [], remove = [] }: Changes,
  now: number,
): Promise<string[]> {
  for (const pin of put) await putRow(transaction, pin);
  const known = new Map(before.map((pin) => [pin?.id, pin]));
  for (const id of remove) {
    for (const store of BOTH) await transaction.objectStore(store).delete(id);
    const pin = known.get(id);
    if (!pin) continue;
    await noteRemoved(transaction, pin, now);
    await markLoose(transaction, listHashes(pin), now);
  }
  return [...put.map(({ id }) => id), ...remove];
}

async function getPin(transaction: Writing, id: string): Promise<Pin | undefined> {
  return pinOf((await getRow(transaction, id))?.row);
}

/** The latest draft made for a page, working copies aside. */
export async function findDraft(pageUrl: string): Promise<Pin | undefined> {
  const range = IDBKeyRange.bound([pageUrl, Number.NEGATIVE_INFINITY], [pageUrl, Number.POSITIVE_INFINITY]);
  const rows = await read([...BOTH], async (transaction) => {
    const drafts = await transaction.objectStore('drafts').index('page').getAll(range);
    return dropLeftovers(transaction, drafts.reverse());
  });
  return keepGood(rows)[0];
}

/** The pins of a plan, drafts and others, oldest first. */
export async function listPlan(planId: string): Promise<Pin[]> {
  const rows = await read([...BOTH], async (transaction) => {
    const pins = await transaction.objectStore('pins').index('planId').getAll(planId);
    const drafts = await transaction.objectStore('drafts').index('planId').getAll(planId);
    return [...pins.map((row): FoundRow => ({ from: 'pins', row })), ...(await dropLeftovers(transaction, drafts))];
  });
  return keepGood(rows).sort((a, b) => a.createdAt - b.createdAt);
}

/** How many pins need the user, for the badge. */
export async function countNeedsUser(): Promise<number> {
  return read(['pins'], (transaction) => transaction.objectStore('pins').index('needsUser').count());
}

/** The times (epoch ms) from `from` on that the account's pins take: its slots then are not free. */
export async function listTakenTimes(accountId: string | null, from: number): Promise<number[]> {
  const account = accountId ?? '';
  const range = IDBKeyRange.bound([account, from], [account, Number.POSITIVE_INFINITY]);
  return read(['pins'], async (transaction) => {
    const times: number[] = [];
    let cursor = await transaction.objectStore('pins').index('takes').openKeyCursor(range);
    for (; cursor; cursor = await cursor.continue()) times.push(cursor.key[1]);
    return times;
  });
}

interface FoundRow {
  from: 'pins' | 'drafts';
  row: { id: string };
}

async function getRow(transaction: Reading | Writing, id: string): Promise<FoundRow | undefined> {
  const pin = await transaction.objectStore('pins').get(id);
  if (pin) return { from: 'pins', row: pin };
  const draft = await transaction.objectStore('drafts').get(id);
  return draft && { from: 'drafts', row: draft };
}

async function putRow(transaction: Writing, pin: Pin): Promise<void> {
  const isDraft = pin.state === 'draft';
  if (isDraft) await transaction.objectStore('drafts').put(toDraftRow(pin) satisfies DraftRow);
  else await transaction.objectStore('pins').put(toPinRow(pin) satisfies PinRow);
  await transaction.objectStore(isDraft ? 'pins' : 'drafts').delete(pin.id);
  if (pin.state === 'published') await notePublished(transaction, pin);
  else await forgetRemoval(transaction, pin.id);
}

async function listPinRows(transaction: Reading, state: PinState | undefined, limit?: number): Promise<FoundRow[]> {
  const pins = transaction.objectStore('pins');
  const range = state && IDBKeyRange.bound([state, Number.NEGATIVE_INFINITY], [state, Number.POSITIVE_INFINITY]);
  if (limit === undefined) {
    const rows = range ? await pins.index('state').getAll(range) : await pins.getAll();
    return rows.map((row) => ({ from: 'pins', row }));
  }
  const rows: FoundRow[] = [];
  const index = range ? pins.index('state') : pins.index('createdAt');
  let cursor = await index.openCursor(range as never, 'prev');
  for (; cursor && rows.length < limit; cursor = await cursor.continue())
    rows.push({ from: 'pins', row: cursor.value });
  return rows;
}

export async function dropLeftovers(transaction: Reading, drafts: { id: string }[]): Promise<FoundRow[]> {
  const rows: FoundRow[] = [];
  for (const row of drafts)
    if ((await transaction.objectStore('pins').getKey(row.id)) === undefined) rows.push({ from: 'drafts', row });
  return rows;
}

/** The pins of the rows that parse. Sets the others aside in a transaction of its own. */
export function keepGood(rows: FoundRow[]): Pin[] {
  return rows.flatMap(({ from, row }) => {
    const parsed = parsePin(row);
    if ('pin' in parsed) return [parsed.pin];
    setAside({ id: row.id, from, row, reason: parsed.reason, foundAt: Date.now() }).catch(ignore); // the next read retries
    return [];
  });
}

function ignore(): void {}
