import { HOUR, MINUTE, SECOND } from '../../lib/time';
import 'fake-indexeddb/auto';
import { schedule } from '../../lib/pin/moves';
import { changePins, listPins } from '../../lib/store/pins';
import { addressSlide } from '../unit/delivery/paths';
import { makeDraft, storeSlide } from '../unit/delivery/pins';
import { Universe } from '../unit/delivery/universe';
import { atMost, type Figure, median } from './figure';

const WAKES = 40;

/** The delivery engine, in Node over a database in memory and the stand-in without sockets. */
export async function run(): Promise<Figure[]> {
  const few = await timeIdleWake(100);
  const many = await timeIdleWake(10_000);
  return [
    atMost(1.5, { name: 'wake with nothing due, 10,000 pins against 100', figure: many / few, unit: 'times' }),
    await timeOverdue(500),
    await countRequests(1),
    await countRequests(3),
  ];
}

/** The median of waking with `count` pins waiting and none due, in ms. */
async function timeIdleWake(count: number): Promise<number> {
  const universe = await Universe.create();
  await fill(universe, count, () => universe.now + 100 * HOUR);
  const engine = universe.startWorker();
  const times: number[] = [];
  for (let wake = 0; wake < WAKES; wake++) {
    const startedAt = performance.now();
    await engine.wake('alarm');
    times.push(performance.now() - startedAt);
  }
  return median(times.slice(WAKES / 4));
}

/** How long overdue pins take, as a multiple of what Postbreeze's limit of 60 a minute allows at best. */
async function timeOverdue(count: number): Promise<Figure> {
  const universe = await Universe.create();
  const start = universe.now;
  await fill(universe, count, (index) => start - HOUR + index * SECOND);
  await universe.run();
  const { requests } = universe.postbreeze;
  const last = requests.findLastIndex(({ method }) => method === 'PATCH');
  const refused = requests.filter(({ status }) => status === 429).length;
  const published = (await listPins({ state: 'published' })).length;
  if (refused > 0 || published < count) throw new Error(`${refused} calls refused, ${published} pins published`);
  const bound = (Math.ceil((last + 1) / 60) - 1) * MINUTE;
  const figure = ((requests[last]?.at ?? 0) - start) / bound;
  return atMost(1.1, { name: `${count} overdue pins against the rate limit’s own bound`, figure, unit: 'times' });
}

/** Calls to the API for one pin until Postbreeze holds it; uploads go to the storage host and are no calls of the API. */
async function countRequests(slides: number): Promise<Figure> {
  const universe = await Universe.create();
  const pictures = await Promise.all(Array.from({ length: slides }, (_, index) => storeSlide(index)));
  await changePins([], () => ({ put: [schedule(makeDraft('p', pictures, universe.now), universe.now)] }));
  await universe.run();
  const figure = universe.postbreeze.requests.filter(
    ({ origin, method }) => origin === 'api' && method !== 'GET',
  ).length;
  return atMost(2 + slides, {
    name: `API calls for a published pin of ${slides}, before read-back`,
    figure,
    unit: 'calls',
  });
}

async function fill(universe: Universe, count: number, timeOf: (index: number) => number): Promise<void> {
  const put = Array.from({ length: count }, (_, index) =>
    schedule({ ...makeDraft(`p${index}`, [addressSlide(index)], timeOf(index)), createdAt: index }, universe.now),
  );
  await changePins([], () => ({ put }));
}
