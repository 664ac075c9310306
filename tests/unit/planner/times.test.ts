import { describe, expect, it } from 'vitest';
import { moveToDay, shiftTimes, spreadFrom, spreadOverSlots } from '../../../components/planner/times';
import { toFieldValue } from '../../../lib/time';
import { liveIn } from '../time-zone';
import { makePin } from './make-pin';

liveIn('Europe/Stockholm');

const at = (iso: string) => new Date(iso).getTime();
const noon = [{ days: [0, 1, 2, 3, 4, 5, 6], minutes: 12 * 60 }];
const fields = (times: ReadonlyMap<string, number>) => [...times.values()].map(toFieldValue);

describe('times for many pins', () => {
  const pins = ['a', 'b', 'c'].map((id) => makePin({ id }));

  it('start at the chosen one and continue at the free slots after it', () => {
    const all = [...pins, makePin({ id: 'other', publishAt: at('2026-06-03T12:00:00+02:00') })];
    const times = spreadFrom(pins, at('2026-06-02T18:00:00+02:00'), { all, slotsOf: () => noon });
    expect(fields(times)).toEqual(['2026-06-02T18:00', '2026-06-04T12:00', '2026-06-05T12:00']);
  });

  it('take the slots of each pin’s own account: another account’s pin blocks none', () => {
    const ours = [makePin({ id: 'a', accountId: 'one' }), makePin({ id: 'b', accountId: 'two' })];
    const times = spreadOverSlots(ours, at('2026-06-02T10:00:00+02:00'), { all: ours, slotsOf: () => noon });
    expect(fields(times)).toEqual(['2026-06-02T12:00', '2026-06-02T12:00']);
  });

  it('are all different, one for each pin, even without slots', () => {
    const times = spreadFrom(pins, at('2026-06-02T10:00:00+02:00'), { all: pins, slotsOf: () => [] });
    expect(new Set(times.values()).size).toBe(3);
  });
});

describe('shifting', () => {
  it('by days keeps the time of day when the clocks change, by hours counts hours', () => {
    const pin = makePin({ id: 'a', publishAt: at('2026-03-28T18:45:00+01:00') });
    expect(fields(shiftTimes([pin], { days: 1, hours: 0 }))).toEqual(['2026-03-29T18:45']);
    expect(fields(shiftTimes([pin], { days: 0, hours: 24 }))).toEqual(['2026-03-29T19:45']);
  });

  it('leaves out what has no time', () => {
    expect(shiftTimes([makePin({ state: 'draft', when: 'slot' })], { days: 1, hours: 0 }).size).toBe(0);
  });
});

it('keeps the hour of a pin moved to another day, even across a clock change', () => {
  expect(moveToDay(at('2026-03-28T18:45:00+01:00'), at('2026-03-30T00:00:00+02:00'))).toBe(
    at('2026-03-30T18:45:00+02:00'),
  );
});
