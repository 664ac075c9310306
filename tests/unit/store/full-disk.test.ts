import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { putBlob } from '../../../lib/store/blobs';
import { StoreFull, useDatabaseName } from '../../../lib/store/database';
import { putPin, readPin, saveDraft } from '../../../lib/store/pins';
import { exportAll } from '../../../lib/store/transfer';
import { makeDraft } from '../delivery/pins';

beforeEach(() => useDatabaseName(`full-${Math.random()}`));
afterEach(() => vi.restoreAllMocks());

function fillDisk(): void {
  vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('The disk is full.', 'QuotaExceededError');
  });
}

test('every write reports a full disk, and what was stored before stays', async () => {
  const draft = makeDraft('p', [], 1);
  await saveDraft(draft);
  fillDisk();
  await expect(saveDraft({ ...draft, title: 'lost?' })).rejects.toBeInstanceOf(StoreFull);
  await expect(putPin({ ...draft, title: 'lost?' })).rejects.toBeInstanceOf(StoreFull);
  await expect(putBlob('h', new Blob(['x']), 0)).rejects.toBeInstanceOf(StoreFull);
  vi.restoreAllMocks();
  expect((await readPin('p'))?.title).toBe(draft.title);
  await saveDraft({ ...draft, title: 'kept' });
  expect((await readPin('p'))?.title).toBe('kept');
});

test('a full disk does not prevent an export', async () => {
  await putPin(makeDraft('p', [], 1));
  fillDisk();
  expect((await exportAll(1)).size).toBeGreaterThan(100);
});
