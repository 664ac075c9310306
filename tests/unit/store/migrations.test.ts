import 'fake-indexeddb/auto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { PIN_VERSION } from '../../../lib/pin/pin';
import { listBoards } from '../../../lib/store/books';
import { closeStore, openStore, useDatabaseName } from '../../../lib/store/database';
import { claimDue, findNextDue, findPinOfPost } from '../../../lib/store/outbox-rows';
import { countNeedsUser, findDraft, listPins, readPin } from '../../../lib/store/pins';
import { STORE_VERSION } from '../../../lib/store/schema';
import { readSettings } from '../../../lib/store/settings';
import { listDamaged } from '../../../lib/store/upkeep';
import { dump, readStored, restore } from './stored-database';

const stored = readdirSync(path.join(import.meta.dirname, 'databases')).sort();

test('a database of every version is kept', () => {
  expect(stored).toEqual(Array.from({ length: STORE_VERSION }, (_, index) => `version-${index + 1}.json`));
});

describe.each(stored)('%s', (file) => {
  async function open(): Promise<void> {
    const name = `stored-${file}-${Math.random()}`;
    await restore(name, readStored(file));
    await useDatabaseName(name);
  }

  test('opens with all its pins, complete and upgraded', async () => {
    await open();
    const pins = await listPins();
    expect(pins.map(({ id }) => id).sort()).toEqual(['draft', 'failed', 'queued', 'sending', 'there']);
    expect(pins.every(({ version }) => version === PIN_VERSION)).toBe(true);
    expect((await readPin('queued'))?.done.media).toEqual({ 's1:h1': { id: 'med_1', url: '' } });
    expect((await readPin('there'))?.done.media).toEqual({
      's1:h1': { id: null, url: 'https://cdn.example.com/1.jpg' },
    });
    expect((await readPin('failed'))?.lastError?.code).toBe('PIN_BOARD_NOT_FOUND');
    expect((await findDraft('https://example.com/'))?.id).toBe('draft');
  });

  test('sets aside what does not parse, and stops nothing', async () => {
    await open();
    expect(await listDamaged()).toMatchObject([{ id: 'broken', from: 'pins', row: { state: 'nonsense' } }]);
  });

  test('answers the engine: what is due, whose post it is, what needs the user', async () => {
    await open();
    expect(await findNextDue()).toBe(2000);
    expect((await claimDue(['on-time'], 2000, (pin) => pin))?.id).toBe('queued');
    expect(await findPinOfPost('post_1')).toBe('there');
    expect(await countNeedsUser()).toBe(1);
    expect((await listBoards('soc_1')).map(({ name }) => name)).toEqual(['Soups']);
    expect(await readSettings()).toMatchObject({ handOver: 'right-away', whenLate: 'ask', slots: expect.any(Array) });
  });

  test('has the same stores and indexes as a new one', async () => {
    await open();
    await openStore();
    await closeStore();
    const shape = ({ stores }: Awaited<ReturnType<typeof dump>>) =>
      Object.fromEntries(Object.entries(stores).map(([name, { keyPath, indexes }]) => [name, { keyPath, indexes }]));
    const name = `stored-again-${Math.random()}`;
    await restore(name, readStored(file));
    await useDatabaseName(name);
    await openStore();
    await closeStore();
    await useDatabaseName(`new-${file}`);
    await openStore();
    await closeStore();
    expect(shape(await dump(name))).toEqual(shape(await dump(`new-${file}`)));
  });
});

test('a newer database than this code is left alone', async () => {
  const name = `newer-${Math.random()}`;
  await restore(name, { ...readStored(stored.at(-1)!), version: STORE_VERSION + 1 });
  await useDatabaseName(name);
  await expect(listPins()).rejects.toMatchObject({ name: 'VersionError' });
  expect((await dump(name)).stores.pins?.rows.length).toBeGreaterThan(3);
});
