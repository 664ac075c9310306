import 'fake-indexeddb/auto';
import { afterAll, describe, expect, test } from 'vitest';
import { ANSWERS } from './answers';
import { PATHS } from './paths';
import { listEffects, Tally, travel } from './travel';

/** The whole product takes minutes: PINBREEZE_FAULTS=all. By default the ways whose doubts are hardest, at their dearest call. */
const isWhole = process.env.PINBREEZE_FAULTS === 'all';
const HARDEST: Record<string, number> = { 'one picture, at its time': 4, 'by address alone': 1, remove: 1 };
const ways = isWhole ? PATHS : PATHS.filter(({ name }) => HARDEST[name] !== undefined);

const tally = new Tally();
afterAll(() => tally.say(`Each answer × each stop on ${ways.length} ways${isWhole ? '' : ' (dearest call)'}`));

describe.each(ways)('the way "$name"', (path) => {
  test('survives a wrong answer and then, or before, the end of the world', async () => {
    const whole = await travel(path);
    const all = Array.from({ length: whole.fetches }, (_, index) => index + 1);
    for (const nth of isWhole ? all : [HARDEST[path.name] ?? 1])
      for (const answer of ANSWERS) {
        const spoilt = [{ nth, answer }];
        const { calls } = await travel(path, { spoilt });
        for (const stop of listEffects(calls))
          tally.add(
            `${answer.name} to ${nth}, stop before ${stop} ${calls[stop - 1]}`,
            await travel(path, { spoilt, cut: { nth: stop, when: 'before' } }),
          );
      }
    expect(tally.failures).toEqual([]);
  }, 3_600_000);
});
