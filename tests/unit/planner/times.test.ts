import { describe, expect, it } from 'vitest';
import { sayDistance, sayLength, spreadTimes } from '../../../components/planner/times';
import { toFieldValue } from '../../../lib/pin/times';
import { liveIn } from '../time-zone';

liveIn('Europe/Stockholm');

const at = (iso: string) => new Date(iso).getTime();
const now = at('2026-06-02T10:00:00+02:00');

describe('a distance in words', () => {
  it.each([
    [30_000, 'in less than a minute'],
    [-30_000, 'just now'],
    [5.5 * 60_000, 'in 5 minutes'],
    [-119 * 60_000, '2 hours ago'],
    [3 * 24 * 3_600_000, ''],
  ])('%i ms is “%s”', (gap, words) => {
    expect(sayDistance(now + gap, now)).toBe(words);
  });
});

describe('a length in words', () => {
  it.each([
    [5 * 60_000, '5 minutes'],
    [60 * 60_000, '1 hour'],
    [9.4 * 3_600_000, '9 hours'],
    [72 * 3_600_000, '3 days'],
  ])('%i ms is “%s”', (ms, words) => {
    expect(sayLength(ms)).toBe(words);
  });
});

describe('times for many pins', () => {
  const slots = [{ days: [0, 1, 2, 3, 4, 5, 6], minutes: 12 * 60 }];

  it('begin at the chosen one and go on at the free slots after it', () => {
    const taken = [at('2026-06-03T12:00:00+02:00')];
    const times = spreadTimes(3, at('2026-06-02T18:00:00+02:00'), { slots, taken });
    expect(times.map((time) => toFieldValue(time))).toEqual([
      '2026-06-02T18:00',
      '2026-06-04T12:00',
      '2026-06-05T12:00',
    ]);
  });

  it('are one for each pin even without slots, and never the same twice', () => {
    const times = spreadTimes(4, now, { slots: [], taken: [] });
    expect(new Set(times).size).toBe(4);
  });
});
