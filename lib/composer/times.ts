/**
 * The few words about times that the popup needs when it opens. The queue has its own, richer ones, on a library that would
 * weigh more than all of this.
 */

/** "Today, 18:00", "Tomorrow, 9:00", "Tue, Nov 24, 18:00"; on the browser's clock, in its language. Epoch ms. */
export function sayTime(at: number, now: number, locale?: string): string {
  const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' }).format(at);
  return `${sayDay(at, now, locale)}, ${clock}`;
}

function sayDay(at: number, now: number, locale?: string): string {
  const day = new Date(at).toDateString();
  const tomorrow = new Date(now);
  // By the calendar, since a day of 23 or 25 hours counts as one.
  tomorrow.setDate(tomorrow.getDate() + 1);
  if (day === new Date(now).toDateString()) return 'Today';
  if (day === tomorrow.toDateString()) return 'Tomorrow';
  return new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short' }).format(at);
}

/** What a `datetime-local` field shows for a time (epoch ms): local, to the minute. */
export function toFieldValue(at: number): string {
  const MINUTE = 60_000;
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE).toISOString().slice(0, 'yyyy-MM-ddTHH:mm'.length);
}

/** The time that a `datetime-local` field holds (epoch ms), or null when it is empty or half typed. */
export function fromFieldValue(value: string): number | null {
  const at = /T\d\d:\d\d/.test(value) ? new Date(value).getTime() : Number.NaN;
  return Number.isFinite(at) ? at : null;
}
