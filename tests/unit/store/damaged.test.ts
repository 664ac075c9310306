import 'fake-indexeddb/auto';
import { beforeEach, expect, test } from 'vitest';
import { schedule } from '../../../lib/pin/moves';
import { openStore, useDatabaseName } from '../../../lib/store/database';
import { claimDue } from '../../../lib/store/outbox-rows';
import { listPins, putPin, readPin } from '../../../lib/store/pins';
import { deleteDamaged, listDamaged } from '../../../lib/store/upkeep';
import { addressSlide } from '../delivery/paths';
import { makeDraft } from '../delivery/pins';

beforeEach(() => useDatabaseName(`damaged-${Math.random()}`));

async function damage(id: string): Promise<void> {
  const store = await openStore();
  const row = await store.get('pins', id);
  await store.put('pins', { ...row, title: 42 } as never);
}

const pin = (id: string, at: number) => schedule(makeDraft(id, [addressSlide(1)], at), 0);

test('a row that does not parse is set aside, shown whole, and does not stop others from being claimed', async () => {
  await putPin(pin('bad', 1));
  await putPin(pin('good', 2));
  await damage('bad');
  expect((await claimDue(['on-time'], 10, (found) => found))?.id).toBe('good');
  expect(await listDamaged()).toMatchObject([
    { id: 'bad', from: 'pins', row: { title: 42, link: 'https://example.com/bad' } },
  ]);
});

test('reading sets it aside too, and shows the rest', async () => {
  await putPin(pin('bad', 1));
  await putPin(pin('good', 2));
  await damage('bad');
  expect((await listPins()).map(({ id }) => id)).toEqual(['good']);
  await expect.poll(listDamaged).toHaveLength(1);
  expect(await readPin('bad')).toBeUndefined();
  await deleteDamaged('bad');
  expect(await listDamaged()).toEqual([]);
});
