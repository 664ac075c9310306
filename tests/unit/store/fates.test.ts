import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Pin } from '../../../lib/pin/pin';
import { useDatabaseName } from '../../../lib/store/database';
import { listFates } from '../../../lib/store/fates';
import { listPlan, putPin, readPin } from '../../../lib/store/pins';
import { exportAll, importAll } from '../../../lib/store/transfer';
import { removePin, restorePin } from '../../../lib/store/verbs';
import { makeDraft, storeSlide } from '../delivery/pins';

const NOW = Date.UTC(2026, 5, 1);
let count = 0;
beforeEach(() => useDatabaseName(`fates-${++count}`));

async function put(over: Partial<Pin>): Promise<Pin> {
  const pin = { ...makeDraft('p', [await storeSlide(1)], NOW), ...over };
  await putPin(pin);
  return pin;
}

describe('the fate of a pin outlives its row', () => {
  test.each([
    ['queued', 'removed'],
    ['failed', 'removed'],
    ['canceled', 'canceled'],
    ['published', 'published'],
  ] as const)('a %s pin that is removed: %s', async (state, fate) => {
    const pin = await put({ state, link: 'https://shop.example/soup?utm_source=x&id=3' });
    await removePin('p', NOW);
    expect(await readPin('p')).toBeUndefined();
    const link = 'https://shop.example/soup?id=3';
    expect(await listFates()).toMatchObject([{ id: 'p', fate, title: pin.title, link }]);
  });

  test('a published pin has its fate before it is removed', async () => {
    await put({ state: 'published' });
    expect(await listFates()).toMatchObject([{ fate: 'published' }]);
  });

  test('a draft that never left leaves no trace', async () => {
    await put({ state: 'draft' });
    await removePin('p', NOW);
    expect(await listFates()).toEqual([]);
  });

  test('undo deletes it', async () => {
    await put({ state: 'queued' });
    const before = (await removePin('p', NOW))!;
    await restorePin(before, NOW);
    expect(await listFates()).toEqual([]);
  });

  test('it is part of an export, and existing fates stay', async () => {
    await put({ state: 'published', title: 'Soup' });
    const file = await exportAll(NOW);
    await useDatabaseName(`fates-${++count}`);
    await put({ state: 'published', title: 'Here' });
    await importAll(file, NOW);
    expect(await listFates()).toMatchObject([{ title: 'Here' }]);
    await useDatabaseName(`fates-${++count}`);
    await importAll(file, NOW);
    expect(await listFates()).toMatchObject([{ title: 'Soup' }]);
  });
});

test('the pins of a plan are found, drafts and others', async () => {
  await put({ id: 'a', planId: 'plan', state: 'draft', createdAt: 1 });
  await put({ id: 'b', planId: 'plan', state: 'queued', createdAt: 2 });
  await put({ id: 'c', planId: null, state: 'queued' });
  expect((await listPlan('plan')).map(({ id }) => id)).toEqual(['a', 'b']);
});
