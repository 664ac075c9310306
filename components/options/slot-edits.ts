import type { Slot } from '../../lib/pin/slots';

/** All of a week's days, 0 is Sunday. */
export const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** What an `<input type="time">` shows for minutes after midnight: "09:30". */
export function toClock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Minutes after midnight of "09:30"; null when it is empty or half typed. */
export function fromClock(clock: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})/.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const total = Number(hours) * 60 + Number(minutes);
  return total < 24 * 60 ? total : null;
}

/** With one more time, on every day: an hour after the last, or noon where there is none. */
export function addSlot(slots: readonly Slot[]): Slot[] {
  const last = slots.at(-1);
  return [...slots, { days: EVERY_DAY, minutes: last ? (last.minutes + 60) % (24 * 60) : 12 * 60 }];
}

/** Without the time at `place`. */
export function removeSlot(slots: readonly Slot[], place: number): Slot[] {
  return slots.filter((_, index) => index !== place);
}

/** With another clock time at `place`. The order stays, so that the row being typed in does not jump. */
export function moveSlot(slots: readonly Slot[], place: number, minutes: number): Slot[] {
  return slots.map((slot, index) => (index === place ? { ...slot, minutes } : slot));
}

/** With the day put in or taken out at `place`. */
export function toggleDay(slots: readonly Slot[], place: number, day: number): Slot[] {
  return slots.map((slot, index) => {
    if (index !== place) return slot;
    const days = slot.days.includes(day) ? slot.days.filter((one) => one !== day) : [...slot.days, day];
    return { ...slot, days: days.sort((a, b) => a - b) };
  });
}

/** By time, for when the page is opened. */
export function sortSlots(slots: readonly Slot[]): Slot[] {
  return [...slots].sort((a, b) => a.minutes - b.minutes);
}
