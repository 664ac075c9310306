import type { Pin } from '../pin/pin';
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
  const shown = new Date(month);
  const first = new Date(shown.getFullYear(), shown.getMonth(), 1);
  const before = (first.getDay() - firstDay + 7) % 7;
  const count = new Date(shown.getFullYear(), shown.getMonth() + 1, 0).getDate();
  const weeks = Math.ceil((before + count) / 7);
  const byDay = groupByDay(pins);
  const today = startOfDay(now);
  return Array.from({ length: weeks }, (_, week) =>
    Array.from({ length: 7 }, (_, day) => {
      const date = new Date(first.getFullYear(), first.getMonth(), 1 - before + week * 7 + day);
      const at = date.getTime();
      return {
        at,
        isInMonth: date.getMonth() === first.getMonth(),
        isToday: at === today,
        isPast: at < today,
        pins: byDay.get(at) ?? [],
      };
    }),
  );
}

/** The first of the month `by` months away from the one that holds `month`; epoch ms. */
export function turnMonth(month: number, by: number): number {
  const date = new Date(month);
  return new Date(date.getFullYear(), date.getMonth() + by, 1).getTime();
}

/** The same clock time on another day, so that a pin moved in the calendar keeps its hour; epoch ms. */
export function moveToDay(at: number, day: number): number {
  const [time, date] = [new Date(at), new Date(day)];
  return new Date(
    date.getFullYear(),
    date.getMonth(),
    date.getDate(),
    time.getHours(),
    time.getMinutes(),
    time.getSeconds(),
  ).getTime();
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
    const day = startOfDay(at);
    const others = days.get(day);
    if (others) others.push(pin);
    else days.set(day, [pin]);
  }
  for (const pins of days.values()) pins.sort((a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0));
  return days;
}

function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}
