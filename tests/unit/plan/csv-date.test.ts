import { describe, expect, it } from 'vitest';
import { findDateOrder, isAmbiguous, parseCsvDate } from '../../../lib/pin/csv-rows';
import { liveIn } from '../time-zone';

liveIn('Europe/Stockholm');

describe('a date', () => {
  const iso = (text: string, order: 'month-first' | 'day-first' = 'month-first') => {
    const date = parseCsvDate(text, order);
    return date === 'invalid' ? date : new Date(date.at).toISOString();
  };

  it.each([
    ['2026-12-06', '2026-12-05T23:00:00.000Z'],
    ['2026-12-06 09:30', '2026-12-06T08:30:00.000Z'],
    ['2026-12-06T09:30:15Z', '2026-12-06T09:30:15.000Z'],
    ['2026-12-06T09:30:00-05:00', '2026-12-06T14:30:00.000Z'],
    ['2026/12/06 9:30', '2026-12-06T08:30:00.000Z'],
    ['06.12.2026 09:30', '2026-12-06T08:30:00.000Z'],
    ['12/06/2026 9:30 PM', '2026-12-06T20:30:00.000Z'],
    ['12/06/26', '2026-12-05T23:00:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ])('%s is read', (text, expected) => {
    expect(iso(text)).toBe(expected);
  });

  it.each(['tomorrow', '2026-13-01', '2026-02-30', '2026-12-06T25:00', '12/06/2026 13:00 PM', '46000'])(
    '%s is none',
    (text) => {
      expect(iso(text)).toBe('invalid');
    },
  );

  it('is read in the order that its column shows, and is unclear if it shows none', () => {
    expect(findDateOrder(['03/04/2026', '25/04/2026'])).toBe('day-first');
    expect(findDateOrder(['03/04/2026', '04/25/2026'])).toBe('month-first');
    expect(findDateOrder(['03/04/2026'])).toBeNull();
    expect([isAmbiguous('03/04/2026'), isAmbiguous('04/04/2026'), isAmbiguous('2026-04-03')]).toEqual([
      true,
      false,
      false,
    ]);
    expect(iso('03/04/2026', 'day-first')).toBe('2026-04-02T22:00:00.000Z');
  });
});
