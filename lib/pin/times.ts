import { MINUTE } from '../time';

/** Times as every screen says them: on the browser's clock, in its language. Without a library, since the popup says them too. */

/** "Today, 18:00", "Tomorrow, 9:00", "Mon 24 Nov, 18:00", with the year where it is another. Epoch ms. */
export function sayTime(at: number, now: number, locale?: string): string {
  return `${sayDay(at, now, locale)}, ${sayClock(at, locale)}`;
}

/** The time of day alone: "18:00". */
export function sayClock(at: number, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
}

function sayDay(at: number, now: number, locale?: string): string {
  const date = new Date(at);
  const near = NEAR_DAYS.find(([by]) => dayAfter(now, by).toDateString() === date.toDateString());
  if (near) return near[1];
  const year = date.getFullYear() === new Date(now).getFullYear() ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', ...year }).format(at);
}

const NEAR_DAYS = [
  [-1, 'Yesterday'],
  [0, 'Today'],
  [1, 'Tomorrow'],
] as const;

/** So many days later by the calendar, since a day of 23 or 25 hours counts as one. */
function dayAfter(now: number, by: number): Date {
  const day = new Date(now);
  day.setDate(day.getDate() + by);
  return day;
}

/** What a `datetime-local` field shows for a time (epoch ms): local, to the minute. */
export function toFieldValue(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE).toISOString().slice(0, 'yyyy-MM-ddTHH:mm'.length);
}

/** The time that a `datetime-local` field holds (epoch ms), or null when it is empty or half typed. */
export function fromFieldValue(value: string): number | null {
  const at = /T\d\d:\d\d/.test(value) ? new Date(value).getTime() : Number.NaN;
  return Number.isFinite(at) ? at : null;
}
