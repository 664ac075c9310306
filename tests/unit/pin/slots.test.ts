import { describe, expect, it } from 'vitest';
import { DEFAULT_SLOTS, nextFreeSlot, nextFreeSlots } from '../../../lib/pin/slots';
import { liveIn } from '../time-zone';

liveIn('Europe/Stockholm');

const at = (iso: string) => new Date(iso).getTime();
const local = (ms: number | null) => (ms === null ? null : new Date(ms).toLocaleString('sv-SE'));

describe('the next free slot', () => {
  it('is the next one today, on the local clock', () => {
    expect(local(nextFreeSlot(DEFAULT_SLOTS, [], at('2026-06-02T10:00:00+02:00')))).toBe('2026-06-02 13:00:00');
  });

  it('is tomorrow’s first once today’s are over', () => {
    expect(local(nextFreeSlot(DEFAULT_SLOTS, [], at('2026-06-02T21:00:00+02:00')))).toBe('2026-06-03 09:00:00');
  });

  it('skips taken ones, whatever their seconds', () => {
    const taken = [at('2026-06-02T13:00:40+02:00'), at('2026-06-02T18:00:00+02:00')];
    expect(local(nextFreeSlot(DEFAULT_SLOTS, taken, at('2026-06-02T10:00:00+02:00')))).toBe('2026-06-02 21:00:00');
  });

  it('keeps to its days of the week', () => {
    const mondays = [{ days: [1], minutes: 8 * 60 }];
    expect(nextFreeSlots(mondays, [], at('2026-06-02T10:00:00+02:00'), 2).map(local)).toEqual([
      '2026-06-08 08:00:00',
      '2026-06-15 08:00:00',
    ]);
  });

  it('keeps its local hour when daylight saving ends', () => {
    const nine = [{ days: [0, 1, 2, 3, 4, 5, 6], minutes: 9 * 60 }];
    expect(nextFreeSlots(nine, [], at('2026-10-24T10:00:00+02:00'), 2).map((ms) => new Date(ms).toISOString())).toEqual(
      ['2026-10-25T08:00:00.000Z', '2026-10-26T08:00:00.000Z'],
    );
  });

  it('moves forward out of the hour that daylight saving skips, once', () => {
    const night = [2 * 60 + 30, 3 * 60 + 30].map((minutes) => ({ days: [0], minutes }));
    expect(nextFreeSlots(night, [], at('2026-03-28T12:00:00+01:00'), 2).map(local)).toEqual([
      '2026-03-29 03:30:00',
      '2026-04-05 02:30:00',
    ]);
  });

  it('is null when there are no slots, or none is free for a year', () => {
    expect(nextFreeSlot([], [], at('2026-06-02T10:00:00+02:00'))).toBeNull();
    expect(nextFreeSlot([{ days: [], minutes: 0 }], [], at('2026-06-02T10:00:00+02:00'))).toBeNull();
  });
});
