import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { readPause } from '../../../lib/store/engine-memory';
import { updatePin } from '../../../lib/store/pins';
import { MINUTE } from '../../../lib/time';
import { DEMO_ACCOUNT_ID, DEMO_KEY } from '../../sandbox/seed';
import { countStates, scheduleMany } from './many';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

const paused = (universe: Universe) => universe.notices.filter(({ kind }) => kind === 'paused');

test('a rejected key stops everything before the next call, is reported once, and a new one resumes without doubling a pin', async () => {
  const universe = await Universe.create();
  await scheduleMany(universe, 10, () => universe.now);
  universe.postbreeze.state.keys.get(DEMO_KEY)!.revoked = true;
  await universe.startWorker().wake('message');
  await universe.run('alarm', universe.now + 40 * MINUTE);
  expect(universe.postbreeze.requests.map(({ path }) => path)).toEqual(['/posts', ...Array(2).fill('/workspaces')]);
  expect((await readPause())?.code).toBe('KEY_REJECTED');
  expect(paused(universe)).toHaveLength(1);
  expect(universe.badge).toBe(1);
  universe.postbreeze.state.keys.get(DEMO_KEY)!.revoked = false;
  expect(await universe.run('key')).toBe(true);
  expect(await countStates()).toEqual({ published: 10 });
  expect(await readPause()).toBeNull();
  expect(universe.badge).toBe(0);
  expect(paused(universe)).toHaveLength(1);
});

test('an expired account pauses, and resumes by itself once it is connected again', async () => {
  const universe = await Universe.create();
  await scheduleMany(universe, 3, () => universe.now);
  const account = universe.postbreeze.state.accounts.get(DEMO_ACCOUNT_ID)!;
  account.status = 'TOKEN_EXPIRED';
  await universe.startWorker().wake('message');
  expect(await readPause()).toMatchObject({ code: 'ACCOUNT_EXPIRED', accountId: DEMO_ACCOUNT_ID });
  expect(await countStates()).toEqual({ queued: 3 });
  const calls = universe.postbreeze.requests.length;
  await universe.startWorker().wake('message');
  expect(universe.postbreeze.requests).toHaveLength(calls);
  account.status = 'ACTIVE';
  expect(await universe.run('alarm')).toBe(true);
  expect(await countStates()).toEqual({ published: 3 });
  expect(paused(universe)).toHaveLength(1);
});

test('a reconnected account goes on as soon as a screen looks, without waiting for the next check', async () => {
  const universe = await Universe.create();
  await scheduleMany(universe, 1, () => universe.now);
  const account = universe.postbreeze.state.accounts.get(DEMO_ACCOUNT_ID)!;
  account.status = 'TOKEN_EXPIRED';
  await universe.startWorker().wake('message');
  account.status = 'ACTIVE';
  await universe.startWorker().wake('look');
  expect(await readPause()).toBeNull();
  expect(universe.postbreeze.state.posts.size).toBe(1);
});

test('an expired account that is gone for good no longer pauses: its pins need the user, the others go', async () => {
  const universe = await Universe.create();
  await scheduleMany(universe, 3, () => universe.now);
  const { accounts } = universe.postbreeze.state;
  const account = accounts.get(DEMO_ACCOUNT_ID)!;
  account.status = 'TOKEN_EXPIRED';
  await universe.startWorker().wake('message');
  expect((await readPause())?.code).toBe('ACCOUNT_EXPIRED');
  accounts.delete(DEMO_ACCOUNT_ID);
  accounts.set('soc_new', { ...account, id: 'soc_new', status: 'ACTIVE' });
  await updatePin('p000', (pin) => ({ ...pin, accountId: 'soc_new' }));
  await universe.run('alarm', universe.now + 60 * MINUTE);
  expect(await readPause()).toBeNull();
  expect(await countStates()).toEqual({ published: 1, failed: 2 });
  expect(paused(universe)).toHaveLength(1);
});

test('without a key pins wait, and go as soon as there is one', async () => {
  const universe = await Universe.create();
  universe.key = null;
  await scheduleMany(universe, 2, () => universe.now);
  await universe.startWorker().wake('message');
  expect((await readPause())?.code).toBe('KEY_MISSING');
  expect(universe.postbreeze.requests).toEqual([]);
  universe.key = DEMO_KEY;
  expect(await universe.run('key')).toBe(true);
  expect(await countStates()).toEqual({ published: 2 });
});

test('a pause is checked even if the clock was set back since', async () => {
  const universe = await Universe.create();
  await scheduleMany(universe, 1, () => universe.now - 30 * 24 * 60 * MINUTE);
  universe.postbreeze.state.keys.get(DEMO_KEY)!.revoked = true;
  await universe.startWorker().wake('message');
  universe.postbreeze.state.keys.get(DEMO_KEY)!.revoked = false;
  universe.now -= 20 * 24 * 60 * MINUTE;
  universe.alarmAt = universe.now;
  expect(await universe.goOn()).toBe(true);
  expect(await countStates()).toEqual({ published: 1 });
});
