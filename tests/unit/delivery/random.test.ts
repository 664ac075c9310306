import 'fake-indexeddb/auto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { IllegalMove, reschedule } from '../../../lib/pin/moves';
import { listPins, readPin, saveDraft } from '../../../lib/store/pins';
import { removePin, schedulePin, takeBackPin } from '../../../lib/store/verbs';
import { HOUR, MINUTE } from '../../../lib/time';
import type { Fault } from '../../sandbox/faults';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox';
import { IS_THOROUGH, SEED } from '../../setup/thorough';
import { createDice, pick } from './dice';
import { addressSlide } from './paths';
import { decide, makeDraft, paint, storeSlide } from './pins';
import type { Postbreeze } from './postbreeze';
import { Universe } from './universe';

const PINS = IS_THOROUGH ? 200 : 80;

let sandbox: Sandbox;
let now: () => number = Date.now;
const totals = { faults: 0, deaths: 0 };

beforeAll(async () => {
  sandbox = await startSandbox({
    apiPort: 0,
    storagePort: 0,
    keepAlive: true,
    now: () => now(),
    fetchMedia: () => paint(3),
  });
});
afterAll(() => sandbox.close());

/** The stand-in over real HTTP, with connections that are kept and broken. */
function connect(clock: () => number): Postbreeze {
  now = clock;
  sandbox.reset();
  const livePosts = (title: string) =>
    [...sandbox.state.posts.values()].filter(
      ({ status, targets: [target] }) =>
        status !== 'DRAFT' &&
        target?.platformOptions.title === title &&
        target.status !== 'CANCELED' &&
        target.status !== 'FAILED',
    );
  return {
    apiUrl: sandbox.apiUrl,
    state: sandbox.state,
    requests: sandbox.requests,
    fetch,
    publish: sandbox.publish,
    livePosts,
  };
}

const FAULTS: Fault[] = [
  { kind: 'lost' },
  { kind: 'dropAfterCommit' },
  { kind: 'stall', commit: true },
  { kind: 'cut' },
  { kind: 'malformed', form: 'html' },
  { kind: 'malformed', form: 'wrong-shape' },
  { kind: 'status', status: 429, headers: { 'Retry-After': '7' } },
  { kind: 'status', status: 500 },
  { kind: 'status', status: 503, html: true },
  { kind: 'status', status: 502, commit: true },
];

test(`${PINS} pins survive a random life (seed ${SEED})`, async () => {
  const dice = createDice(SEED);
  const universe = await Universe.create(connect);
  universe.timeoutMs = 400;
  const ids = Array.from({ length: PINS }, (_, index) => `r${String(index).padStart(3, '0')}`);
  for (const [index, id] of ids.entries()) {
    const slides = pick(dice, [
      () => [addressSlide(index)],
      async () => [await storeSlide(index)],
      async () => [await storeSlide(index, 'a'), await storeSlide(index + 1, 'b')],
    ]);
    const publishAt = universe.now + Math.floor(dice() * 2 * HOUR);
    await saveDraft(
      makeDraft(id, await slides(), publishAt, { handOver: pick(dice, ['at-time', 'at-time', 'right-away']) }),
    );
    await schedulePin(id, universe.now);
  }
  const start = universe.now;
  universe.dies = () => {
    const isOver = dice() < 1 / 250;
    if (isOver) totals.deaths++;
    return isOver;
  };
  let worker = universe.startWorker();
  await worker.wake('message');
  while (universe.now < start + 3 * HOUR) {
    for (let some = 0; some < 2; some++, totals.faults++)
      sandbox.faults.add({ ...pick(dice, FAULTS), nth: 1 + Math.floor(dice() * 12) });
    if (dice() < 0.3) await actAsUser(pick(dice, ids), universe, dice);
    await universe.advanceTo(Math.max(universe.alarmAt ?? 0, universe.now + Math.floor(dice() * MINUTE)));
    if (universe.isDead) worker = universe.startWorker();
    await worker.wake('alarm');
  }
  universe.dies = () => false;
  sandbox.faults.clear();
  expect(await universe.run('startup')).toBe(true);
  expect(universe.errors).toEqual([]);

  const ends: Record<string, number> = {};
  const wrong: string[] = [];
  for (const id of ids) {
    const pin = await readPin(id);
    const live = universe.postbreeze.livePosts(`Title of ${id}`);
    const state = pin?.state ?? 'removed by the user';
    ends[state] = (ends[state] ?? 0) + 1;
    const expected = state === 'published' ? 1 : 0;
    if (live.length !== expected && !(pin === undefined && live[0]?.status === 'PUBLISHED'))
      wrong.push(`${id} ${state}: ${live.length} posts`);
    if (state === 'failed' && !pin?.lastError) wrong.push(`${id} failed without a reason`);
  }
  console.log(
    `Random run, seed ${SEED}, ${PINS} pins: ${totals.faults} faults, ${totals.deaths} deaths; ${JSON.stringify(ends)}; ${wrong.length} wrong`,
  );
  expect(wrong).toEqual([]);
  expect(
    (await listPins()).filter(({ state }) => state === 'queued' || state === 'sending' || state === 'handed-over'),
  ).toEqual([]);
}, 300_000);

async function actAsUser(id: string, universe: Universe, dice: () => number): Promise<void> {
  const acts = [
    removePin,
    takeBackPin,
    (pinId: string, at: number) => decide(pinId, (pin) => reschedule(pin, at + HOUR / 2, at), at),
  ];
  if ((await readPin(id))?.state === 'published') return;
  await pick(dice, acts)(id, universe.now).catch((error) => {
    if (!(error instanceof IllegalMove)) throw error;
  });
}
