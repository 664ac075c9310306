import type { Slot } from '../../lib/pin/slots';
import { nextFreeSlots } from '../../lib/pin/slots';
import { DAY, HOUR, MINUTE } from '../../lib/time';

/** "in 5 minutes", "2 hours ago"; '' beyond a day, where the day says it better. */
export function sayDistance(at: number, now: number): string {
  const gap = at - now;
  const size = Math.abs(gap);
  if (size > DAY) return '';
  const words = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
  if (size < MINUTE) return gap < 0 ? 'just now' : 'in less than a minute';
  if (size < HOUR) return words.format(Math.trunc(gap / MINUTE), 'minute');
  return words.format(Math.round(gap / HOUR), 'hour');
}

/** "5 minutes", "3 hours", "2 days": a length of time, to say how late a pin is. */
export function sayLength(ms: number): string {
  const [, unit, name] = UNITS.find(([from]) => ms >= from) ?? [0, MINUTE, 'minute'];
  const count = Math.max(1, Math.round(ms / unit));
  return `${count} ${name}${count === 1 ? '' : 's'}`;
}

const UNITS = [
  [2 * DAY, DAY, 'day'],
  [HOUR, HOUR, 'hour'],
  [0, MINUTE, 'minute'],
] as const;

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
