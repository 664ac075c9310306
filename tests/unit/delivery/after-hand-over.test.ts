import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { nextCheck } from '../../../lib/delivery/apply-post';
import { describeHolder } from '../../../lib/pin/holder';
import { reschedule, retry, scheduleAgain } from '../../../lib/pin/moves';
import { explain } from '../../../lib/pin/problem';
import { readPin, updatePin } from '../../../lib/store/pins';
import { applyEdit, startEdit } from '../../../lib/store/verbs';
import { HOUR, MINUTE, SECOND } from '../../../lib/time';
import { editPost, removePost } from '../../sandbox/dashboard';
import type { Post } from '../../sandbox/state';
import { countStates, scheduleMany, scheduleOne } from './many';
import { decide } from './pins';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

let universe: Universe;
let post: Post;
beforeEach(async () => {
  universe = await Universe.create();
  await scheduleOne(universe, { handOver: 'right-away', publishAt: universe.now + HOUR });
  await universe.startWorker().wake('message');
  post = [...universe.postbreeze.state.posts.values()][0]!;
  await universe.advanceTo(universe.now + MINUTE);
});

describe('changes in the dashboard are noticed when the user looks', () => {
  test('a change of text and time is taken over and noted', async () => {
    editPost(post, { caption: 'Other words', title: 'Other', scheduledAt: universe.now + 2 * HOUR }, universe.now);
    await universe.startWorker().wake('look');
    const pin = await readPin('p');
    expect(pin).toMatchObject({
      state: 'handed-over',
      description: 'Other words',
      title: 'Other',
      publishAt: universe.now + 2 * HOUR,
    });
    expect(pin?.lastError?.code).toBe('CHANGED_ELSEWHERE');
  });

  test('canceled there means canceled here', async () => {
    editPost(post, { status: 'CANCELED' }, universe.now);
    await universe.startWorker().wake('look');
    expect(await readPin('p')).toMatchObject({ state: 'canceled', lastError: { code: 'CANCELED_ELSEWHERE' } });
  });

  test('a deletion is reported once it is certain, and the pin can be scheduled again', async () => {
    removePost(post, universe.now);
    await universe.run('look', universe.now + 10 * MINUTE);
    expect(await readPin('p')).toMatchObject({ state: 'failed', lastError: { code: 'POST_GONE' } });
    await decide('p', scheduleAgain, universe.now);
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
    expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(1);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['trying again', () => decide('p', retry, universe.now)],
    ['another time', () => decide('p', (pin, now) => reschedule(pin, now + HOUR, now), universe.now)],
    [
      'an edit',
      async () => {
        await startEdit('p', universe.now, 'copy');
        await applyEdit('copy', universe.now);
      },
    ],
  ])('deleted there goes out as a new post by %s', async (_, act) => {
    removePost(post, universe.now);
    await universe.run('look', universe.now + 10 * MINUTE);
    expect(describeHolder((await readPin('p'))!).words).toMatch(/does not show it any more/);
    await act();
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
    expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(1);
  });

  test('a post made a draft there needs the user, and a retry schedules it', async () => {
    editPost(post, { status: 'DRAFT' }, universe.now);
    await universe.startWorker().wake('look');
    expect(await readPin('p')).toMatchObject({ state: 'failed', lastError: { code: 'UNSCHEDULED_ELSEWHERE' } });
    await decide('p', retry, universe.now);
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
  });
});

test('a late failure is explained in words, with the fix', async () => {
  universe.postbreeze.state.publishFaults.push({ code: 'PIN_LINK_INVALID', times: 1 });
  await universe.run('alarm');
  const pin = (await readPin('p'))!;
  expect(pin.state).toBe('failed');
  expect(explain(pin.lastError!, pin)).toMatchObject({ action: 'edit', fix: expect.stringContaining('link') });
});

test('the public address is read', async () => {
  await universe.run('alarm');
  expect((await readPin('p'))?.post?.externalUrl).toMatch(/^https:\/\/www\.pinterest\.com\/pin\//);
});

test('a published pin stays published, whatever becomes of its post while its address is looked for', async () => {
  await universe.run('alarm');
  await updatePin('p', (pin) => ({ ...pin, nextAttemptAt: universe.now, post: { ...pin.post!, externalUrl: null } }));
  post.status = 'FAILED';
  await universe.run('message', universe.now + HOUR);
  expect(await readPin('p')).toMatchObject({ state: 'published', lastError: null, nextAttemptAt: null });
});

test('Pinterest’s own limit is noted, and the pin goes on', async () => {
  universe.postbreeze.state.publishFaults.push({ code: 'PIN_RATE_LIMITED', times: 1 });
  await universe.advanceTo(universe.now + HOUR);
  await universe.advanceTo(universe.now + 5 * SECOND);
  await universe.startWorker().wake('look');
  await universe.run('alarm');
  expect(await countStates()).toEqual({ published: 1 });
});

test('many posts are read with one list', async () => {
  await scheduleMany(universe, 30, () => universe.now);
  await universe.run();
  const looks = universe.postbreeze.requests.filter(({ method }) => method === 'GET');
  expect(looks.length).toBeLessThanOrEqual(10);
  expect(await countStates()).toEqual({ published: 31 });
});

test('a post is read around its time, then more and more rarely', () => {
  const at = 1_000_000_000_000;
  expect(nextCheck(at, at - 3 * 24 * HOUR)).toBe(at - 2 * 24 * HOUR);
  expect(nextCheck(at, at - HOUR)).toBe(at + 10 * SECOND);
  const looks = [at + 10 * SECOND];
  while (looks.at(-1)! < at + 24 * HOUR) looks.push(nextCheck(at, looks.at(-1)!));
  expect(looks.length).toBeLessThan(25);
});
