import { needsUser } from '../../lib/pin/next-step';
import type { Pin } from '../../lib/pin/pin';

/** How long a removal at Postbreeze takes at most when all is well, its time for undo included. Milliseconds. */
const REMOVAL_TIME = 30_000;

/** The filters above the list, in the order shown. */
export const FILTERS = [
  'all',
  'needs-you',
  'draft',
  'queued',
  'handed-over',
  'published',
  'failed',
  'canceled',
] as const;
export type Filter = (typeof FILTERS)[number];

const PASSES: Record<Filter, (pin: Pin) => boolean> = {
  all: () => true,
  'needs-you': needsUser,
  draft: (pin) => pin.state === 'draft',
  queued: (pin) => pin.state === 'queued' || pin.state === 'sending',
  'handed-over': (pin) => pin.state === 'handed-over',
  published: (pin) => pin.state === 'published',
  failed: (pin) => pin.state === 'failed',
  canceled: (pin) => pin.state === 'canceled',
};

/** The headings of the list. A pin stands under the first that fits, so that it stays put while the worker works. */
export const SECTIONS = ['needs-you', 'upcoming', 'draft', 'published', 'canceled'] as const;
export type SectionName = (typeof SECTIONS)[number];

/** Pins under one heading, in the order shown. */
export interface Section {
  name: SectionName;
  pins: Pin[];
}

const HOLDS: Record<SectionName, (pin: Pin) => boolean> = {
  'needs-you': needsUser,
  upcoming: ({ state }) => state === 'queued' || state === 'sending' || state === 'handed-over',
  draft: ({ state }) => state === 'draft',
  published: ({ state }) => state === 'published',
  canceled: () => true,
};

type Order = (a: Pin, b: Pin) => number;
const latestFirst: Order = (a, b) => b.updatedAt - a.updatedAt || compareIds(a, b);

const ORDERS: Record<SectionName, Order> = {
  'needs-you': latestFirst,
  upcoming: (a, b) => (a.publishAt ?? 0) - (b.publishAt ?? 0) || compareIds(a, b),
  draft: latestFirst,
  published: (a, b) => publishedAt(b) - publishedAt(a) || compareIds(a, b),
  canceled: latestFirst,
};

/**
 * The pins that have a row. A working copy of a pin that is there too stands for itself in that pin's row; a removal just
 * asked for is out of sight while it can be undone and carried out, and seen again where that takes longer.
 */
export function listShown(pins: readonly Pin[], now: number): Pin[] {
  const ids = new Set(pins.map(({ id }) => id));
  return pins.filter((pin) => (pin.editOf === null || !ids.has(pin.editOf)) && !isBeingRemoved(pin, now));
}

function isBeingRemoved(pin: Pin, now: number): boolean {
  return pin.request === 'remove' && now - pin.updatedAt < REMOVAL_TIME;
}

/** How many pins each filter would show. */
export function countByFilter(pins: readonly Pin[]): Record<Filter, number> {
  const counts = Object.fromEntries(FILTERS.map((filter) => [filter, 0])) as Record<Filter, number>;
  for (const pin of pins) for (const filter of FILTERS) if (PASSES[filter](pin)) counts[filter]++;
  return counts;
}

/** The pins that pass the filter and hold every word of the search, as they came. */
export function findPins(pins: readonly Pin[], filter: Filter, search: string): Pin[] {
  const words = fold(search).split(' ').filter(Boolean);
  return pins.filter((pin) => PASSES[filter](pin) && words.every((word) => searchable(pin).includes(word)));
}

/** The pins under their headings; headings without pins are left out. */
export function arrange(pins: readonly Pin[]): Section[] {
  const sections = SECTIONS.map((name): Section => ({ name, pins: [] }));
  for (const pin of pins) sections.find(({ name }) => HOLDS[name](pin))?.pins.push(pin);
  for (const { name, pins } of sections) pins.sort(ORDERS[name]);
  return sections.filter(({ pins }) => pins.length > 0);
}

/**
 * The `limit` pins of the sections after the first `skip`, counted across headings: a list of ten thousand is never all in
 * the document.
 */
export function cutSections(sections: readonly Section[], skip: number, limit: number): Section[] {
  let place = 0;
  return sections.flatMap(({ name, pins }) => {
    const start = place;
    place += pins.length;
    const shown = pins.slice(Math.max(0, skip - start), Math.max(0, skip + limit - start));
    return shown.length > 0 ? [{ name, pins: shown }] : [];
  });
}

/** When the pin was, or is to be, on Pinterest (epoch ms); null while no time is chosen: a draft's slot is found when it is scheduled. */
export function timeOf(pin: Pin): number | null {
  if (pin.state === 'published') return publishedAt(pin);
  return pin.state === 'draft' && pin.when !== 'time' ? null : pin.publishAt;
}

/** What a row calls the pin: its title, else the page it comes from. */
export function nameOf(pin: Pin): string {
  return pin.title.trim() || pin.source.pageTitle.trim() || 'Untitled pin';
}

function publishedAt(pin: Pin): number {
  return pin.post?.publishedAt ?? pin.publishAt ?? pin.updatedAt;
}

function compareIds(a: Pin, b: Pin): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/** Folding ten thousand pins at each keystroke would be felt; a pin that changed is a new object. */
const folded = new WeakMap<Pin, string>();

function searchable(pin: Pin): string {
  const known = folded.get(pin);
  if (known !== undefined) return known;
  const text = fold([pin.title, pin.description, pin.board?.name, pin.link, pin.source.pageTitle].join('\n'));
  folded.set(pin, text);
  return text;
}

/** Without case, accents and runs of white space, so that "creme brulee" finds "Crème brûlée". */
function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
