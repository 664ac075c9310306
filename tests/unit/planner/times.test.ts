import { describe, expect, it } from 'vitest';
import { spreadTimes } from '../../../components/planner/times';
import { toFieldValue } from '../../../lib/pin/times';
import { liveIn } from '../time-zone';

liveIn('Europe/Stockholm');

const at = (iso: string) => new Date(iso).getTime();
const now = at('2026-06-02T10:00:00+02:00');

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
