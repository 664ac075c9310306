import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { reschedule, scheduleAgain } from '../../../lib/pin/moves';
import { readScheduling } from '../../../lib/store/engine-memory';
import { putPin, readPin, saveDraft, updatePin } from '../../../lib/store/pins';
import { schedulePin } from '../../../lib/store/verbs';
import { HOUR, MINUTE } from '../../../lib/time';
import { ANSWERS, type Answer } from './answers';
import { countStates } from './many';
import { read, SCHEDULING } from './paths-ways';
import { decide, makeDraft, storeSlide } from './pins';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

async function schedule(universe: Universe, id: string, after = MINUTE): Promise<void> {
  await saveDraft(makeDraft(id, [await storeSlide(Number.parseInt(id, 36))], universe.now + after));
  await schedulePin(id, universe.now);
}

/** Calls of the API until the pin is published, so far as that is once looked at. */
async function countCalls(universe: Universe, id: string): Promise<number> {
  await schedule(universe, id);
  const before = universe.postbreeze.requests.filter(({ origin }) => origin === 'api').length;
  await universe.run('message', universe.now + MINUTE + 1000);
  return universe.postbreeze.requests.filter(({ origin }) => origin === 'api').length - before;
}

describe.each(SCHEDULING)('where $name', ({ readings, calls }) => {
  test('a pin is published once, and later ones pay nothing for what the first found out', async () => {
    const universe = await Universe.create();
    read(universe, readings);
    expect([await countCalls(universe, 'p'), await countCalls(universe, 'q')]).toEqual(calls);
    expect(await universe.run()).toBe(true);
    expect(await countStates()).toEqual({ published: 2 });
    for (const id of ['p', 'q']) expect(universe.postbreeze.livePosts(`Title of ${id}`)).toHaveLength(1);
    expect(universe.errors).toEqual([]);
  });

  test('a pin that Postbreeze holds goes out at its new time, once', async () => {
    const universe = await Universe.create();
    read(universe, readings);
    await schedule(universe, 'p', HOUR);
    await universe.run('message', universe.now + 2 * MINUTE);
    await decide('p', (pin, now) => reschedule(pin, now + 2 * HOUR, now), universe.now);
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
    expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(1);
  });

  test('what is edited after its draft was made goes out as it was edited', async () => {
    const universe = await Universe.create();
    read(universe, readings);
    await schedule(universe, 'p');
    const act = async () => {
      const pin = await readPin('p');
      if (pin && universe.postbreeze.state.posts.size === 1 && pin.state === 'sending') {
        universe.witness = undefined;
        await updatePin('p', (row) => ({ ...row, description: 'Edited' }));
      }
    };
    universe.witness = async (name) => (name === 'fetch' ? act() : undefined);
    await universe.run();
    const live = universe.postbreeze.livePosts('Title of p');
    expect(live.map(({ caption }) => caption)).toEqual(['Edited']);
  });
});

test.each([
  // Nobody can know that it never left, so the user is asked.
  ['before it left', 1, { failed: 1 }, 0],
  ['after it arrived', 2, { published: 1 }, 1],
])('a draft that was given up is not taken for the post whose creation was cut off %s', async (_, posts, end, live) => {
  const universe = await Universe.create();
  read(universe, { patchOfDraft: 'keeps-draft', scheduleCall: 'refuses' });
  // The tenth request is to delete the draft, which is canceled then; the next creates the post with its time.
  universe.watch({ spoilt: [{ nth: 10, answer: ANSWERS.find(({ name }) => name === '409')! }] });
  await schedule(universe, 'p');
  universe.witness = async () => {
    const { postId, createStartedAt, sent } = (await readPin('p'))!.done;
    const isUnknown = postId === null && createStartedAt !== null && sent?.scheduledFor != null;
    if (!isUnknown || universe.postbreeze.state.posts.size !== posts) return;
    universe.witness = undefined;
    universe.end();
  };
  await universe.run();
  expect(universe.witness).toBeUndefined();
  expect(await countStates()).toEqual(end);
  expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(live);
});

describe('what worked', () => {
  test('is remembered for the diagnostics, with what did not', async () => {
    const universe = await Universe.create();
    read(universe, { patchOfDraft: 'keeps-draft', scheduleCall: 'scheduledAt' });
    await countCalls(universe, 'p');
    expect(await readScheduling()).toMatchObject({
      way: 'schedule:scheduledAt',
      failed: { patch: 'NOT_SCHEDULED', 'schedule:scheduledFor': expect.any(String) },
    });
  });

  test('is tried again after a refusal', async () => {
    const universe = await Universe.create();
    read(universe, { patchOfDraft: 'keeps-draft', scheduleCall: 'scheduledAt' });
    await countCalls(universe, 'p');
    read(universe, { patchOfDraft: 'schedules', scheduleCall: 'refuses' });
    await countCalls(universe, 'q');
    expect(await universe.run()).toBe(true);
    expect(await countStates()).toEqual({ published: 2 });
    expect((await readScheduling()).way).toBe('patch');
  });

  test('is found without starting over if its answer is lost', async () => {
    const universe = await Universe.create();
    read(universe, { patchOfDraft: 400, scheduleCall: 'scheduledFor' });
    // presign, upload, create a draft, PATCH, read why it was refused, and then the call that would have scheduled it.
    universe.watch({ spoilt: [{ nth: 6, answer: ANSWERS.find(({ name }) => name === 'lost before')! }] });
    await schedule(universe, 'p');
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
    const calls = universe.postbreeze.requests.filter(({ origin }) => origin === 'api').map(({ method }) => method);
    expect(calls.filter((method) => method === 'PATCH')).toHaveLength(1);
  });

  test('is not forgotten for a pin that is refused for its board', async () => {
    const universe = await Universe.create();
    await countCalls(universe, 'p');
    await schedule(universe, 'q');
    const pin = (await readPin('q'))!;
    await putPin({ ...pin, board: { id: 'none', name: 'None' } });
    universe.postbreeze.state.settings.timing.PIN_BOARD_NOT_FOUND = 'create';
    await universe.run();
    expect((await readPin('q'))?.lastError?.code).toBe('PIN_BOARD_NOT_FOUND');
    expect((await readScheduling()).way).toBe('patch');
  });
});

describe('a post that was created with its time, whose answer was lost', () => {
  const lost = (commits: boolean): Answer => ({
    name: 'lost',
    commits,
    deliver: () => Promise.reject(new TypeError('lost')),
  });

  async function lose(commits: boolean, readings = {}): Promise<Universe> {
    const universe = await Universe.create();
    read(universe, { patchOfDraft: 409, scheduleCall: 'missing', ...readings });
    await universe.learnWay('create');
    await schedule(universe, 'p', HOUR);
    const pin = (await readPin('p'))!;
    await putPin({ ...pin, handOver: 'right-away' });
    universe.watch({ spoilt: [{ nth: 3, answer: lost(commits) }] });
    return universe;
  }

  test.each([0, 20_000, 300_000])('is found in a list that is %i ms late', async (listDelayMs) => {
    const universe = await lose(true, { listDelayMs });
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
    expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(1);
  });

  test('says that it may be scheduled if no list shows it, and is not created twice', async () => {
    const universe = await lose(true, { listLimit: 0 });
    await universe.run('message', universe.now + 30 * MINUTE);
    expect(await readPin('p')).toMatchObject({ state: 'failed', lastError: { code: 'OUTCOME_UNKNOWN' } });
    expect(universe.badge).toBe(1);
    expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(1);
  });

  test('is created again once the user says that it is not there', async () => {
    const universe = await lose(false);
    await universe.run('message', universe.now + 30 * MINUTE);
    expect((await readPin('p'))?.lastError?.code).toBe('OUTCOME_UNKNOWN');
    await decide('p', scheduleAgain, universe.now);
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
    expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(1);
  });
});
