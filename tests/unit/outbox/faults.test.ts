import 'fake-indexeddb/auto';
import { afterAll, describe, expect, test } from 'vitest';
import { ANSWERS } from './answers';
import { PATHS } from './paths';
import { Tally, travel } from './travel';

const stops = new Tally();
const answers = new Tally();

afterAll(() => {
  stops.say(`Stops before every call of every port on ${PATHS.length} ways`);
  answers.say(`Each of ${ANSWERS.length} answers at every request of ${PATHS.length} ways`);
});

describe.each(PATHS)('the way "$name"', (path) => {
  test('loses, doubles and leaves nothing stuck wherever the world stops', async () => {
    const whole = await travel(path);
    expect(whole.breaches).toEqual([]);
    for (let nth = 1; nth <= whole.calls.length; nth++)
      stops.add(
        `stop before ${nth} ${whole.calls[nth - 1]}`,
        await travel(path, { cut: { nth, when: 'before' } }),
        whole.requests,
      );
    expect(stops.failures).toEqual([]);
    // One search, and again whatever was under way when the world stopped.
    expect(stops.extra).toBeLessThanOrEqual(7);
  }, 120_000);

  test('loses, doubles and leaves nothing stuck whatever is answered', async () => {
    const whole = await travel(path);
    for (let nth = 1; nth <= whole.fetches; nth++)
      for (const answer of ANSWERS)
        answers.add(`${answer.name} to ${nth}`, await travel(path, { spoilt: [{ nth, answer }] }), whole.requests);
    expect(answers.failures).toEqual([]);
    expect(answers.extra).toBeLessThanOrEqual(4);
  }, 120_000);
});
