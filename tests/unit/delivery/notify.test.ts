import { HOUR } from '../../../lib/time';
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { updatePin } from '../../../lib/store/pins';
import { updateSettings } from '../../../lib/store/settings';
import { scheduleMany, scheduleOne } from './many';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

async function failOne(): Promise<Universe> {
  const universe = await Universe.create();
  universe.postbreeze.state.publishFaults.push({ code: 'PIN_BOARD_NOT_FOUND', times: 99 });
  await scheduleOne(universe);
  return universe;
}

test('a failure is reported once, with its fix, even across restarts', async () => {
  const universe = await failOne();
  await universe.run();
  expect(universe.notices).toMatchObject([
    { id: 'pin:p', kind: 'failed', pinId: 'p', message: expect.stringContaining('Choose another board') },
  ]);
  for (const reason of ['start', 'startup', 'alarm', 'install'] as const) await universe.startWorker().wake(reason);
  expect(universe.notices).toHaveLength(1);
  expect(universe.badge).toBe(1);
});

test('if the worker dies between showing and noting, the notification replaces itself', async () => {
  const whole = await failOne();
  whole.watch();
  await whole.run();
  for (let nth = 1; nth <= whole.calls.length; nth++) {
    const universe = await failOne();
    universe.watch({ cut: { nth, when: 'before' } });
    await universe.run();
    expect(new Set(universe.notices.map(({ id }) => id)), `stop before ${nth} ${whole.calls[nth - 1]}`).toEqual(
      new Set(['pin:p']),
    );
    expect(universe.badge).toBe(1);
  }
});

test('a published pin is reported only if the user wants that', async () => {
  const quiet = await Universe.create();
  await scheduleOne(quiet);
  await quiet.run();
  expect(quiet.notices).toEqual([]);
  const loud = await Universe.create();
  await updateSettings({ notifyPublished: true });
  await scheduleOne(loud);
  await loud.run();
  expect(loud.notices.map(({ kind }) => kind)).toEqual(['published']);
});

test('many of one kind become one summary', async () => {
  const universe = await Universe.create();
  await scheduleMany(universe, 12, () => universe.now - HOUR);
  await universe.run();
  expect(universe.notices).toMatchObject([{ id: 'news:late', title: '12 pins go out late' }]);
});

test('the last summary of very many counts all of them', async () => {
  const universe = await Universe.create();
  await updateSettings({ whenLate: 'ask' });
  await scheduleMany(universe, 402, () => universe.now - HOUR);
  await universe.run();
  const { id, title } = universe.notices.at(-1)!;
  expect([id, title]).toEqual(['news:held', '402 pins are late and wait for you']);
  expect(new Set(universe.notices.map((notice) => notice.id))).toEqual(new Set([id]));
});

test('news during a notification is reported too', async () => {
  const universe = await failOne();
  universe.watch();
  await universe.run();
  const nth = universe.calls.indexOf('notify') + 2;
  const again = await failOne();
  const failAnew = async () =>
    void (await updatePin('p', (pin) => ({ ...pin, lastError: { ...pin.lastError!, at: again.now + 1 } })));
  again.watch({ meanwhile: { nth, act: failAnew } });
  await again.run();
  expect(again.notices.map(({ kind }) => kind)).toEqual(['failed', 'failed']);
});
