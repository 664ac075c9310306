import { nextFreeSlots, type Slot } from '../../lib/pin/slots';
import { DAY } from '../../lib/time';

/**
 * Times for `count` pins: the first at `at`, the others at the free slots after it. With fewer free slots than pins, the
 * rest follow the last one by a day each.
 */
export function spreadTimes(
  count: number,
  at: number,
  from: { slots: readonly Slot[]; taken: readonly number[] },
): number[] {
  const times = [at, ...nextFreeSlots(from.slots, [...from.taken, at], at, count - 1)].slice(0, count);
  while (times.length < count) times.push((times.at(-1) ?? at) + DAY);
  return times;
}
