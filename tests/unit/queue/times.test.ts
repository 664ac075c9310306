import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromFieldValue, sayDistance, sayLength, sayTime, spreadTimes, toFieldValue } from '../../../lib/queue/times';

const zone = process.env.TZ;
beforeAll(() => {
  process.env.TZ = 'Europe/Stockholm';
});
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

const at = (iso: string) => new Date(iso).getTime();
const now = at('2026-06-02T10:00:00+02:00');

describe('a time in words', () => {
  it.each([
    ['2026-06-02T18:00:00+02:00', 'Today, 18:00'],
    ['2026-06-03T00:00:00+02:00', 'Tomorrow, 00:00'],
    ['2026-06-01T23:59:00+02:00', 'Yesterday, 23:59'],
    ['2026-06-05T09:30:00+02:00', 'Fri 5 Jun, 09:30'],
    ['2027-06-05T09:30:00+02:00', 'Sat 5 Jun 2027, 09:30'],
  ])('%s is %s', (iso, words) => {
    // Whether a comma follows the weekday differs by version of the browser's language data.
    expect(sayTime(at(iso), now, 'en-GB').replace(/^(\w{3}),/, '$1')).toBe(words);
  });

  it('knows tomorrow on the day the clocks change', () => {
    expect(sayTime(at('2026-03-30T00:10:00+02:00'), at('2026-03-29T00:10:00+01:00'), 'en-GB')).toBe('Tomorrow, 00:10');
  });
});

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

describe('the field for date and time', () => {
  it('shows local time and reads it back', () => {
    expect(toFieldValue(now)).toBe('2026-06-02T10:00');
    expect(fromFieldValue('2026-06-02T10:00')).toBe(now);
  });

  it('is null while empty or half typed', () => {
    expect(fromFieldValue('')).toBeNull();
    expect(fromFieldValue('2026-06-')).toBeNull();
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
