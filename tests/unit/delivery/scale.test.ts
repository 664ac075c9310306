import { HOUR } from '../../../lib/time';
import 'fake-indexeddb/auto';
import { afterEach, expect, test, vi } from 'vitest';
import { scheduleMany } from './many';
import { Universe } from './universe';

const READS = ['get', 'getAll', 'getKey', 'getAllKeys', 'openCursor', 'openKeyCursor', 'count'] as const;

afterEach(() => vi.restoreAllMocks());

/** How many rows and keys a wake reads, cursors' steps included. */
async function countReads(wake: () => Promise<unknown>): Promise<number> {
  let reads = 0;
  for (const prototype of [IDBObjectStore.prototype, IDBIndex.prototype])
    for (const verb of READS) {
      const carryOut = prototype[verb] as (...args: unknown[]) => IDBRequest;
      vi.spyOn(prototype, verb).mockImplementation(function (this: unknown, ...args: unknown[]) {
        const request = carryOut.apply(this, args);
        request.addEventListener('success', () => {
          reads += Array.isArray(request.result) ? request.result.length : 1;
        });
        return request as never;
      });
    }
  await wake();
  vi.restoreAllMocks();
  return reads;
}

async function readsOf(count: number, timeOf: (now: number) => number): Promise<number> {
  const universe = await Universe.create();
  await scheduleMany(universe, count, (index) =>
    index === 0 ? timeOf(universe.now) : universe.now + 100 * HOUR + index,
  );
  return countReads(() => universe.startWorker().wake('alarm'));
}

test('waking, rearming and the badge read as much with 3,000 pins as with 10', async () => {
  const far = (now: number) => now + 100 * HOUR;
  expect(await readsOf(3000, far)).toBe(await readsOf(10, far));
}, 30_000);

test('claiming, sending and settling one due pin reads as much with 3,000 pins as with 10', async () => {
  const due = (now: number) => now;
  expect(await readsOf(3000, due)).toBe(await readsOf(10, due));
}, 30_000);
