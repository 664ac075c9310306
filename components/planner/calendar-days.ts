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
import type { Rules } from '../../lib/pin/limits';
import type { Pin } from '../../lib/pin/pin';
import { addDays, type BrokenRule, createRuleBook, toPlacedPin } from '../../lib/pin/rules';
import { nextFreeSlots } from '../../lib/pin/slots';
import { MINUTE } from '../../lib/time';
import { nameOf, rememberByPin, timeOf } from './arrange';
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

/** Octets in a line, without its break (RFC 5545, 3.1). */
const LINE = 75;
const LENGTH = 5 * MINUTE;

/** The planned pins as a calendar file (RFC 5545), an event of five minutes each. */
export function writeIcs(pins: readonly Pin[], now: number): Blob {
  const coming = pins.filter(({ state }) => state === 'queued' || state === 'sending' || state === 'handed-over');
  const events = coming.flatMap((pin) => {
    const at = timeOf(pin);
    return at === null ? [] : describeEvent(pin, at, now);
  });
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Pinbreeze//Planner//EN', ...events, 'END:VCALENDAR'];
  return new Blob([lines.map((line) => `${fold(line)}\r\n`).join('')], { type: 'text/calendar' });
}

function describeEvent(pin: Pin, at: number, now: number): string[] {
  const isAddress = /^https?:/.test(pin.link) && URL.canParse(pin.link);
  return [
    'BEGIN:VEVENT',
    `UID:${pin.id}@pinbreeze`,
    `DTSTAMP:${toUtc(now)}`,
    `DTSTART:${toUtc(at)}`,
    `DTEND:${toUtc(at + LENGTH)}`,
    `SUMMARY:${escapeText(nameOf(pin))}`,
    ...(pin.board ? [`LOCATION:${escapeText(pin.board.name)}`] : []),
    ...(pin.description ? [`DESCRIPTION:${escapeText(pin.description)}`] : []),
    ...(isAddress ? [`URL:${new URL(pin.link).href}`] : []),
    'END:VEVENT',
  ];
}

/** `20261129T180000Z`. */
function toUtc(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** A text value (RFC 5545, 3.3.11), without other control characters. */
function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, (sign) => `\\${sign}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/(?!\t)\p{Cc}/gu, '');
}

/** Breaks a long line with a line break and a space, never within a character. */
function fold(line: string): string {
  const encoder = new TextEncoder();
  let folded = '';
  let length = 0;
  for (const sign of line) {
    const size = encoder.encode(sign).length;
    if (length + size > LINE) {
      folded += '\r\n ';
      length = 1;
    }
    folded += sign;
    length += size;
  }
  return folded;
}
