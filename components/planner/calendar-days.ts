import {
  addMonths,
  addWeeks,
  type Day as DayOfWeek,
  eachDayOfInterval,
  endOfMonth,
  endOfWeek,
  startOfMonth,
  startOfWeek,
} from 'date-fns';
import type { Pin } from '../../lib/pin/pin';
import { addDays, type BrokenRule, createRuleBook, type Rules, toPlacedPin } from '../../lib/pin/rules';
import { nextFreeSlots } from '../../lib/pin/slots';
import { timeOf } from './arrange';
import { rememberByPin } from './filter';
import { listTaken, type SlotsOf, startOfDay } from './times';

export const MODES = ['week', 'month', 'day'] as const;
export type Mode = (typeof MODES)[number];

/** One day of the calendar. */
export interface Day {
  /** Local midnight, epoch ms. */
  at: number;
  /** False for days of other months in the first and last week. */
  isInside: boolean;
  isToday: boolean;
  /** The day is over; nothing can be moved there. */
  isPast: boolean;
  /** In the order of their times. */
  pins: Pin[];
  /** Free slots (epoch ms), with their account. */
  free: FreeSlot[];
}

interface FreeSlot {
  at: number;
  accountId: string | null;
}

/** The first moment shown; epoch ms. */
export function startOf(mode: Mode, at: number, firstDay: number): number {
  if (mode === 'day') return startOfDay(at);
  return (mode === 'month' ? startOfMonth(at) : startOfWeek(at, { weekStartsOn: firstDay as DayOfWeek })).getTime();
}

/** So many days, weeks or months later; epoch ms. */
export function turn(mode: Mode, at: number, by: number): number {
  if (mode === 'day') return addDays(at, by);
  return (mode === 'month' ? addMonths(startOfMonth(at), by) : addWeeks(at, by)).getTime();
}

/** The days shown around `at`, with their pins and free slots. `firstDay`: 0 is Sunday. */
export function layOut(
  mode: Mode,
  at: number,
  ground: {
    pins: readonly Pin[];
    all: readonly Pin[];
    accountIds: readonly (string | null)[];
    slotsOf: SlotsOf;
    now: number;
    firstDay: number;
  },
): Day[] {
  const days = listDays(mode, at, ground.firstDay);
  const month = new Date(at).getMonth();
  const today = startOfDay(ground.now);
  const byDay = new Map(
    days.map((day): [number, Day] => [
      day,
      {
        at: day,
        isInside: mode !== 'month' || new Date(day).getMonth() === month,
        isToday: day === today,
        isPast: day < today,
        pins: [],
        free: [],
      },
    ]),
  );
  for (const pin of ground.pins) {
    const time = timeOf(pin);
    if (time !== null) byDay.get(startOfDay(time))?.pins.push(pin);
  }
  for (const slot of listFreeSlots(days, ground)) byDay.get(startOfDay(slot.at))?.free.push(slot);
  for (const { pins } of byDay.values()) pins.sort((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0));
  return [...byDay.values()];
}

function listDays(mode: Mode, at: number, firstDay: number): number[] {
  const week = { weekStartsOn: firstDay as DayOfWeek };
  if (mode === 'day') return [startOfDay(at)];
  const shown =
    mode === 'week'
      ? { start: startOfWeek(at, week), end: endOfWeek(at, week) }
      : { start: startOfWeek(startOfMonth(at), week), end: endOfWeek(endOfMonth(at), week) };
  return eachDayOfInterval(shown).map((date) => date.getTime());
}

/** More than any week has. */
const SLOTS_SHOWN = 500;

function listFreeSlots(
  days: readonly number[],
  { all, accountIds, slotsOf, now }: Parameters<typeof layOut>[2],
): FreeSlot[] {
  const first = days[0] ?? now;
  const end = addDays(days.at(-1) ?? now, 1);
  const from = Math.max(first - 1, now);
  if (from >= end) return [];
  const free = accountIds.flatMap((accountId) =>
    nextFreeSlots(slotsOf(accountId), listTaken(all, accountId), from, SLOTS_SHOWN).map((at) => ({ at, accountId })),
  );
  return free.filter(({ at }) => at < end).sort((a, b) => a.at - b.at);
}

const GOES_OUT = new Set<Pin['state']>(['queued', 'sending', 'handed-over', 'published', 'failed']);

/** A pin for the rules; undefined if it does not go out. */
const placePin = rememberByPin((pin) => (GOES_OUT.has(pin.state) ? toPlacedPin(pin) : undefined));

/** The spam rules that each pin breaks, by its id. */
export function findBrokenRules(
  shown: readonly Pin[],
  all: readonly Pin[],
  rulesOf: (accountId: string) => Rules,
): Map<string, BrokenRule[]> {
  const broken = new Map<string, BrokenRule[]>();
  const placed = all.flatMap((pin) => placePin(pin) ?? []);
  for (const accountId of new Set(shown.map((pin) => pin.accountId))) {
    if (accountId === null) continue;
    const book = createRuleBook(
      rulesOf(accountId),
      placed.filter((pin) => pin.accountId === accountId),
    );
    for (const pin of shown) {
      const one = pin.accountId === accountId ? placePin(pin) : undefined;
      const rules = one ? book.findBroken(one) : [];
      if (rules.length > 0) broken.set(pin.id, rules);
    }
  }
  return broken;
}

/** The locale's first day of the week, 0 is Sunday; Monday if unknown. */
export function firstDayOfWeek(locale: string): number {
  const info = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (info.getWeekInfo?.() ?? info.weekInfo ?? { firstDay: 1 }).firstDay % 7;
}
