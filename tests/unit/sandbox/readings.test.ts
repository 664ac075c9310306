import { describe, expect, test } from 'vitest';
import { READING_NAMES, READINGS, type Readings, readReadings, writeTable } from '../../sandbox/readings';
import { readText } from '../project/sources';
import { MINUTE, openSandbox, openWithDraft, pinBody, pinterest, START } from './open-sandbox';

const later = new Date(START + 10 * MINUTE).toISOString();

describe('how a draft is scheduled', () => {
  test.each([
    ['schedules', 200, 'SCHEDULED', later],
    ['keeps-draft', 200, 'DRAFT', null],
    ['keeps-draft-with-time', 200, 'DRAFT', later],
    [400, 400, 'DRAFT', null],
    [409, 409, 'DRAFT', null],
    [422, 422, 'DRAFT', null],
  ] as const)('PATCH with a time: %s', async (patchOfDraft, status, state, scheduledAt) => {
    const { call, path, sandbox, post } = await openWithDraft({ patchOfDraft });
    const answer = await call('PATCH', path, pinBody({ scheduledFor: later, content: 'New words' }));
    expect(answer.status).toBe(status);
    expect((await call('GET', path)).body).toMatchObject({ status: state, scheduledAt });
    await sandbox.clock.move(20 * MINUTE);
    const isLive = sandbox.state.posts.get(post.id)!.targets.some(({ attemptCount }) => attemptCount > 0);
    expect(isLive).toBe(state === 'SCHEDULED');
  });

  test('PATCH reschedules what is scheduled, whatever it does to drafts', async () => {
    const { call, path } = await openWithDraft({ patchOfDraft: 409 });
    await call('POST', `${path}/schedule`, { scheduledFor: later });
    expect((await call('PATCH', path, pinBody({ scheduledFor: later }))).body.status).toBe('SCHEDULED');
  });

  test.each([
    ['either', { scheduledFor: 200, scheduledAt: 200, publishAt: 400 }],
    ['scheduledFor', { scheduledFor: 200, scheduledAt: 400, publishAt: 400 }],
    ['scheduledAt', { scheduledFor: 400, scheduledAt: 200, publishAt: 400 }],
    ['publishAt', { scheduledFor: 400, scheduledAt: 400, publishAt: 200 }],
    ['refuses', { scheduledFor: 409, scheduledAt: 409, publishAt: 409 }],
    ['missing', { scheduledFor: 404, scheduledAt: 404, publishAt: 404 }],
  ] as const)('POST …/schedule: %s', async (scheduleCall, answers) => {
    for (const [name, status] of Object.entries(answers)) {
      const { call, path } = await openWithDraft({ scheduleCall });
      const answer = await call('POST', `${path}/schedule`, { [name]: later });
      expect([name, answer.status]).toEqual([name, status]);
      expect((await call('GET', path)).body.status).toBe(status === 200 ? 'SCHEDULED' : 'DRAFT');
    }
  });

  test('a schedule call of another name says in its details which it wants', async () => {
    const { call, path } = await openWithDraft({ scheduleCall: 'publishAt' });
    const { body } = await call('POST', `${path}/schedule`, { scheduledFor: later });
    expect(body.details.map((one: { path: string }) => one.path)).toContain('publishAt');
  });
});

describe('what changes answer', () => {
  test.each([
    ['post', { id: expect.any(String), caption: 'Cardamom buns' }],
    ['id-only', { id: expect.any(String) }],
    ['empty', ''],
  ] as const)('create: %s', async (createAnswer, body) => {
    const { call, sandbox } = await openSandbox({ readings: { createAnswer, createStatus: 202 } });
    const answer = await call('POST', '/posts', pinBody());
    expect(answer.status).toBe(202);
    if (createAnswer === 'post') expect(answer.body).toMatchObject(body as object);
    else expect(answer.body).toEqual(body);
    expect(sandbox.state.posts.size).toBe(1);
  });

  test.each([
    ['empty', 204, ''],
    ['ok', 200, { ok: true }],
  ] as const)('PATCH, schedule and cancel: %s', async (changeAnswer, status, body) => {
    const { call, path } = await openWithDraft({ changeAnswer });
    const changes = [
      await call('PATCH', path, pinBody()),
      await call('POST', `${path}/schedule`, { scheduledFor: later }),
      await call('POST', `${path}/cancel`),
    ];
    expect(changes.map((answer) => [answer.status, answer.body])).toEqual(changes.map(() => [status, body]));
    expect((await call('GET', path)).body.status).toBe('CANCELED');
  });
});

describe('times and refusals', () => {
  test('a time that has passed publishes at once', async () => {
    const { call, sandbox } = await openSandbox({ readings: { pastTime: 'published-at-once' } });
    await call('POST', '/posts', pinBody({ scheduledFor: new Date(START - MINUTE).toISOString() }));
    await sandbox.clock.move(MINUTE);
    expect([...sandbox.state.posts.values()][0]!.targets[0]!.attemptCount).toBe(1);
  });

  test.each([
    ['documented', 201],
    ['at-create', 422],
    ['at-publish', 201],
  ] as const)('a board of someone else: %s', async (refusals, status) => {
    const { call } = await openSandbox({ readings: { refusals } });
    expect((await call('POST', '/posts', pinBody({ platforms: [pinterest({ board: 'x' })] }))).status).toBe(status);
  });

  test('a missing board passes create where rules hold at publish only', async () => {
    const { call } = await openSandbox({ readings: { refusals: 'at-publish' } });
    expect((await call('POST', '/posts', pinBody({ platforms: [pinterest({ board: '' })] }))).status).toBe(201);
  });

  test.each([300_000, -300_000])(
    'a clock that is %i ms ahead shows in Date, in stamps and in what is past',
    async (ahead) => {
      const { call, sandbox } = await openSandbox({ readings: { clockSkewMs: ahead } });
      const answer = await call('POST', '/posts', pinBody({ scheduledFor: new Date(START + MINUTE).toISOString() }));
      expect(answer.headers.get('Date')).toBe(new Date(START + ahead).toUTCString());
      expect(answer.status).toBe(ahead > 0 ? 400 : 201);
      if (ahead < 0) expect(Date.parse(answer.body.createdAt)).toBe(START + ahead);
      expect(sandbox.clock.now()).toBe(START + ahead);
    },
  );
});

describe('the list', () => {
  async function listIds(readings: Partial<Readings>) {
    const opened = await openSandbox({ readings });
    const made: string[] = [];
    for (const content of ['a', 'b', 'c']) {
      made.push((await opened.call('POST', '/posts', pinBody({ content }))).body.id);
      await opened.sandbox.clock.move(MINUTE);
    }
    const list = async () => (await opened.call('GET', '/posts')).body.map(({ id }: { id: string }) => id);
    return { ...opened, made, list };
  }

  test('comes in another order', async () => {
    const { made, list } = await listIds({ listOrder: 'oldest-first' });
    expect(await list()).toEqual(made);
    const shuffled = await listIds({ listOrder: 'shuffled' });
    expect((await shuffled.list()).sort()).toEqual(shuffled.made.sort());
  });

  test('is cut to the first few', async () => {
    const { made, list } = await listIds({ listLimit: 2 });
    expect(await list()).toEqual([made[2], made[1]]);
  });

  test('shows a post some time after it was made, though it can be read by its id at once', async () => {
    const { made, list, call, sandbox } = await listIds({ listDelayMs: 90_000 });
    expect(await list()).toEqual([made[1], made[0]]);
    expect((await call('GET', `/posts/${made[2]}`)).status).toBe(200);
    await sandbox.clock.move(MINUTE);
    expect(await list()).toHaveLength(3);
  });

  test('shows each post twice', async () => {
    expect(await (await listIds({ listRepeats: true })).list()).toHaveLength(6);
  });
});

describe('choosing readings', () => {
  test('from the control endpoint, while it runs; a reset brings back those of the start', async () => {
    const { control, sandbox } = await openSandbox({ readings: { deletedPost: 'null' } });
    expect((await control('PATCH', '/settings', { listLimit: 7, patchOfDraft: '409' })).body).toMatchObject({
      listLimit: 7,
      patchOfDraft: 409,
      deletedPost: 'null',
    });
    const table = (await control('GET', '/readings')).body;
    expect(table).toHaveLength(READING_NAMES.length);
    expect(table).toContainEqual(expect.objectContaining({ name: 'patchOfDraft', is: 409 }));
    await control('POST', '/reset', {});
    expect(sandbox.state.settings).toMatchObject({ patchOfDraft: 'schedules', deletedPost: 'null' });
  });

  test('one that does not exist is refused with the list of those that do', async () => {
    const { control } = await openSandbox();
    const { status, body } = await control('PATCH', '/settings', { patchOfDraft: 'explodes' });
    expect([status, body.message]).toEqual([400, expect.stringContaining('keeps-draft-with-time')]);
    expect(() => readReadings({ patchOfDrafts: 1 })).toThrow('There is no reading "patchOfDrafts"');
  });

  test('every value can be written on a command line', () => {
    for (const name of READING_NAMES)
      for (const value of READINGS[name].values)
        expect(readReadings({ [name]: String(value) })).toEqual({ [name]: value });
  });

  test('the README shows the table as it is', () => {
    expect(readText('tests/sandbox/README.md')).toContain(writeTable());
  });
});
