import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { schedule } from '../../../lib/pin/moves';
import { readBlob } from '../../../lib/store/blobs';
import { addBoard, listBoards } from '../../../lib/store/books';
import { openStore, useDatabaseName } from '../../../lib/store/database';
import { importPins } from '../../../lib/store/import-rows';
import { listPins, putPin, readPin } from '../../../lib/store/pins';
import { readSettings, updateSettings } from '../../../lib/store/settings';
import { exportAll, importAll, NotAnExport } from '../../../lib/store/transfer';
import { listDamaged } from '../../../lib/store/upkeep';
import { HOUR } from '../../../lib/time';
import { makeDraft, storeSlide } from '../delivery/pins';

const NOW = 1_000 * HOUR;
let hash = '';

beforeEach(async () => {
  await useDatabaseName(`from-${Math.random()}`);
  const slide = await storeSlide(1);
  hash = slide.ready!.hash;
  await putPin(makeDraft('draft', [slide], NOW));
  await putPin(schedule(makeDraft('waiting', [slide], NOW + HOUR), 0));
  await putPin(schedule(makeDraft('overdue', [slide], NOW - HOUR), 0));
  await putPin({
    ...schedule(makeDraft('sending', [slide], NOW + HOUR), 0),
    state: 'sending',
    leaseId: 'l',
    leaseUntil: 5,
  });
  await addBoard({ accountId: 'soc', id: 'b', name: 'Soups', source: 'user' });
  await updateSettings({ whenLate: 'ask' });
});

test('an export has everything but the key, and importing it twice adds nothing', async () => {
  const file = await exportAll(NOW);
  expect(new Uint8Array(await file.slice(0, 2).arrayBuffer())).toEqual(new Uint8Array([0x50, 0x4b]));
  await useDatabaseName(`to-${Math.random()}`);
  expect(await importAll(file, NOW)).toEqual({ added: 4, held: 3, same: 0, damaged: 0 });
  expect(await readPin('waiting')).toMatchObject({ state: 'queued', publishAt: NOW + HOUR });
  expect(await readPin('sending')).toMatchObject({ state: 'queued', leaseId: null });
  expect((await readBlob(hash))?.size).toBeGreaterThan(100);
  expect((await listBoards('soc')).map(({ name }) => name)).toEqual(['Soups']);
  expect((await readSettings()).whenLate).toBe('ask');
  expect(await importAll(file, NOW)).toEqual({ added: 0, held: 0, same: 4, damaged: 0 });
  expect(await listPins()).toHaveLength(4);
});

test('an import leaves existing pins alone', async () => {
  const file = await exportAll(NOW);
  await putPin({ ...(await readPin('waiting'))!, state: 'published' });
  await importAll(file, NOW);
  expect((await readPin('waiting'))?.state).toBe('published');
});

test('damaged rows are exported too, and set aside again', async () => {
  const row = { id: 'bad', title: 42 };
  await (await openStore()).put('damaged', { id: 'bad', from: 'pins', row, reason: 'x', foundAt: 1 });
  const file = await exportAll(NOW);
  await useDatabaseName(`to-${Math.random()}`);
  expect(await importAll(file, NOW)).toMatchObject({ added: 4, damaged: 1 });
  expect(await listDamaged()).toMatchObject([{ id: 'import:bad', row }]);
});

test.each([
  ['no zip', new Blob(['hello'])],
  ['nothing', new Blob([])],
  ['a zip cut in half', null],
])('%s is refused in words and changes nothing', async (_, file) => {
  const whole = await exportAll(NOW);
  await useDatabaseName(`to-${Math.random()}`);
  await expect(importAll(file ?? whole.slice(0, 400), NOW)).rejects.toBeInstanceOf(NotAnExport);
  expect(await listPins()).toEqual([]);
});

test('a small zip that holds a gigabyte is refused before it is unpacked', async () => {
  const { Zip, ZipDeflate } = await import('fflate');
  const parts: BlobPart[] = [];
  const zip = new Zip((_, chunk) => void parts.push(chunk as Uint8Array<ArrayBuffer>));
  const bomb = new ZipDeflate('images/bomb', { level: 9 });
  zip.add(bomb);
  const zeros = new Uint8Array(16 * 1024 * 1024);
  for (let part = 0; part < 16; part++) bomb.push(zeros, part === 15);
  zip.end();
  const file = new Blob(parts);
  expect(file.size).toBeLessThan(1024 * 1024);
  let taken = 0;
  const count = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      taken += chunk.length;
      controller.enqueue(chunk);
    },
  });
  const counted = Object.assign(new Blob(parts), { stream: () => file.stream().pipeThrough(count) });
  await expect(importAll(counted, NOW)).rejects.toBeInstanceOf(NotAnExport);
  expect(taken).toBeLessThan(file.size);
}, 60_000);

test('a time that no calendar holds is set aside, not stored', async () => {
  const pin = schedule(makeDraft('far', [await storeSlide(1)], NOW), 0);
  await useDatabaseName(`to-${Math.random()}`);
  const rows = [{ ...pin, publishAt: 1e300 }];
  expect(await importPins(rows, 'here', NOW)).toMatchObject({ added: 0, damaged: 1 });
});

test('a damaged row of this browser is not replaced by an import that sets aside another of the same id', async () => {
  await (await openStore()).put('damaged', { id: 'd', from: 'pins', row: 'mine', reason: 'x', foundAt: 1 });
  await importPins([{ id: 'd', title: 42 }], 'elsewhere', NOW);
  expect((await listDamaged()).map(({ row }) => row)).toEqual(expect.arrayContaining(['mine', { id: 'd', title: 42 }]));
});
