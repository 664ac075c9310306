import type { Pin } from '../pin/pin';
import { read } from './database';
import { dropLeftovers, keepGood } from './pins';

/** Pins that a screen can show before all the others are read: those that need the user, then the next by their times from `from` (epoch ms). */
export async function readFirstPins(from: number, limit: number): Promise<Pin[]> {
  const rows = await read(['pins'], async (transaction) => {
    const pins = transaction.objectStore('pins');
    const needing = await pins.index('needsUser').getAll(undefined, limit);
    return [...needing, ...(await pins.index('takes').getAll(IDBKeyRange.lowerBound(from), limit))];
  });
  return keepGood(rows.map((row) => ({ from: 'pins' as const, row })));
}

const READ_AT_ONCE = 200;

/** Every pin, a few hundred at a time, so that whoever reads ten thousand can do other things in between. */
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
