import 'fake-indexeddb/auto';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { namesThePast } from '../../../lib/delivery/step';
import { release, reschedule, retry } from '../../../lib/pin/moves';
import { lateness } from '../../../lib/pin/next-step';
import { readPin, updatePin } from '../../../lib/store/pins';
import { updateSettings } from '../../../lib/store/settings';
import { DAY, HOUR, MINUTE, SECOND } from '../../../lib/time';
import { ANSWERS } from './answers';
import { countStates, scheduleMany, scheduleOne } from './many';
import { decide, storeSlide } from './pins';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

describe('a pin that fell due while the browser was closed', () => {
  test.each(['startup', 'start', 'install', 'alarm', 'message'] as const)(
    'goes out at once at the wake "%s", and says how late',
    async (reason) => {
      const universe = await Universe.create();
      await scheduleMany(universe, 3, (index) => universe.now + MINUTE * (index + 1));
      universe.alarmAt = null; // wiped, as by an update or a restart of the browser
      await universe.advanceTo(universe.now + 3 * HOUR);
      expect(await universe.run(reason)).toBe(true);
      expect(await countStates()).toEqual({ published: 3 });
      const pin = (await readPin('p000'))!;
      expect(lateness(pin, 0)).toBeGreaterThanOrEqual(2 * HOUR);
      expect(universe.notices.map(({ title }) => title)).toContain('“Title of p000” goes out late');
    },
  );

  test('waits if the user wants to be asked, counts on the badge, and goes once allowed', async () => {
    const universe = await Universe.create();
    await updateSettings({ whenLate: 'ask' });
    await scheduleOne(universe, { publishAt: universe.now + MINUTE });
    await universe.advanceTo(universe.now + HOUR);
    await universe.run('startup');
    expect(await readPin('p')).toMatchObject({ state: 'queued', held: true });
    expect(universe.badge).toBe(1);
    expect(universe.notices.map(({ kind }) => kind)).toEqual(['held']);
    await decide('p', release, universe.now);
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
    expect(universe.badge).toBe(0);
  });
});

test('a worker that dies in the middle of its work is followed by the next within half a minute', async () => {
  const universe = await Universe.create();
  await scheduleOne(universe, { publishAt: universe.now + MINUTE });
  await universe.advanceTo(universe.now + MINUTE);
  const waits: number[] = [];
  universe.witness = async (name) => {
    if (name === 'fetch') waits.push((universe.alarmAt ?? Number.POSITIVE_INFINITY) - universe.now);
  };
  expect(await universe.run('alarm')).toBe(true);
  expect(waits.length).toBeGreaterThan(0);
  // Chrome allows no alarm sooner than in half a minute.
  expect(Math.max(...waits)).toBe(30 * SECOND);
});

describe('a user who is asked about late pins is not asked about a time they just chose', () => {
  let universe: Universe;
  beforeEach(async () => {
    universe = await Universe.create();
    await updateSettings({ whenLate: 'ask' });
  });

  test('a failed pin is tried again hours later', async () => {
    await scheduleOne(universe);
    const answer = ANSWERS.find(({ name }) => name === '403 plan')!;
    universe.watch({ spoilt: [{ nth: 1, answer }] });
    await universe.run();
    expect(await countStates()).toEqual({ failed: 1 });
    await universe.advanceTo(universe.now + HOUR);
    await decide('p', retry, universe.now);
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
  });

  test('a pin is rescheduled to a time that has passed, which is now', async () => {
    await scheduleOne(universe, { publishAt: universe.now + HOUR });
    await decide('p', (pin, now) => reschedule(pin, now - HOUR, now), universe.now);
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
  });
});

test('never sends a past time', async () => {
  const universe = await Universe.create();
  await scheduleOne(universe, { publishAt: universe.now - 24 * HOUR });
  await universe.run();
  const patch = universe.postbreeze.requests.find(({ method }) => method === 'PATCH')!;
  const at = Date.parse((patch.body as { scheduledFor: string }).scheduledFor);
  expect(at - patch.at).toBe(30 * SECOND);
});

test('arms one alarm for the next pin, and none earlier', async () => {
  const universe = await Universe.create();
  await scheduleMany(universe, 3, (index) => universe.now + (3 - index) * 5 * MINUTE);
  await universe.startWorker().wake('message');
  expect(universe.alarmAt).toBe(universe.now + 5 * MINUTE);
});

test('wakes in half an hour though nothing is due: a window may die before its message', async () => {
  const universe = await Universe.create();
  expect(universe.alarmAt).toBe(universe.now + 30 * MINUTE);
});

test.each([-6 * HOUR, 6 * HOUR])(
  'a clock that jumps by %i ms in the midst loses and doubles nothing',
  async (jump) => {
    for (let nth = 1; nth <= 40; nth += 3) {
      const universe = await Universe.create();
      await scheduleOne(universe);
      universe.watch({
        meanwhile: { nth, act: async () => void Object.assign(universe, { now: universe.now + jump }) },
      });
      expect(await universe.run('message', universe.now + 14 * HOUR)).toBe(true);
      const states = await countStates();
      if (jump > 0) expect(states).toEqual({ published: 1 });
      expect(universe.postbreeze.livePosts('Title of p').length).toBeLessThanOrEqual(1);
      await universe.advanceTo(universe.now + 12 * HOUR);
      await universe.run('startup');
      expect(await countStates()).toEqual({ published: 1 });
      expect(universe.postbreeze.livePosts('Title of p')).toHaveLength(1);
    }
  },
  60_000,
);

describe.each([
  ['says so', 'its-own'],
  ['does not say so', 'another'],
] as const)('a pin goes out though Postbreeze’s clock is ahead and %s', (_, dateHeader) => {
  test.each([
    ['7 minutes, by way of a draft', 7, 'patch', {}],
    ['40 minutes, by way of a draft', 40, 'patch', {}],
    ['7 minutes, created with its time', 7, 'create', { patchOfDraft: 409, scheduleCall: 'missing' }],
  ] as const)('%s; the next pin is not the later for it', async (_, minutes, way, readings) => {
    const universe = await Universe.create();
    const ahead = minutes * MINUTE;
    Object.assign(universe.postbreeze.state.settings, { ...readings, clockSkewMs: ahead, dateHeader });
    await universe.learnWay(way);
    await scheduleOne(universe, { publishAt: universe.now + MINUTE });
    const startedAt = universe.now;
    // Chrome ends a worker that waits, and with it what it only remembers.
    for (let wakes = 0; wakes < 30 && (await readPin('p'))?.state === 'queued'; wakes++) {
      await universe.run('alarm', universe.now + 20 * MINUTE);
      universe.end();
      await universe.advanceTo(universe.now + MINUTE);
    }
    await universe.run('startup', universe.now + 3 * HOUR);
    const { state, done } = (await readPin('p'))!;
    expect(state).toBe('published');
    expect(done.sent!.scheduledFor! - startedAt).toBeLessThan(MINUTE + 3 * ahead);
    Object.assign(universe.postbreeze.state.settings, { clockSkewMs: 0 });
    await scheduleMany(universe, 1, () => universe.now + MINUTE);
    const due = universe.now + MINUTE;
    await universe.run('message', universe.now + HOUR);
    const next = (await readPin('p000'))!;
    expect(next.state).toBe('published');
    expect(next.done.sent!.scheduledFor! - due).toBeLessThan(MINUTE);
  });
});

test.each([
  ['SCHEDULED_IN_PAST', 400, true],
  ['TIME_MUST_BE_IN_THE_FUTURE', 422, true],
  ['SCHEDULED_IN_PAST', 403, false],
  ['SUBSCRIPTION_PAST_DUE', 400, false],
] as const)('a refusal %s, status %i, says that the time has passed: %s', (code, statusCode, says) => {
  expect(namesThePast({ code, statusCode })).toBe(says);
});

test('a lease given before the clock was set back does not hold its pin for as long', async () => {
  const universe = await Universe.create();
  await scheduleOne(universe);
  universe.watch({ cut: { nth: 15, when: 'before' } });
  await universe.startWorker().wake('message');
  expect((await readPin('p'))?.state).toBe('sending');
  universe.now -= 6 * HOUR;
  await universe.startWorker().wake('startup');
  expect((await readPin('p'))?.leaseUntil).toBeNull();
});

describe('a wait that began before the clock was set back does not grow', () => {
  test('when a hand-over is to be tried again', async () => {
    const universe = await Universe.create();
    await scheduleOne(universe, { handOver: 'right-away', publishAt: universe.now - 30 * DAY });
    await updatePin('p', (pin) => ({ ...pin, nextAttemptAt: universe.now + 10 * MINUTE }));
    universe.now -= 20 * DAY;
    await universe.run('startup', universe.now + HOUR);
    expect(await countStates()).toEqual({ published: 1 });
  });

  test('when a pin whose time came is to be tried again, before anything of it was made', async () => {
    const universe = await Universe.create();
    const start = universe.now;
    await scheduleOne(universe, { publishAt: start + HOUR, slides: [await storeSlide(1)] });
    universe.now += 20 * DAY;
    const answer = ANSWERS.find(({ name }) => name === 'lost before')!;
    universe.watch({ spoilt: Array.from({ length: 50 }, (_, index) => ({ nth: index + 1, answer })) });
    await universe.run('startup', universe.now + 5 * MINUTE);
    expect((await readPin('p'))?.nextAttemptAt).toBeGreaterThan(start + 20 * DAY);
    universe.end();
    universe.watch();
    universe.now = start;
    await universe.run('startup', start + 2 * HOUR);
    expect(await countStates()).toEqual({ published: 1 });
  });

  test('when it is to be looked what became of the post', async () => {
    const universe = await Universe.create();
    await scheduleOne(universe, { handOver: 'right-away', publishAt: universe.now + HOUR });
    await universe.startWorker().wake('message');
    universe.now -= 20 * DAY;
    await universe.startWorker().wake('startup');
    expect((await readPin('p'))?.post?.checkedAt).toBe(universe.now);
  });
});
