import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { countStates, scheduleOne } from './many';
import { createPostbreeze, type StillPostbreeze } from './postbreeze';
import { identify, putBack, takeSnapshot } from './snapshot';
import { Universe } from './universe';

test('a restored snapshot is the same world, and goes on the same way', async () => {
  let postbreeze!: StillPostbreeze;
  const universe = await Universe.create((now) => {
    postbreeze = createPostbreeze(now);
    return postbreeze;
  });
  await scheduleOne(universe);
  universe.dies = () => universe.fetches === 2;
  await universe.startWorker().wake('message');
  universe.dies = () => false;
  const snapshot = await takeSnapshot(universe, postbreeze);
  const id = identify(snapshot);

  const ends: unknown[] = [];
  for (let times = 0; times < 2; times++) {
    expect(await universe.goOn()).toBe(true);
    const end = await takeSnapshot(universe, postbreeze);
    expect(identify(end)).not.toBe(id);
    ends.push([await countStates(), postbreeze.livePosts('Title of p').length, postbreeze.requests.length]);
    await putBack(universe, postbreeze, snapshot);
    expect(identify(await takeSnapshot(universe, postbreeze))).toBe(id);
  }
  expect(ends[0]).toEqual([{ published: 1 }, 1, expect.any(Number)]);
  expect(ends[1]).toEqual(ends[0]);
});
