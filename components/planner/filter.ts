import { needsUser } from '../../lib/pin/next-step';
import type { Pin } from '../../lib/pin/pin';
import { fold, formatHost } from '../../lib/words/format';

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
