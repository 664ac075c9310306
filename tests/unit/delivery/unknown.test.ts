import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { describeHolder } from '../../../lib/pin/holder';
import { adopt, retry, scheduleAgain } from '../../../lib/pin/moves';
import { explain } from '../../../lib/pin/problem';
import { readPin } from '../../../lib/store/pins';
import { MINUTE } from '../../../lib/time';
import { removePost } from '../../sandbox/dashboard';
import { ANSWERS } from './answers';
import { countStates, scheduleOne } from './many';
import { decide } from './pins';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

const answer = ANSWERS.find(({ name }) => name === '502 html after commit')!;

describe('a pin with an unknown outcome', () => {
  let universe: Universe;
  beforeEach(async () => {
    universe = await Universe.create();
    await scheduleOne(universe);
    // The draft is created (1), and every word about scheduling it is lost.
    universe.watch({ spoilt: Array.from({ length: 60 }, (_, index) => ({ nth: index + 2, answer })) });
    universe.postbreeze.state.settings.publishingMs = 1e12;
    await universe.run();
  });

  test('is never guessed about: it says that it may already be scheduled', async () => {
    const pin = (await readPin('p'))!;
    expect(pin).toMatchObject({ state: 'failed', lastError: { code: 'OUTCOME_UNKNOWN' } });
    expect(explain(pin.lastError!, pin).title).toMatch(/may already be scheduled/);
    expect(describeHolder(pin)).toMatchObject({ who: 'you', words: expect.stringMatching(/may already be scheduled/) });
  });

  test.each([
    ['it is there', adopt],
    ['schedule it again', scheduleAgain],
    ['try again', retry],
  ])('"%s" leads to one post', async (_, answerIt) => {
    universe.watch();
    universe.postbreeze.state.settings.publishingMs = 1500;
    for (const post of universe.postbreeze.state.posts.values())
      for (const target of post.targets) if (target.status === 'PUBLISHING') target.dueAt = universe.now;
    await decide('p', answerIt, universe.now);
    expect(await universe.run()).toBe(true);
    expect(await countStates()).toEqual({ published: 1 });
    expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(1);
  });
});

test.each([
  ['schedule it again', scheduleAgain],
  ['try again', retry],
])('a draft that was deleted before it was scheduled is made again by "%s"', async (_, answerIt) => {
  const universe = await Universe.create();
  await scheduleOne(universe);
  const { posts } = universe.postbreeze.state;
  universe.witness = async (name) => {
    if (name === 'fetch') for (const post of posts.values()) removePost(post, universe.now);
  };
  await universe.run('message', universe.now + 30 * MINUTE);
  universe.witness = undefined;
  expect(await readPin('p')).toMatchObject({ state: 'failed', lastError: { code: 'POST_GONE' } });
  await decide('p', answerIt, universe.now);
  await universe.run();
  expect(await countStates()).toEqual({ published: 1 });
  expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(1);
});
