import { needsUser } from '../../lib/pin/next-step';
import type { Pin } from '../../lib/pin/pin';
import { formatHost } from '../../lib/words/format';

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

/** What the list is narrowed down to. '' and 'all' narrow nothing. */
export interface Filter {
  state: StateFilter;
  boardId: string;
  accountId: string;
  site: string;
  planId: string;
  search: string;
}
export const NO_FILTER: Filter = { state: 'all', boardId: '', accountId: '', site: '', planId: '', search: '' };
/** The filters that are chosen from a list of what there is. */
export const FACETS = ['boardId', 'accountId', 'site', 'planId'] as const;
export type Facet = (typeof FACETS)[number];

/** What was found, and how many each other choice would find: with all other filters and the search as they are. */
export interface Found {
  pins: Pin[];
  states: Record<StateFilter, number>;
  facets: Record<Facet, Map<string, number>>;
}

/** How long a removal at Postbreeze takes at most when all is well, its time for undo included. Milliseconds. */
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

/** What a pin is filed under for a facet; '' for nothing. */
export const FILED: Record<Facet, (pin: Pin) => string> = {
  boardId: ({ board }) => board?.id ?? '',
  accountId: ({ accountId }) => accountId ?? '',
  site: siteOfPin,
  planId: (pin) => ('planId' in pin && typeof pin.planId === 'string' ? pin.planId : ''),
};

/** The site that the pin leads to, else the one it comes from; '' for none. */
export function siteOfPin({ link, source }: Pin): string {
  return formatHost(link) || formatHost(source.pageUrl);
}

/**
 * The pins that have a row. A working copy of a pin that is there too is shown in that pin's row; a removal just asked for is out
 * of sight while it can be undone and carried out, and seen again where that takes longer.
 */
export function listShown(pins: readonly Pin[], now: number): Pin[] {
  const ids = new Set(pins.map(({ id }) => id));
  return pins.filter((pin) => (pin.editOf === null || !ids.has(pin.editOf)) && !isBeingRemoved(pin, now));
}

function isBeingRemoved(pin: Pin, now: number): boolean {
  return pin.request === 'remove' && now - pin.updatedAt < REMOVAL_TIME;
}

/** Filters and counts in one pass. */
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

/** Folding ten thousand pins at each keystroke would be felt; a pin that changed is a new object. */
const folded = new WeakMap<Pin, string>();

/** Gets a pin ready to be searched, and answers the text that is searched. */
export function foldPin(pin: Pin): string {
  const known = folded.get(pin);
  if (known !== undefined) return known;
  const text = fold([pin.title, pin.description, pin.board?.name, pin.link, pin.source.pageTitle].join('\n'));
  folded.set(pin, text);
  return text;
}

function holdsAll(pin: Pin, words: readonly string[]): boolean {
  const text = foldPin(pin);
  return words.every((word) => text.includes(word));
}

/** Without case, accents and runs of white space, so that "creme brulee" finds "Crème brûlée". */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
