import { describe, expect, test } from 'vitest';
import { createAsk } from '../../contract/ask';
import { checkContract } from '../../contract/check';
import { writeReport } from '../../contract/report';
import { ASSUMED, READING_NAMES, type Readings } from '../../sandbox/readings';
import { openSandbox, picture } from '../sandbox/open-sandbox';

/** Runs the check against a stand-in of that reading. */
async function check(readings: Partial<Readings>) {
  const { sandbox, control } = await openSandbox({ readings, now: Date.now });
  const lines: string[] = [];
  const ask = createAsk({
    apiUrl: sandbox.apiUrl,
    key: sandbox.keys[0]!,
    most: 30,
    now: Date.now,
    onCall: (line) => lines.push(line),
  });
  const report = await checkContract({
    ask,
    picture: await picture(),
    wait: (ms) => sandbox.clock.move(ms),
    now: Date.now,
  });
  await sandbox.clock.move(400 * 86_400_000);
  const tried = [...sandbox.state.posts.values()].filter(({ targets }) =>
    targets.some(({ attemptCount }) => attemptCount > 0),
  );
  const calls = sandbox.requests.filter(({ origin }) => origin === 'api').length;
  return { sandbox, control, report, tried, calls, lines };
}

const likelyOtherwise: Partial<Readings> = {
  patchOfDraft: 'keeps-draft-with-time',
  scheduleCall: 'scheduledAt',
  createStatus: 200,
  changeAnswer: 'empty',
  wrapper: 'data',
  deletedPost: 'null',
  presignAnswer: 'without-asset',
  listDelayMs: 5000,
  timeFormat: 'seconds',
};
const hardest: Partial<Readings> = {
  patchOfDraft: 409,
  scheduleCall: 'refuses',
  createStatus: 202,
  createAnswer: 'empty',
  changeAnswer: 'ok',
  wrapper: 'items',
  accountBoards: 'default-only',
  presignNeedsWorkspace: true,
  presignAnswer: 'addresses-only',
  numbers: 'strings',
  absentValues: 'left-out',
  unknownFields: true,
  states: 'lower-case',
  timeFormat: 'offset',
  clockSkewMs: 300_000,
  listRepeats: true,
};

describe('npm run contract', () => {
  test.each([
    ['as we assume', {}],
    ['likely otherwise', likelyOtherwise],
    ['the hardest', hardest],
  ] as const)(
    'sees which reading is true, in 30 calls, publishes nothing and leaves nothing: %s',
    async (_, readings) => {
      const { sandbox, report, tried, calls } = await check(readings);
      const wanted: Partial<Readings> = { ...ASSUMED, ...readings };
      for (const name of READING_NAMES) if (!(name in report.readings)) delete wanted[name];
      expect(report.readings).toEqual(wanted);
      const unseen = READING_NAMES.filter((name) => !(name in report.readings));
      expect(
        unseen.filter(
          (name) =>
            !['pastTime', 'dateHeader', 'listOrder', 'listLimit', 'refusals', 'numbers', 'absentValues'].includes(name),
        ),
      ).toEqual([]);
      expect(calls).toBeLessThanOrEqual(30);
      expect(tried).toEqual([]);
      expect(report.left).toEqual([]);
      expect([...sandbox.state.posts.values()].filter(({ deletedAt }) => deletedAt === null)).toEqual([]);
    },
  );

  test.each(['keeps-draft', 'schedules', 422] as const)(
    'PATCH that %s, with a schedule call that wants another name, or none',
    async (patchOfDraft) => {
      const named = await check({ patchOfDraft, scheduleCall: 'publishAt' });
      expect(named.report.readings).toMatchObject({ patchOfDraft, scheduleCall: 'publishAt' });
      const missing = await check({ patchOfDraft, scheduleCall: 'missing' });
      expect(missing.report.readings).toMatchObject({ patchOfDraft, scheduleCall: 'missing' });
      expect([...named.report.left, ...missing.report.left]).toEqual([]);
    },
  );

  test('meets a captive portal half-way, and still removes what it made', async () => {
    const { sandbox, report, tried } = await check({ network: 'portal' });
    expect(report.readings.network).toBe('portal');
    expect(tried).toEqual([]);
    const kept = [...sandbox.state.posts.values()].filter(({ deletedAt }) => deletedAt === null);
    expect(kept.map(({ id }) => id)).toEqual(report.left);
  });

  test('its file starts a stand-in that reads it so', async () => {
    const { report } = await check(likelyOtherwise);
    const { sandbox } = await openSandbox({ readings: report.readings });
    expect(sandbox.state.settings).toMatchObject(likelyOtherwise);
  });

  test('its table and its notes hold no key, no account and no words of posts', async () => {
    const { sandbox, report, control } = await check(hardest);
    const table = writeReport(report);
    expect(table).toContain('≠  patchOfDraft');
    const { keys, accounts } = (await control('GET', '/state')).body;
    for (const secret of [keys[0].key, accounts[0].id, accounts[0].handle, sandbox.keys[0]!])
      expect(table).not.toContain(secret);
  });
});
