import { needsUser } from '../../lib/pin/next-step';
import type { Pin } from '../../lib/pin/pin';
import { t } from '../../lib/words/t';

export const SORTS = ['time', 'changed', 'title'] as const;
export type Sort = (typeof SORTS)[number];

/** Pins under one heading. */
export interface Section {
  /** `day:<local midnight, epoch ms>`, or what the pins have in common instead. */
  key: 'needs-you' | 'drafts' | 'all' | `day:${number}`;
  pins: Pin[];
}

type Order = (a: Pin, b: Pin) => number;
const byTime: Order = (a, b) => (timeOf(a) ?? 0) - (timeOf(b) ?? 0) || compareIds(a, b);
const latestFirst: Order = (a, b) => b.updatedAt - a.updatedAt || compareIds(a, b);

/**
 * The pins under their headings. By time: what needs the user, coming days, drafts without a time, then the past, latest
 * day first. Other orders have no headings.
 */
export function arrange(pins: readonly Pin[], sort: Sort): Section[] {
  if (pins.length === 0) return [];
  if (sort === 'changed') return [{ key: 'all', pins: [...pins].sort(latestFirst) }];
  if (sort === 'title') {
    const { compare } = new Intl.Collator(undefined, { numeric: true });
    const named = pins.map((pin) => ({ pin, name: nameOf(pin) })).sort((a, b) => compare(a.name, b.name));
    return [{ key: 'all', pins: named.map(({ pin }) => pin) }];
  }
  const needing: Pin[] = [];
  const coming: Pin[] = [];
  const drafts: Pin[] = [];
  const over: Pin[] = [];
  for (const pin of pins) {
    if (needsUser(pin)) needing.push(pin);
    else if (timeOf(pin) === null) drafts.push(pin);
    else if (pin.state === 'published' || pin.state === 'canceled') over.push(pin);
    else coming.push(pin);
  }
  return [
    ...section('needs-you', needing.sort(latestFirst)),
    ...cutDays(coming.sort(byTime)),
    ...section('drafts', drafts.sort(latestFirst)),
    ...cutDays(over.sort((a, b) => byTime(b, a))),
  ];
}

/** Drafts without a time, the last changed first. */
export function listDrafts(pins: readonly Pin[]): Pin[] {
  return pins.filter((pin) => pin.state === 'draft' && timeOf(pin) === null).sort(latestFirst);
}

function section(key: Section['key'], pins: Pin[]): Section[] {
  return pins.length > 0 ? [{ key, pins }] : [];
}

function cutDays(sorted: readonly Pin[]): Section[] {
  const days: Section[] = [];
  let last: { ends: number; starts: number; pins: Pin[] } | undefined;
  for (const pin of sorted) {
    const at = timeOf(pin) ?? 0;
    if (!last || at < last.starts || at >= last.ends) {
      const starts = new Date(at).setHours(0, 0, 0, 0);
      const tomorrow = new Date(starts);
      tomorrow.setDate(tomorrow.getDate() + 1);
      last = { starts, ends: tomorrow.getTime(), pins: [] };
      days.push({ key: `day:${starts}`, pins: last.pins });
    }
    last.pins.push(pin);
  }
  return days;
}

/** When the pin was or will be on Pinterest (epoch ms); null without a time: a draft gets its slot when it is scheduled. */
export function timeOf(pin: Pin): number | null {
  const at = pin.state === 'published' ? (pin.post?.publishedAt ?? pin.publishAt ?? pin.updatedAt) : chosenTime(pin);
  return at !== null && Math.abs(at) <= LAST_TIME ? at : null;
}

/** The largest date; an imported row can say anything. */
const LAST_TIME = 8.64e15;

function chosenTime(pin: Pin): number | null {
  return pin.state === 'draft' && pin.when !== 'time' ? null : pin.publishAt;
}

/** The pin's name in a row: its title, else the page it comes from. */
export function nameOf(pin: Pin): string {
  return pin.title.trim() || pin.source.pageTitle.trim() || t('planner.untitled');
}

function compareIds(a: Pin, b: Pin): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
