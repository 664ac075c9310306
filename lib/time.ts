/** Durations, in milliseconds. Moments are epoch milliseconds and end in `At`. */
export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
export const WEEK = 7 * DAY;

/** What a `datetime-local` field shows for a time (epoch ms): local, to the minute. */
export function toFieldValue(at: number): string {
  return new Date(at - new Date(at).getTimezoneOffset() * MINUTE).toISOString().slice(0, 'yyyy-MM-ddTHH:mm'.length);
}

/** The time that a `datetime-local` field holds (epoch ms), or null when it is empty or half typed. */
export function fromFieldValue(value: string): number | null {
  const at = /T\d\d:\d\d/.test(value) ? new Date(value).getTime() : Number.NaN;
  return Number.isFinite(at) ? at : null;
}
