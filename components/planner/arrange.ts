import { needsUser } from '../../lib/pin/next-step';
import type { Pin } from '../../lib/pin/pin';
import { fold, formatHost } from '../../lib/words/format';
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

/** The filters by state, in the order shown. */
export const STATES = [
  'all',
  'needs-you',
  'draft',
  'queued',
  'handed-over',
  'published',
  'failed',
  'canceled',
] as const;
export type StateFilter = (typeof STATES)[number];

/** The chosen filters. '' and 'all' filter nothing. */
export interface Filter {
  state: StateFilter;
  boardId: string;
  accountId: string;
  site: string;
  planId: string;
  search: string;
}
export const NO_FILTER: Filter = { state: 'all', boardId: '', accountId: '', site: '', planId: '', search: '' };
/** Filters with a list of the values there are. */
export const FACETS = ['boardId', 'accountId', 'site', 'planId'] as const;
export type Facet = (typeof FACETS)[number];

/** The pins found, and how many each other choice would find with all other filters and the search as they are. */
export interface Found {
  pins: Pin[];
  states: Record<StateFilter, number>;
  facets: Record<Facet, Map<string, number>>;
}

/** How long a removal at Postbreeze normally takes, undo included. Milliseconds. */
const REMOVAL_TIME = 30_000;

const PASSES: Record<StateFilter, (pin: Pin) => boolean> = {
  all: () => true,
  'needs-you': needsUser,
  draft: (pin) => pin.state === 'draft',
  queued: (pin) => pin.state === 'queued' || pin.state === 'sending',
  'handed-over': (pin) => pin.state === 'handed-over',
  published: (pin) => pin.state === 'published',
  failed: (pin) => pin.state === 'failed',
  canceled: (pin) => pin.state === 'canceled',
};

/** Keeps what was found of each pin: ten thousand are searched at each keystroke. A pin that changes is a new object. */
export function rememberByPin<Found>(find: (pin: Pin) => Found): (pin: Pin) => Found {
  const found = new WeakMap<Pin, { value: Found }>();
  return (pin) => {
    const known = found.get(pin) ?? { value: find(pin) };
    found.set(pin, known);
    return known.value;
  };
}

/** The site that the pin links to, else the one it comes from; '' for none. */
export const siteOfPin = rememberByPin((pin) => formatHost(pin.link) || formatHost(pin.source.pageUrl));

/** A pin's value for a filter; '' for none. */
export const FILED: Record<Facet, (pin: Pin) => string> = {
  boardId: ({ board }) => board?.id ?? '',
  accountId: ({ accountId }) => accountId ?? '',
  site: siteOfPin,
  planId: ({ planId }) => planId ?? '',
};

/**
 * The pins with a row. A working copy shows in its pin's row. A fresh removal is hidden while it can be undone and carried
 * out, and shows again if that takes longer.
 */
export function listShown(pins: readonly Pin[], now: number): Pin[] {
  const ids = new Set(pins.map(({ id }) => id));
  return pins.filter((pin) => (pin.editOf === null || !ids.has(pin.editOf)) && !isBeingRemoved(pin, now));
}

function isBeingRemoved(pin: Pin, now: number): boolean {
  return pin.request === 'remove' && now - pin.updatedAt < REMOVAL_TIME;
}

export function findPins(pins: readonly Pin[], filter: Filter): Found {
  const words = fold(filter.search).split(' ').filter(Boolean);
  const states = Object.fromEntries(STATES.map((state) => [state, 0])) as Record<StateFilter, number>;
  const facets: Found['facets'] = { boardId: new Map(), accountId: new Map(), site: new Map(), planId: new Map() };
  const found: Pin[] = [];
  for (const pin of pins) {
    if (words.length > 0 && !holdsAll(pin, words)) continue;
    const missed = FACETS.filter((facet) => filter[facet] !== '' && FILED[facet](pin) !== filter[facet]);
    const isOfState = PASSES[filter.state](pin);
    if (missed.length === 0) {
      for (const state of STATES) if (PASSES[state](pin)) states[state]++;
      if (isOfState) found.push(pin);
    }
    if (!isOfState || missed.length > 1) continue;
    for (const facet of missed.length === 1 ? missed : FACETS) {
      const key = FILED[facet](pin);
      if (key) facets[facet].set(key, (facets[facet].get(key) ?? 0) + 1);
    }
  }
  return { pins: found, states, facets };
}

/** The pin's text for the search, folded once. */
export const foldPin = rememberByPin(({ title, description, board, link, source }) =>
  fold([title, description, board?.name, link, source.pageTitle].join('\n')),
);

function holdsAll(pin: Pin, words: readonly string[]): boolean {
  const text = foldPin(pin);
  return words.every((word) => text.includes(word));
}
