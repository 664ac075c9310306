import { HOUR, MINUTE, SECOND } from '../../../lib/time';
import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { blockCalls, readCallWait, takeCall } from '../../../lib/store/engine-memory';
import { listPins } from '../../../lib/store/pins';
import { DEMO_KEY } from '../../sandbox/seed';
import { countStates, scheduleMany } from './many';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

test('five hundred overdue pins leave in order of their time, without one 429, within 1.1 of the limit’s own bound', async () => {
  const universe = await Universe.create();
  const start = universe.now;
  await scheduleMany(universe, 500, (index) => start - HOUR - ((index * 37) % 500) * SECOND);
  expect(await universe.run()).toBe(true);
  expect(await countStates()).toEqual({ published: 500 });
  const { requests } = universe.postbreeze;
  expect(requests.filter(({ status }) => status === 429)).toEqual([]);
  const scheduled = requests.filter(({ method }) => method === 'PATCH');
  const calls = requests.indexOf(scheduled.at(-1)!) + 1;
  const bound = (Math.ceil(calls / 60) - 1) * MINUTE;
  const ratio = (scheduled.at(-1)!.at - start) / bound;
  console.log(`500 overdue pins: ${calls} calls, ${ratio.toFixed(3)} of the limit’s own bound`);
  expect(ratio).toBeLessThanOrEqual(1.1);
  const times = new Map((await listPins()).map(({ title, publishAt }) => [title, publishAt!]));
  const order = scheduled.map(({ body }) => times.get((body as never as Body).platforms[0]!.platformOptions.title)!);
  expect(order).toEqual([...order].sort((a, b) => a - b));
}, 120_000);

interface Body {
  platforms: { platformOptions: { title: string } }[];
}

test('room for what the user does by hand is left while the engine uses all of its own', async () => {
  const { now } = await Universe.create();
  let taken = 0;
  while ((await takeCall('engine', now)) === 0) taken++;
  expect(taken).toBe(57);
  expect(await takeCall('user', now)).toBe(0);
  expect(await readCallWait('engine', now)).toBeGreaterThan(MINUTE - SECOND);
  expect(await readCallWait('engine', now + MINUTE + SECOND)).toBe(0);
});

test('a clock set back does not open the budget', async () => {
  const { now } = await Universe.create();
  while ((await takeCall('engine', now)) === 0);
  expect(await readCallWait('engine', now - HOUR)).toBeGreaterThan(0);
  expect(await readCallWait('engine', now - HOUR)).toBeLessThanOrEqual(MINUTE + SECOND);
});

test('a clock set back does not close the budget for longer than a window', async () => {
  const { now } = await Universe.create();
  while ((await takeCall('engine', now)) === 0);
  await blockCalls(5 * SECOND, now);
  const earlier = now - 20 * 24 * HOUR;
  expect(await readCallWait('engine', earlier)).toBeGreaterThan(0);
  expect(await readCallWait('engine', earlier + 16 * MINUTE)).toBe(0);
});

test('waits while another program uses up the same key', async () => {
  const universe = await Universe.create();
  await scheduleMany(universe, 20, () => universe.now);
  for (let call = 0; call < 55; call++)
    await universe.postbreeze.fetch(
      new Request(`${universe.postbreeze.apiUrl}/workspaces`, { headers: { Authorization: `Bearer ${DEMO_KEY}` } }),
    );
  expect(await universe.run()).toBe(true);
  expect(await countStates()).toEqual({ published: 20 });
  expect(universe.postbreeze.requests.filter(({ status }) => status === 429).length).toBeLessThanOrEqual(1);
  expect(universe.notices.filter(({ kind }) => kind === 'failed')).toEqual([]);
});

test('a pin whose upload hangs does not hold up the others', async () => {
  const universe = await Universe.create();
  await scheduleMany(universe, 5, (index) => universe.now - 10 + index);
  const hanging = new Promise<Response>(() => {});
  universe.watch({ spoilt: [{ nth: 1, answer: { name: 'hangs', commits: false, deliver: () => hanging } }] });
  universe.isSlow = true;
  void universe.startWorker().wake('message');
  await expect.poll(async () => (await countStates())['handed-over'], { timeout: 5000 }).toBe(4);
}, 10_000);
