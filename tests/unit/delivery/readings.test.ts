import 'fake-indexeddb/auto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPin, saveDraft } from '../../../lib/store/pins';
import { schedulePin } from '../../../lib/store/verbs';
import { HOUR, MINUTE } from '../../../lib/time';
import { coverPairs } from '../../sandbox/covering';
import { ASSUMED, READING_NAMES, READINGS, type Readings } from '../../sandbox/readings';
import { ANSWERS } from './answers';
import { checkEnd } from './check-end';
import { addressSlide, type Path, TITLE } from './paths';
import { makeDraft, storeSlide } from './pins';
import { Universe } from './universe';

const RUNS = Number(process.env.PINBREEZE_RUNS ?? 40);
const options = Object.fromEntries(READING_NAMES.map((name) => [name, READINGS[name].values]));

/** A pin that is to go out in a minute, in a world that reads what is open so. */
async function begin(readings: Partial<Readings>): Promise<Universe> {
  const universe = await Universe.create();
  Object.assign(universe.postbreeze.state.settings, readings);
  await saveDraft(makeDraft('p', [await storeSlide(1)], universe.now + MINUTE));
  await schedulePin('p', universe.now);
  return universe;
}

const rows = coverPairs(options).map((row) => row as unknown as Readings);
const named = rows.map((row, index) => {
  const other = READING_NAMES.filter((name) => row[name] !== ASSUMED[name]);
  return [index, other.map((name) => `${name}=${row[name]}`).join(' '), row] as const;
});

test.each(named)('any two readings together, row %i, publish a pin once: %s', async (_, __, readings) => {
  const universe = await begin(readings);
  const isAtRest = await universe.run();
  const pin = await readPin('p');
  expect([isAtRest, pin?.state, pin?.lastError?.code]).toEqual([true, 'published', undefined]);
  expect(universe.postbreeze.livePosts(TITLE)).toHaveLength(1);
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
      const universe = await Universe.create();
      Object.assign(universe.postbreeze.state.settings, readings);
      const slide = isUploaded ? await storeSlide(1) : addressSlide(1);
      await saveDraft(makeDraft('p', [slide], universe.now + MINUTE));
      await schedulePin('p', universe.now);
      universe.watch({ spoilt: faults });
      universe.dies = () => stops.includes(universe.calls.length);
      await universe.run('message', universe.now + 48 * HOUR);
      universe.dies = () => false;
      await universe.run('startup', universe.now + 48 * HOUR);
      const breaches = await checkEnd(universe, anyEnd);
      universe.end();
      expect(breaches).toEqual([]);
    }),
    { numRuns: RUNS, seed: Number(process.env.PINBREEZE_SEED ?? 20_261_129) },
  );
}, 1_200_000);
