import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { BLOB_GRACE, putBlob, readBlob, sweepBlobs } from '../../../lib/store/blobs';
import { useDatabaseName } from '../../../lib/store/database';
import { putPin } from '../../../lib/store/pins';
import { removePin, restorePin } from '../../../lib/store/verbs';
import { makeDraft, storeSlide } from '../delivery/pins';

beforeEach(() => useDatabaseName(`blobs-${Math.random()}`));

async function sweepUntil(days: number): Promise<number> {
  let freed = 0;
  for (let day = 0; day <= days; day++) freed += await sweepBlobs(day * BLOB_GRACE);
  return freed;
}

test('a blob stays as long as a pin needs it, and is deleted some time after the last one', async () => {
  const slide = await storeSlide(1);
  const { hash } = slide.ready!;
  await putPin(makeDraft('p', [slide], 1));
  await putPin(makeDraft('q', [slide], 1));
  expect(await sweepUntil(10)).toBe(0);
  const now = 10 * BLOB_GRACE;
  await removePin('p', now);
  await sweepBlobs(now + BLOB_GRACE);
  await sweepBlobs(now + 3 * BLOB_GRACE);
  expect(await readBlob(hash)).toBeDefined();
  await removePin('q', now + 3 * BLOB_GRACE);
  await sweepBlobs(now + 4 * BLOB_GRACE - 1);
  expect(await readBlob(hash)).toBeDefined();
  expect(await sweepBlobs(now + 4 * BLOB_GRACE)).toBe(1);
  expect(await readBlob(hash)).toBeUndefined();
});

test('an undo within that time finds its pictures', async () => {
  const slide = await storeSlide(2);
  await putPin(makeDraft('p', [slide], 1));
  const before = (await removePin('p', 5))!;
  await restorePin(before, 6);
  await sweepBlobs(5 + BLOB_GRACE);
  await sweepBlobs(5 + 3 * BLOB_GRACE);
  expect(await readBlob(slide.ready!.hash)).toBeDefined();
});

test('a blob that no pin ever used is deleted', async () => {
  await putBlob('orphan', new Blob(['x']), 0);
  expect(await sweepUntil(1)).toBe(0);
  expect(await sweepUntil(3)).toBe(1);
});
