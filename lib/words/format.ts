import { DAY, HOUR, MINUTE } from '../time';
import { keepFormat, locale, t } from './t';

/** Times, lengths and lists as every screen writes them: on the browser's clock, in its language. Times are epoch ms. */

/** Writes dates in the browser's language and zone. */
export function dateFormat(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  // A format keeps the zone it was made in, and people travel. The offsets in January and July tell most zones apart.
  const offsets = [0, 6].map((month) => new Date(2026, month).getTimezoneOffset());
  return keepFormat(JSON.stringify([locale(), offsets, options]), () => new Intl.DateTimeFormat(locale(), options));
}

/** "Today, 18:00", "Tomorrow, 9:00", "Mon 24 Nov, 18:00"; with the year where it is another. */
export function formatTime(at: number, now: number): string {
  return t('general.dayAndTime', { day: formatDay(at, now), time: formatClock(at) });
}

/** The time of day alone: "18:00". */
export function formatClock(at: number): string {
  return dateFormat({ timeStyle: 'short' }).format(at);
}

/** "Today", "Tomorrow", "Mon 24 Nov". */
export function formatDay(at: number, now: number): string {
  const date = new Date(at);
  const distance = [-1, 0, 1].find((days) => dayAfter(now, days).toDateString() === date.toDateString());
  if (distance !== undefined)
    return t(distance === 0 ? 'general.today' : distance < 0 ? 'general.yesterday' : 'general.tomorrow');
  const year = date.getFullYear() === new Date(now).getFullYear() ? {} : ({ year: 'numeric' } as const);
  return dateFormat({ weekday: 'short', day: 'numeric', month: 'short', ...year }).format(at);
}

/** "Tuesday". */
export function formatWeekday(at: number): string {
  return dateFormat({ weekday: 'long' }).format(at);
}

/** By the calendar: a day of 23 or 25 hours counts as one. */
function dayAfter(now: number, days: number): Date {
  const day = new Date(now);
  day.setDate(day.getDate() + days);
  return day;
}

/** "in 5 minutes", "2 hours ago", "in 3 days", "just now". */
export function formatDistance(at: number, now: number): string {
  const gap = at - now;
  if (Math.abs(gap) < MINUTE) return t(gap < 0 ? 'general.justNow' : 'general.inAMoment');
  const [size, unit] = unitOf(Math.abs(gap));
  const count = unit === 'minute' ? Math.trunc(gap / size) : Math.round(gap / size);
  const format = keepFormat(`distance ${locale()}`, () => new Intl.RelativeTimeFormat(locale(), { numeric: 'always' }));
  return format.format(count, unit);
}

/** "5 minutes", "30 hours", "3 days"; never less than a minute, and hours up to two days: how late a pin is. */
export function formatDuration(ms: number): string {
  const [size, unit] = ms < 2 * DAY && ms >= DAY ? ([HOUR, 'hour'] as const) : unitOf(ms);
  const count = Math.max(1, Math.round(ms / size));
  const make = () => new Intl.NumberFormat(locale(), { style: 'unit', unit, unitDisplay: 'long' });
  return keepFormat(`${unit} ${locale()}`, make).format(count);
}

function unitOf(ms: number): readonly [number, 'day' | 'hour' | 'minute'] {
  if (ms >= DAY) return [DAY, 'day'];
  return ms >= HOUR ? [HOUR, 'hour'] : [MINUTE, 'minute'];
}

/** "24 Nov 2026". */
export function formatDate(at: number): string {
  return dateFormat({ dateStyle: 'medium' }).format(at);
}

/** "Recipes, Autumn and Garden". */
export function formatList(items: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: 'conjunction' }).format(items);
}

/** "1,200"; "2.0" with one digit. */
export function formatNumber(value: number, digits?: number): string {
  const exact = digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(locale(), exact).format(value);
}

/** The size of a picture in pixels: "1,000 × 1,500". */
export function formatSize({ width, height }: { width: number; height: number }): string {
  return t('general.size', { width, height });
}

/** The host of a web address, without `www.`; '' where there is none. */
export function formatHost(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? hostname.replace(/^www\./, '') : '';
}

/** Text as a search compares it, without case, accents and runs of white space: "creme brulee" finds "Crème brûlée". */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
