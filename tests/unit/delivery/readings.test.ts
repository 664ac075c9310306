import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { putAccounts } from '../../../lib/store/books';
import { readPin, saveDraft } from '../../../lib/store/pins';
import { schedulePin } from '../../../lib/store/verbs';
import { HOUR, MINUTE } from '../../../lib/time';
import { coverPairs } from '../../sandbox/covering';
import { ASSUMED, READING_NAMES, READINGS, type Readings } from '../../sandbox/readings';
import { DEMO_ACCOUNT_ID, DEMO_WORKSPACE_ID } from '../../sandbox/seed';
import { IS_THOROUGH, SEED } from '../../setup/thorough';
import { makeAccount } from '../options/kit';
import { ANSWERS } from './answers';
import { checkEnd } from './check-end';
import { addressSlide, type Path, TITLE } from './paths';
import { makeDraft, storeSlide } from './pins';
import { Universe } from './universe';

/** A Date that tells another's time matters to one refusal alone, see `time.test.ts`; with the others it would only add rows. */
const PAIRED = READING_NAMES.filter((name) => name !== 'dateHeader');
const options = Object.fromEntries(PAIRED.map((name) => [name, READINGS[name].values]));

const account = makeAccount({ id: DEMO_ACCOUNT_ID, workspaceId: DEMO_WORKSPACE_ID, seenAt: 0 });

/** A pin that is to go out in a minute, in a world that reads what is open so. */
async function begin(readings: Partial<Readings>, makeSlides = async () => [await storeSlide(1)]): Promise<Universe> {
  const universe = await Universe.create();
  Object.assign(universe.postbreeze.state.settings, readings);
  const slides = await makeSlides();
  await putAccounts([account]);
  await saveDraft(makeDraft('p', slides, universe.now + MINUTE));
  await schedulePin('p', universe.now);
  return universe;
}

const rows = coverPairs(options).map((row) => ({ ...ASSUMED, ...row }) as Readings);
const named = rows.map((row, index) => {
  const other = READING_NAMES.filter((name) => row[name] !== ASSUMED[name]);
  return [index, other.map((name) => `${name}=${row[name]}`).join(' '), row] as const;
});

/**
 * Ends where something in between answers every fourth call, told to the user, and the readings that they need besides.
 *
 * - The create call names no post. Without an upload's id, or with a clock minutes off, nothing tells our draft from another's.
 * - No call schedules a draft. Creating with a time comes only after more calls than get through in a row; each attempt asks the
 *   earlier ways again, since a refusal may have been a passing one, and a list that shows no post proves nothing.
 */
const TOLD: Record<string, (readings: Readings) => boolean> = {
  CREATE_UNSEEN: ({ createAnswer }) => createAnswer === 'empty',
  OUTCOME_UNKNOWN: ({ scheduleCall }) => scheduleCall === 'refuses' || scheduleCall === 'missing',
};

test.each(named)('any two readings together, row %i, publish a pin once: %s', async (_, __, readings) => {
  const universe = await begin(readings);
  const isAtRest = await universe.run();
  const pin = await readPin('p');
  const live = universe.postbreeze.livePosts(TITLE);
  if (readings.network !== 'plain' && pin?.state === 'failed') {
    expect(TOLD[pin.lastError?.code ?? '']?.(readings)).toBe(true);
    expect([isAtRest, universe.badge, live.length <= 1]).toEqual([true, 1, true]);
  } else {
    expect([isAtRest, pin?.state, pin?.lastError?.code, live.length]).toEqual([true, 'published', undefined, 1]);
  }
  expect(universe.errors).toEqual([]);
});

const anyReadings = fc.record(
  Object.fromEntries(READING_NAMES.map((name) => [name, fc.constantFrom<unknown>(...READINGS[name].values)])),
) as fc.Arbitrary<Readings>;
const anyFaults = fc.array(fc.record({ nth: fc.integer({ min: 1, max: 14 }), answer: fc.constantFrom(...ANSWERS) }), {
  maxLength: 4,
});
const anyStops = fc.array(fc.integer({ min: 1, max: 120 }), { maxLength: 4 });

const anyEnd: Path = {
  name: 'any',
  about: 'sending',
  begin: async () => {},
  ends: ['published', 'failed', 'handed-over'],
};

test('whatever the readings, the faults and the deaths: no pin is lost, none goes out twice', async () => {
  await fc.assert(
    fc.asyncProperty(anyReadings, anyFaults, anyStops, fc.boolean(), async (readings, faults, stops, isUploaded) => {
      const universe = await begin(readings, async () => [isUploaded ? await storeSlide(1) : addressSlide(1)]);
      universe.watch({ spoilt: faults });
      universe.dies = () => stops.includes(universe.calls.length);
      await universe.run('message', universe.now + 48 * HOUR);
      universe.dies = () => false;
      await universe.run('startup', universe.now + 48 * HOUR);
      const breaches = await checkEnd(universe, anyEnd);
      universe.end();
      expect(breaches).toEqual([]);
    }),
    { numRuns: IS_THOROUGH ? 500 : 20, seed: SEED },
  );
}, 1_200_000);
