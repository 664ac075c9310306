import * as z from 'zod/mini';
import { MINUTE } from '../time';

const DAYS_AHEAD = 366;

/** A weekly time at which a pin may go out, on the browser's own clock and time zone. */
export const Slot = z.object({
  /** Days of the week, 0 is Sunday. */
  days: z.array(z.number().check(z.refine((day) => isWholeBelow(day, 7)))),
  /** Minutes after midnight, 0–1439. */
  minutes: z.number().check(z.refine((minutes) => isWholeBelow(minutes, 1440))),
});
export type Slot = z.infer<typeof Slot>;

/** Slots as the settings keep them: `slots` for every account that has none of its own in `slotsByAccount`. */
export interface SlotSettings {
  slots: readonly Slot[];
  slotsByAccount: Readonly<Record<string, readonly Slot[]>>;
}

/** The slots of an account; those for all where it has none of its own. */
export function slotsFor({ slots, slotsByAccount }: SlotSettings, accountId: string | null): readonly Slot[] {
  return (accountId !== null && slotsByAccount[accountId]) || slots;
}

/** Less code than zod's own number checks, which nothing else here needs. */
function isWholeBelow(value: number, limit: number): boolean {
  return Number.isInteger(value) && value >= 0 && value < limit;
}

const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** What a new user starts with: four times a day, every day. */
export const DEFAULT_SLOTS: Slot[] = [9 * 60, 13 * 60, 18 * 60, 21 * 60].map((minutes) => ({
  days: EVERY_DAY,
  minutes,
}));

/**
 * The next `count` slot times after `now` that no pin of the account has taken (`taken`: epoch ms), ascending; epoch ms. Fewer
 * (or none) when the slots are empty or all taken for a year. A slot in the hour that daylight saving skips moves forward with the clock; two slots
 * that meet there count once.
 */
export function nextFreeSlots(slots: readonly Slot[], taken: Iterable<number>, now: number, count: number): number[] {
  const takenMinutes = new Set(Array.from(taken, (at) => Math.floor(at / MINUTE)));
  const free: number[] = [];
  const today = new Date(now);
  for (let ahead = 0; ahead <= DAYS_AHEAD && free.length < count; ahead++) {
    const day = new Date(today.getFullYear(), today.getMonth(), today.getDate() + ahead);
    for (const at of slotTimesOn(day, slots)) {
      if (at <= now || takenMinutes.has(at / MINUTE)) continue;
      free.push(at);
      if (free.length === count) break;
    }
  }
  return free;
}

/** The next free slot's time (epoch ms), or null when there is none. */
export function nextFreeSlot(slots: readonly Slot[], taken: Iterable<number>, now: number): number | null {
  return nextFreeSlots(slots, taken, now, 1)[0] ?? null;
}

function slotTimesOn(day: Date, slots: readonly Slot[]): number[] {
  const times = slots
    .filter((slot) => slot.days.includes(day.getDay()))
    .map((slot) => new Date(day.getFullYear(), day.getMonth(), day.getDate(), 0, slot.minutes).getTime());
  return [...new Set(times)].sort((a, b) => a - b);
}

/** By time of day. */
export function sortSlots(slots: readonly Slot[]): Slot[] {
  return [...slots].sort((a, b) => a.minutes - b.minutes);
}
