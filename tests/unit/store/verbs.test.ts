import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { claim, IllegalMove, retry, unschedule } from '../../../lib/pin/moves';
import { LANES } from '../../../lib/pin/next-step';
import { claimDue } from '../../../lib/store/outbox-rows';
import { putPin, readPin } from '../../../lib/store/pins';
import { removePin, removePins, restorePin, restorePins, takeBackPin } from '../../../lib/store/verbs';
import { ANSWERS } from '../delivery/answers';
import { countStates, scheduleOne } from '../delivery/many';
import { decide } from '../delivery/pins';
import { Universe } from '../delivery/universe';
import { makePin } from '../planner/make-pin';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

test('a pin that another window has taken back cannot be taken back again', async () => {
  const universe = await Universe.create();
  await scheduleOne(universe, { handOver: 'right-away', publishAt: universe.now + 3_600_000 });
  await universe.startWorker().wake('message');
  await takeBackPin('p', universe.now);
  expect(await universe.run()).toBe(true);
  await expect(takeBackPin('p', universe.now)).rejects.toThrow(IllegalMove);
  expect(await universe.run()).toBe(true);
  expect(await countStates()).toEqual({ draft: 1 });
});

test('a draft of which Postbreeze has a draft is removed, and comes back with undo', async () => {
  const universe = await Universe.create();
  await scheduleOne(universe);
  const refused = ANSWERS.find(({ name }) => name === '422 board')!;
  universe.watch({ spoilt: [{ nth: 2, answer: refused }] });
  await universe.run();
  await decide('p', unschedule, universe.now);
  expect((await readPin('p'))?.done.postId).not.toBeNull();
  const before = (await removePin('p', universe.now))!;
  expect(await countStates()).toEqual({});
  await restorePin(before, universe.now);
  expect(await countStates()).toEqual({ draft: 1 });
});

test('a pin is never removed while the engine is claiming it', async () => {
  const universe = await Universe.create();
  await scheduleOne(universe);
  const { now } = universe;
  const removing = removePin('p', now);
  const taken = await claimDue(LANES, now, (pin) => claim(pin, { id: 'lease', until: now + 1 }, now));
  await removing;
  const left = await readPin('p');
  expect(taken === undefined ? left === undefined : left?.request === 'remove').toBe(true);
});

test('a failed pin that comes back with undo, after its draft was deleted, is tried again as a new post', async () => {
  const universe = await Universe.create();
  await scheduleOne(universe);
  universe.watch({ spoilt: [{ nth: 2, answer: ANSWERS.find(({ name }) => name === '422 board')! }] });
  await universe.run();
  const before = (await removePin('p', universe.now))!;
  expect(before).toMatchObject({ state: 'failed', done: { postId: expect.any(String) } });
  universe.watch();
  await universe.run();
  expect(await countStates()).toEqual({});
  await restorePin(before, universe.now);
  expect(await countStates()).toEqual({ failed: 1 });
  await decide('p', retry, universe.now);
  await universe.run();
  expect(await countStates()).toEqual({ published: 1 });
  expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(1);
});

test('many pins are removed in one transaction, and come back in one', async () => {
  const { now } = await Universe.create();
  const ids = Array.from({ length: 300 }, (_, place) => `many-${place}`);
  for (const id of ids) await putPin(makePin({ id, state: id === 'many-0' ? 'canceled' : 'queued' }));
  const opened = vi.spyOn(IDBDatabase.prototype, 'transaction');
  const before = await removePins([...ids, 'nobody'], now);
  expect(before.map(({ id }) => id)).toEqual(ids);
  expect(opened).toHaveBeenCalledTimes(1);
  expect(await countStates()).toEqual({});
  opened.mockClear();
  await restorePins(before, now);
  expect(opened).toHaveBeenCalledTimes(1);
  opened.mockRestore();
  expect(await countStates()).toEqual({ canceled: 1, queued: 299 });
});
