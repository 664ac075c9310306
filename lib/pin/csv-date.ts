/** Whether the month or the day comes first where both are numbers, as in 03/04/2026. */
export type DateOrder = 'month-first' | 'day-first';

export type CsvDate = { at: number; hasTime: boolean } | 'invalid';

const ISO =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;
const NUMBERS =
  /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([ap]\.?m\.?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?$/i;
const YEAR_FIRST = /^(\d{4})[/.](\d{1,2})[/.](\d{1,2})/;

/**
 * A date of a spreadsheet, with a time or without, in ISO 8601 or as spreadsheets write it. Without a zone it is on this
 * browser's clock; without a time it is the beginning of the day. An hour that daylight saving skips moves forward.
 */
export function parseCsvDate(text: string, order: DateOrder): CsvDate {
  const written = text.trim().replace(YEAR_FIRST, '$1-$2-$3');
  const iso = ISO.exec(written);
  if (iso) {
    const [, year, month, day, hours, minutes, seconds, zone] = iso;
    return build([year, month, day], [hours, minutes, seconds], zone);
  }
  const numbers = NUMBERS.exec(written);
  if (!numbers) return 'invalid';
  const [, first, separator, second, year = '', hours, minutes, seconds, half, zone] = numbers;
  // Dots are German and the like: there the day always comes first.
  const isDayFirst = separator === '.' || order === 'day-first';
  const [month, day] = isDayFirst ? [second, first] : [first, second];
  return build([year.length === 2 ? `20${year}` : year, month, day], [toHours24(hours, half), minutes, seconds], zone);
}

/** The order that a column's dates show, where one of them can only be read so; null where any could be either. */
export function findDateOrder(texts: readonly string[]): DateOrder | null {
  for (const text of texts) {
    const [, first, separator, second] = NUMBERS.exec(text.trim()) ?? [];
    if (first === undefined || separator === '.') continue;
    if (Number(first) > 12) return 'day-first';
    if (Number(second) > 12) return 'month-first';
  }
  return null;
}

/** Whether a date would be another one in the other order. */
export function isAmbiguous(text: string): boolean {
  const [, first, separator, second] = NUMBERS.exec(text.trim()) ?? [];
  return first !== undefined && separator !== '.' && first !== second && Number(first) <= 12 && Number(second) <= 12;
}

function toHours24(hours: string | undefined, half: string | undefined): string | undefined {
  if (hours === undefined || !half) return hours;
  if (Number(hours) < 1 || Number(hours) > 12) return '99';
  return String((Number(hours) % 12) + (/^p/i.test(half) ? 12 : 0));
}

function build(
  [year, month, day]: (string | undefined)[],
  [hours, minutes, seconds]: (string | undefined)[],
  zone: string | undefined,
): CsvDate {
  const [y = 0, m = 0, d = 0, h = 0, min = 0, s = 0] = [year, month, day, hours ?? 0, minutes ?? 0, seconds ?? 0].map(
    Number,
  );
  const calendar = new Date(Date.UTC(y, m - 1, d));
  const isReal = calendar.getUTCFullYear() === y && calendar.getUTCMonth() === m - 1 && calendar.getUTCDate() === d;
  if (!isReal || h > 23 || min > 59 || s > 59) return 'invalid';
  const hasTime = hours !== undefined;
  if (!zone) return { at: new Date(y, m - 1, d, h, min, s).getTime(), hasTime };
  const [, sign, zoneHours, zoneMinutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone) ?? [];
  const offset = zoneHours ? (Number(zoneHours) * 60 + Number(zoneMinutes)) * (sign === '-' ? -1 : 1) : 0;
  return { at: Date.UTC(y, m - 1, d, h, min, s) - offset * 60_000, hasTime };
}
