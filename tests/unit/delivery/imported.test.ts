import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { scheduleHere } from '../../../lib/pin/moves';
import { readPin, saveDraft } from '../../../lib/store/pins';
import { exportAll, importAll } from '../../../lib/store/transfer';
import { removePin, schedulePin } from '../../../lib/store/verbs';
import { HOUR } from '../../../lib/time';
import { countStates, scheduleOne } from './many';
import { decide, makeDraft, storeSlide } from './pins';
import { createPostbreeze } from './postbreeze';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

/** Postbreeze goes by the clock of the browser that runs now. */
let clock: () => number;

function createFirst(): Promise<Universe> {
  return Universe.create((now) => {
    clock = now;
    return createPostbreeze(() => clock());
  });
}

/** A second browser with the same key, into which an export is imported; the first one's store is gone from here then. */
async function importElsewhere(first: Universe, file: Blob): Promise<Universe> {
  first.end();
  const second = await Universe.create((now) => {
    clock = () => Math.max(now(), first.now);
    return first.postbreeze;
  });
  second.now = first.now;
  await importAll(file, second.now);
  return second;
}

test('an imported pin is sent by the browser it comes from alone, and from here when the user says so', async () => {
  const first = await createFirst();
  await scheduleOne(first, { publishAt: first.now + HOUR });
  const second = await importElsewhere(first, await exportAll(first.now));
  await second.run();
  await second.advanceTo(second.now + 2 * HOUR);
  for (const reason of ['alarm', 'startup', 'look'] as const) await second.run(reason);
  expect(second.postbreeze.state.posts.size).toBe(0);
  expect([second.badge, second.notices]).toEqual([1, []]);
  await decide('p', (pin, now) => scheduleHere(pin, null, now), second.now);
  await second.run();
  expect(await countStates()).toEqual({ published: 1 });
  expect(second.postbreeze.livePosts('Title of p')).toHaveLength(1);
  expect(second.badge).toBe(0);
});

test('a post that the other browser made of it is found, and not made again', async () => {
  const first = await createFirst();
  await saveDraft(makeDraft('p', [await storeSlide(1)], first.now));
  await schedulePin('p', first.now);
  first.watch();
  const creates = () => first.postbreeze.requests.filter(({ method, path }) => method === 'POST' && path === '/posts');
  first.dies = () => creates().length === 1; // its answer is never written down
  await first.startWorker().wake('message');
  expect(first.deaths).toBe(1);
  const file = await exportAll(first.now);
  first.dies = () => false;
  await first.run();
  expect(await countStates()).toEqual({ published: 1 });
  const second = await importElsewhere(first, file);
  expect(await readPin('p')).toMatchObject({ held: true, done: { postId: null, createStartedAt: expect.any(Number) } });
  await decide('p', (pin, now) => scheduleHere(pin, null, now), second.now);
  await second.run();
  expect(await countStates()).toEqual({ published: 1 });
  expect(second.postbreeze.livePosts('Title of p')).toHaveLength(1);
});

test('removed here, it is left to the browser it comes from, with the draft that one made', async () => {
  const first = await createFirst();
  await scheduleOne(first, { publishAt: first.now + HOUR, handOver: 'right-away' });
  first.dies = () => first.postbreeze.requests.some(({ method }) => method === 'PATCH');
  await first.startWorker().wake('message');
  const file = await exportAll(first.now);
  const second = await importElsewhere(first, file);
  expect((await readPin('p'))?.done.postId).not.toBeNull();
  const before = second.postbreeze.requests.length;
  await removePin('p', second.now);
  await second.run();
  expect(await countStates()).toEqual({});
  expect(second.postbreeze.requests.length).toBe(before);
  expect(second.postbreeze.livePosts('Title of p')).toHaveLength(1);
});
