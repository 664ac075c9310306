import { MINUTE, SECOND } from '../time';

const FIRST = 5 * SECOND;
const LONGEST = 15 * MINUTE;

/** The wait before the next attempt after `attempts` (≥ 1) failed ones: doubling to 15 minutes, the upper half of it random. */
export function backoff(attempts: number, random: () => number): number {
  const whole = Math.min(LONGEST, FIRST * 2 ** Math.min(attempts - 1, 20));
  return Math.round(whole * (0.5 + random() / 2));
}
