import type { Pin } from '../pin/pin';
import { type Reading, read } from './database';
import { dropLeftovers, keepGood } from './pins';
import type { PinRow } from './schema';

/** Rows of pins with a time from `from` on (epoch ms): all, or the first `limit` of each account. */
export async function listTimedRows(transaction: Reading, from: number, limit?: number): Promise<PinRow[]> {
  const takes = transaction.objectStore('pins').index('takes');
  const rows: PinRow[] = [];
  // The index is by account, then time.
  let first = await takes.openKeyCursor();
  while (first) {
    const [account] = first.key;
    const range = IDBKeyRange.bound([account, from], [account, Number.POSITIVE_INFINITY]);
    rows.push(...((await takes.getAll(range, limit)) as PinRow[]));
    first = await takes.openKeyCursor(IDBKeyRange.lowerBound([account, []], true));
  }
  return rows;
}

/** What a screen shows before all pins are read: those that need the user, then the next from `from` (epoch ms). */
export async function readFirstPins(from: number, limit: number): Promise<Pin[]> {
  const rows = await read(['pins'], async (transaction) => {
    const needing = await transaction.objectStore('pins').index('needsUser').getAll(undefined, limit);
    const next = await listTimedRows(transaction, from, limit);
    return [...needing, ...next.sort((a, b) => (a.publishAt ?? 0) - (b.publishAt ?? 0)).slice(0, limit)];
  });
  return keepGood(rows.map((row) => ({ from: 'pins' as const, row })));
}

const READ_AT_ONCE = 200;

/** Every pin, a few hundred at a time, so that the screen can work in between. */
export async function* readPinsInSteps(): AsyncGenerator<Pin[]> {
  for (const from of ['pins', 'drafts'] as const) {
    let last: string | undefined;
    do {
      const range = last === undefined ? undefined : IDBKeyRange.lowerBound(last, true);
      const rows = await read(['pins', 'drafts'], async (transaction) => {
        const found = await transaction.objectStore(from).getAll(range, READ_AT_ONCE);
        last = found.length < READ_AT_ONCE ? undefined : found.at(-1)?.id;
        return from === 'pins' ? found.map((row) => ({ from, row })) : dropLeftovers(transaction, found);
      });
      yield keepGood(rows);
    } while (last !== undefined);
  }
}
