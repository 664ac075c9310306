import { afterAll, expect, test } from 'vitest';
import { IS_THOROUGH } from '../../setup/thorough';
import { ANSWERS } from './answers';
import { PATHS, type Path } from './paths';
import { WAY_PATHS } from './paths-ways';
import { Product } from './product';
import { Tally } from './travel';

/**
 * `npm run test:all` tries every pair of faults on every way. By default, every way meets each fault by itself (a way that is like
 * another: one fault of each kind), and the first way of each kind meets every sixteenth pair.
 */
const STEP = IS_THOROUGH ? 1 : 16;

/** Tests that every way about something survives every fault, and every two of them. One file each: files run side by side. */
export function proveWays(about: Path['about']): void {
  const singles = new Tally();
  const pairs = new Tally();
  const ways = [...PATHS, ...WAY_PATHS].filter((path) => path.about === about);
  const hasPairs = (path: Path) => IS_THOROUGH || path === ways[0];
  afterAll(() => {
    singles.say(`${about}: each stop and each wrong answer on ${ways.length} ways`);
    pairs.say(
      `${about}: ${IS_THOROUGH ? 'each pair' : `every ${STEP}th pair`} of the two, in both orders, on ${ways.filter(hasPairs).length} ways`,
    );
  });

  test.each(ways)(
    'the way "$name" loses, doubles and leaves nothing stuck wherever the world stops and whatever is answered',
    async (path) => {
      const answers = ANSWERS.filter(({ twice }) => !(twice && path.isResentOnce));
      const kinds = IS_THOROUGH ? answers : answers.filter(({ isLike }) => !isLike);
      const product = await Product.begin(path, path.isLike ? kinds : answers, kinds);
      await product.explore(singles, hasPairs(path) ? pairs : undefined, STEP);
      expect([...singles.failures, ...pairs.failures]).toEqual([]);
      // One search, and again whatever was under way when the world stopped; the ladder's ways are long.
      const most = about === 'ways' ? 14 : 7;
      expect(singles.extra).toBeLessThanOrEqual(most);
      expect(pairs.extra).toBeLessThanOrEqual(2 * most);
    },
    1_200_000,
  );
}
