import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { readPin, saveDraft } from '../../../lib/store/pins';
import { removePin, schedulePin } from '../../../lib/store/verbs';
import { DAY, HOUR, MINUTE } from '../../../lib/time';
import { intercept } from './intercept';
import { addressSlide } from './paths';
import { makeDraft, storeSlide } from './pins';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

describe('a pin some hours past its time is reported, whatever it waits for', () => {
  test.each<[string, (universe: Universe) => void]>([
    [
      'approval',
      ({ postbreeze }) => {
        for (const workspace of postbreeze.state.workspaces.values()) workspace.needsApproval = true;
      },
    ],
    [
      'a post that stays PUBLISHING',
      ({ postbreeze }) => Object.assign(postbreeze.state.settings, { publishingMs: 1e12 }),
    ],
    ['a connection', (universe) => void intercept(universe, () => Promise.reject(new TypeError('Failed to fetch')))],
  ])('%s', async (_, spoil) => {
    const universe = await Universe.create();
    spoil(universe);
    await saveDraft(makeDraft('p', [await storeSlide(1)], universe.now));
    await schedulePin('p', universe.now);
    await universe.run('message', universe.now + DAY);
    expect(universe.notices.filter(({ kind }) => kind === 'overdue')).toHaveLength(1);
    expect(universe.badge).toBe(1);
  });

  test('pictures that are never ready', async () => {
    const universe = await Universe.create();
    await saveDraft(makeDraft('p', [{ ...addressSlide(1), rung: 'reading' }], universe.now));
    await schedulePin('p', universe.now);
    await universe.startWorker().wake('message');
    await universe.advanceTo(universe.now + 4 * HOUR);
    await universe.startWorker().wake('alarm');
    expect(universe.notices.map(({ kind }) => kind)).toEqual(['overdue']);
    await removePin('p', universe.now);
    await universe.startWorker().wake('message');
    expect(universe.badge).toBe(0);
  });
});

describe('the host that takes uploads', () => {
  async function upload(hasHost: boolean): Promise<Universe> {
    const universe = await Universe.create();
    universe.hasHost = () => hasHost;
    intercept(universe, ({ method }, pass) => (method === 'PUT' ? Promise.reject(new TypeError('CORS')) : pass()));
    await saveDraft(makeDraft('p', [await storeSlide(1)], universe.now));
    await schedulePin('p', universe.now);
    await universe.run('message', universe.now + 2 * DAY);
    return universe;
  }
  const countPresigns = ({ postbreeze }: Universe) =>
    postbreeze.requests.filter(({ path }) => path.includes('presign')).length;

  test('fails with a code of its own, and the host’s name, if this browser may not reach it', async () => {
    const universe = await upload(false);
    expect((await readPin('p'))?.lastError).toMatchObject({ code: 'UPLOAD_HOST', message: 'storage.test' });
    expect(countPresigns(universe)).toBe(1);
  });

  test('is not asked for addresses for ever if it is down', async () => {
    const universe = await upload(true);
    expect((await readPin('p'))?.state).toBe('failed');
    expect(countPresigns(universe)).toBeLessThanOrEqual(12);
  });
});

test.each(['0', '1', '-5', '1.5', '9'.repeat(309)])('429 with Retry-After %s is met with patience', async (header) => {
  const universe = await Universe.create();
  const times: number[] = [];
  intercept(universe, async () => {
    times.push(universe.now);
    const body = JSON.stringify({ statusCode: 429, code: 'RATE_LIMITED', message: 'Slow down.', requestId: 'r' });
    return new Response(body, { status: 429, headers: { 'Retry-After': header } });
  });
  await saveDraft(makeDraft('p', [await storeSlide(1)], universe.now));
  await schedulePin('p', universe.now);
  const start = universe.now;
  await universe.run('message', start + HOUR);
  const within = (ms: number) => times.filter((at) => at < start + ms).length;
  expect(within(MINUTE)).toBeLessThanOrEqual(4);
  expect(within(HOUR)).toBeLessThanOrEqual(12);
});

describe('a store that fails', () => {
  const broken = () => new DOMException('Internal error opening backing store.', 'UnknownError');

  test('leaves an alarm standing, wherever it fails first', async () => {
    const universe = await Universe.create();
    await saveDraft(makeDraft('p', [await storeSlide(1)], universe.now));
    await schedulePin('p', universe.now);
    for (let nth = 1; nth <= 6; nth++) {
      universe.alarmAt = null;
      universe.watch({ meanwhile: { nth, act: () => Promise.reject(broken()) } });
      await universe.startWorker().wake('start');
      expect(universe.alarmAt === null && universe.calls[nth - 1] !== 'arm').toBe(false);
    }
  });

  test.each([
    ['again and again', broken, 3],
    ['because a newer version wrote it', () => new DOMException('Newer.', 'VersionError'), 1],
  ])('%s is said once', async (_, error, turns) => {
    const universe = await Universe.create();
    const engine = universe.startWorker();
    const wakeBroken = async () => {
      universe.watch({ meanwhile: { nth: 2, act: () => Promise.reject(error()) } });
      await engine.wake('alarm');
    };
    for (let turn = 1; turn < turns; turn++) await wakeBroken();
    expect(universe.notices).toEqual([]);
    for (let turn = 0; turn < 10; turn++) await wakeBroken();
    expect(universe.notices.map(({ kind }) => kind)).toEqual(['trouble']);
    expect(universe.badge).toBe(1);
  });
});
