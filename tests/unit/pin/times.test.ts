import { describe, expect, it } from 'vitest';
import { fromFieldValue, sayTime, toFieldValue } from '../../../lib/pin/times';
import { liveIn } from '../time-zone';

liveIn('Europe/Stockholm');

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
    expect(sayTime(at('2026-10-26T00:10:00+01:00'), at('2026-10-25T00:10:00+02:00'), 'en-GB')).toBe('Tomorrow, 00:10');
  });
});

describe('the field for date and time', () => {
  it.each(['2026-06-02T10:00', '2026-03-29T03:07', '2026-10-25T02:30'])(
    'shows %s as local time and reads it back',
    (text) => {
      const time = fromFieldValue(text);
      expect(toFieldValue(time ?? 0)).toBe(text);
    },
  );

  it.each(['', '2026-06-', '2026-03-29', '2026-03-29T', 'soon'])('holds no time yet with %j in it', (text) => {
    expect(fromFieldValue(text)).toBeNull();
  });
});
