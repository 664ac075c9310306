import type { Pin, PinState } from '../pin/pin';
import { markLoose } from './blobs';
import { announce } from './changes';
import { setAside } from './damaged';
import { type Reading, read, type Writing, write, writeAtOnce } from './database';
import { forgetRemoval, notePublished, noteRemoved } from './fates';
import { type DraftRow, listHashes, type PinRow, parsePin, toDraftRow, toPinRow } from './schema';

/**
 * Drafts are stored apart from all other pins, so that a keystroke's write, which waits for no reading, can never undo
 * what became of the pin meanwhile in another window. Where both stores hold an id, the draft is a leftover.
 */
const BOTH = ['pins', 'drafts'] as const;

/** One pin, draft or not; undefined when there is none, or when its row does not parse (it is set aside then). */
export async function readPin(id: string): Promise<Pin | undefined> {
  const row = await read([...BOTH], (transaction) => getRow(transaction, id));
  return keepGood(row ? [row] : [])[0];
}

/** The pins of these ids that there are, in no order. */
export async function readPins(ids: readonly string[]): Promise<Pin[]> {
  const rows = await read([...BOTH], (transaction) => Promise.all(ids.map((id) => getRow(transaction, id))));
  return keepGood(rows.filter((row) => row !== undefined));
}

/** Pins, newest first; rows that do not parse are set aside. */
export async function listPins({ state, limit }: { state?: PinState; limit?: number } = {}): Promise<Pin[]> {
  const rows = await read([...BOTH], async (transaction) => {
    const pins = state === 'draft' ? [] : await listPinRows(transaction, state, limit);
    const drafts = state === undefined || state === 'draft' ? await listDraftRows(transaction) : [];
    return [...pins, ...drafts];
  });
  const pins = keepGood(rows).sort((a, b) => b.createdAt - a.createdAt);
  return limit === undefined ? pins : pins.slice(0, limit);
}

/** Stores a pin as it is, over any earlier one. */
export async function putPin(pin: Pin): Promise<void> {
  await write([...BOTH, 'fates'], (transaction) => putRow(transaction, pin));
  announce('pins', [pin.id]);
}

/**
 * Stores a draft as it is typed: committed at once, in the order of the calls. `merge` gets the draft that this
 * replaced and answers what is to stand instead; to everyone else the two writes are one. Answers what stands; that is `pin`
 * where the next call came before the second. Fire and forget, or wait for it to hear of `StoreFull`.
 */
export async function saveDraft(pin: Pin, merge: (replaced: Pin) => Pin = () => pin): Promise<Pin> {
  let merged = pin;
  const isMerged = await writeAtOnce(
    ['drafts'],
    (transaction) => {
      const drafts = transaction.objectStore('drafts');
      const reading = drafts.get(pin.id).then((row) => {
        const replaced = parsePin(row);
        if ('pin' in replaced) merged = merge(replaced.pin);
      });
      for (const request of [reading, drafts.put(toDraftRow(pin))]) request.catch(ignore); // the transaction rejects too
      return reading;
    },
    async (transaction, reading) => {
      const drafts = transaction.objectStore('drafts');
      await Promise.all([drafts.getKey(pin.id), reading]); // without a request of its own it would end before its turn
      if (merged !== pin) drafts.put(toDraftRow(merged)).catch(ignore);
      transaction.commit();
    },
  );
  announce('pins', [pin.id]);
  return isMerged ? merged : pin;
}

/** Reads and writes one pin in one transaction; undefined from `change` leaves it. Answers the pin as it is now. */
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
 * Reads several pins and writes or deletes any in one transaction; blobs of what is deleted follow after their grace. What
 * `change` throws undoes nothing: nothing was written.
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

/** Like `changePins`, of one pin with the working copy that edits it, so that two windows never begin two copies. */
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
  const parsed = parsePin((await getRow(transaction, id))?.row);
  return 'pin' in parsed ? parsed.pin : undefined;
}

/** The latest draft composed for a page, leaving out working copies of other pins. */
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

/** How many pins will not go on without the user: the badge. */
export async function countNeedsUser(): Promise<number> {
  return read(['pins'], (transaction) => transaction.objectStore('pins').index('needsUser').count());
}

/** The chosen times (epoch ms) from `from` on that pins of an account take up: which of its slots are no longer free. */
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

async function listDraftRows(transaction: Reading): Promise<FoundRow[]> {
  return dropLeftovers(transaction, await transaction.objectStore('drafts').getAll());
}

export async function dropLeftovers(transaction: Reading, drafts: { id: string }[]): Promise<FoundRow[]> {
  const rows: FoundRow[] = [];
  for (const row of drafts)
    if ((await transaction.objectStore('pins').getKey(row.id)) === undefined) rows.push({ from: 'drafts', row });
  return rows;
}

/** The pins of the rows that parse; the others are set aside in a transaction of their own. */
export function keepGood(rows: FoundRow[]): Pin[] {
  return rows.flatMap(({ from, row }) => {
    const parsed = parsePin(row);
    if ('pin' in parsed) return [parsed.pin];
    setAside({ id: row.id, from, row, reason: parsed.reason, foundAt: Date.now() }).catch(ignore); // the next read tries again
    return [];
  });
}

function ignore(): void {}
