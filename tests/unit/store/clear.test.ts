import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { createDraft } from '../../../lib/pin/pin';
import { putBlob, readBlob } from '../../../lib/store/blobs';
import { addBoard, listBoards } from '../../../lib/store/books';
import { read, useDatabaseName } from '../../../lib/store/database';
import { readCallWait, takeCall } from '../../../lib/store/engine-memory';
import { listPins, putPin } from '../../../lib/store/pins';
import type { StoreName } from '../../../lib/store/schema';
import { readSettings, updateSettings } from '../../../lib/store/settings';
import { clearStore } from '../../../lib/store/upkeep';

let count = 0;
beforeEach(() => useDatabaseName(`clear-${count++}`));

const NAMES: StoreName[] = [
  'pins',
  'drafts',
  'blobs',
  'blobChecks',
  'boards',
  'accounts',
  'singles',
  'damaged',
  'fates',
];

test('deletes every row of every store', async () => {
  const source = { pageUrl: 'https://a.example/', pageTitle: 'A', collectedAt: 1 };
  const draft = createDraft({ id: 'draft', source, handOver: 'at-time', now: 1 });
  await putPin(draft);
  await putPin({ ...draft, id: 'queued', state: 'queued' });
  await putBlob('h1', new Blob(['x']));
  await addBoard({ accountId: 'soc_1', id: '1', name: 'Recipes', source: 'user' });
  await updateSettings({ whenLate: 'ask' });
  await clearStore();
  expect(await listPins()).toEqual([]);
  expect(await readBlob('h1')).toBeUndefined();
  expect(await listBoards('soc_1')).toEqual([]);
  expect((await readSettings()).whenLate).toBe('send');
  const left = await read(NAMES, (transaction) =>
    Promise.all(NAMES.map((name) => transaction.objectStore(name).count())),
  );
  expect(left).toEqual(NAMES.map(() => 0));
});

test('knows every store there is', async () => {
  const stores = await read(NAMES, async (transaction) => Array.from(transaction.db.objectStoreNames));
  expect(stores.sort()).toEqual([...NAMES].sort());
});

test('forgets no call that counts against the rate limits', async () => {
  const now = 1_000_000;
  for (let calls = 0; calls < 60; calls++) await takeCall('user', now);
  const before = await readCallWait('user', now);
  await clearStore();
  expect(before).toBeGreaterThan(0);
  expect(await readCallWait('user', now)).toBe(before);
});
