import {
  addMonths,
  type Day as DayOfWeek,
  eachDayOfInterval,
  endOfMonth,
  endOfWeek,
  isSameMonth,
  set,
  startOfDay,
  startOfMonth,
  startOfWeek,
} from 'date-fns';
import type { Pin } from '../../lib/pin/pin';
import { timeOf } from './view';

/** One day of the grid, with the pins of that day in the order of their times. */
export interface Day {
  /** Local midnight, epoch ms. */
  at: number;
  /** False for the days of the months before and after that fill the first and last week. */
  isInMonth: boolean;
  isToday: boolean;
  /** The day is over: nothing can be moved to it. */
  isPast: boolean;
  pins: Pin[];
}

/** The weeks of the month that holds `month` (epoch ms), each of seven days, beginning on `firstDay` (0 is Sunday). */
export function layOutMonth(pins: readonly Pin[], month: number, now: number, firstDay: number): Day[][] {
  const week = { weekStartsOn: firstDay as DayOfWeek };
  const shown = { start: startOfWeek(startOfMonth(month), week), end: endOfWeek(endOfMonth(month), week) };
  const byDay = groupByDay(pins);
  const today = startOfDay(now).getTime();
  const days = eachDayOfInterval(shown).map((date): Day => {
    const at = date.getTime();
    return {
      at,
      isInMonth: isSameMonth(date, month),
      isToday: at === today,
      isPast: at < today,
      pins: byDay.get(at) ?? [],
    };
  });
  return Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
}

/** The first of the month `by` months away from the one that holds `month`; epoch ms. */
export function turnMonth(month: number, by: number): number {
  return addMonths(startOfMonth(month), by).getTime();
}

/** The same clock time on another day, so that a pin moved in the calendar keeps its hour; epoch ms. */
export function moveToDay(at: number, day: number): number {
  const time = new Date(at);
  const clock = { hours: time.getHours(), minutes: time.getMinutes(), seconds: time.getSeconds(), milliseconds: 0 };
  return set(day, clock).getTime();
}

/** The day on which the locale's weeks begin, 0 is Sunday; Monday where the browser does not know (Firefox). */
export function firstDayOfWeek(locale: string): number {
  const info = new Intl.Locale(locale) as Intl.Locale & {
    getWeekInfo?: () => { firstDay: number };
    weekInfo?: { firstDay: number };
  };
  return (info.getWeekInfo?.() ?? info.weekInfo ?? { firstDay: 1 }).firstDay % 7;
}

function groupByDay(pins: readonly Pin[]): Map<number, Pin[]> {
  const days = new Map<number, Pin[]>();
  for (const pin of pins) {
    const at = timeOf(pin);
    if (at === null) continue;
    const day = startOfDay(at).getTime();
    const others = days.get(day);
    if (others) others.push(pin);
    else days.set(day, [pin]);
  }
  for (const pins of days.values()) pins.sort((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0));
  return days;
}
