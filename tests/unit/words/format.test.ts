import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../../lib/time';
import { formatClock, formatDistance, formatDuration, formatTime } from '../../../lib/words/format';
import { setLocale } from '../../../lib/words/t';
import { liveIn } from '../time-zone';

liveIn('Europe/Stockholm');
beforeAll(() => setLocale('en-GB'));
afterAll(() => setLocale(undefined));

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
    expect(formatTime(at(iso), now).replace(/^(\w{3}),/, '$1')).toBe(words);
  });

  it('knows tomorrow on the day the clocks change', () => {
    expect(formatTime(at('2026-03-30T00:10:00+02:00'), at('2026-03-29T00:10:00+01:00'))).toBe('Tomorrow, 00:10');
    expect(formatTime(at('2026-10-26T00:10:00+01:00'), at('2026-10-25T00:10:00+02:00'))).toBe('Tomorrow, 00:10');
  });
});

describe('a distance in words', () => {
  it.each([
    [30 * SECOND, 'in less than a minute'],
    [-30 * SECOND, 'just now'],
    [5.5 * MINUTE, 'in 5 minutes'],
    [-119 * MINUTE, '2 hours ago'],
    [3 * DAY, 'in 3 days'],
  ])('%i ms is “%s”', (gap, words) => {
    expect(formatDistance(now + gap, now)).toBe(words);
  });
});

describe('a duration in words', () => {
  it.each([
    [SECOND, '1 minute'],
    [59 * MINUTE, '59 minutes'],
    [HOUR, '1 hour'],
    [9.4 * HOUR, '9 hours'],
    [30 * HOUR, '30 hours'],
    [3 * DAY, '3 days'],
  ])('%i ms is “%s”', (ms, words) => {
    expect(formatDuration(ms)).toBe(words);
  });
});

it('follows a machine that travels while a screen is open', () => {
  const zone = process.env.TZ;
  try {
    expect(formatClock(now)).toBe('10:00');
    process.env.TZ = 'America/New_York';
    expect(formatClock(now)).toBe('04:00');
  } finally {
    process.env.TZ = zone;
  }
});
