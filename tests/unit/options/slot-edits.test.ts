import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { addSlot, fromClock, moveSlot, removeSlot, toClock, toggleDay } from '../../../components/options/slot-section';
import { Slot, sortSlots } from '../../../lib/pin/slots';

const slots = [
  { days: [1, 3], minutes: 13 * 60 },
  { days: [0], minutes: 9 * 60 },
];

it('reads back every minute of the day as written', () => {
  for (let minutes = 0; minutes < 24 * 60; minutes++) expect(fromClock(toClock(minutes))).toBe(minutes);
});

it.each(['', '9', '25:00', '12:'])('reads no time from %o', (clock) => {
  expect(fromClock(clock)).toBeNull();
});

it('changes one slot and leaves the others and the order alone', () => {
  expect(moveSlot(slots, 0, 60)).toEqual([{ days: [1, 3], minutes: 60 }, slots[1]]);
  expect(removeSlot(slots, 1)).toEqual([slots[0]]);
  expect(toggleDay(slots, 0, 2)[0]?.days).toEqual([1, 2, 3]);
  expect(toggleDay(slots, 0, 1)[0]?.days).toEqual([3]);
  expect(slots[0]?.days).toEqual([1, 3]);
});

it('adds a slot that the store can keep, after midnight too', () => {
  const late = [{ days: [0], minutes: 23 * 60 + 30 }];
  for (const list of [addSlot([]), addSlot(slots), addSlot(late)])
    for (const slot of list) expect(z.safeParse(Slot, slot).success).toBe(true);
});

it('sorts by time for the page', () => {
  expect(sortSlots(slots).map(({ minutes }) => minutes)).toEqual([9 * 60, 13 * 60]);
});
