import { computed, signal } from '@preact/signals';
import { isTooSmall } from '../../lib/pin/ratio';
import type { ImageChoice, PageImages } from './page-images';
import { hostOf } from './words';

export const FILTERS = ['all', 'portrait', 'square', 'landscape', 'large', 'this-host'] as const;
export type Filter = (typeof FILTERS)[number];
export const SORTS = ['best', 'largest', 'name'] as const;
export type Sort = (typeof SORTS)[number];

/** Width to height within which a picture is square. */
const SQUARE = { least: 0.95, most: 1.05 };

export type GridModel = ReturnType<typeof createGridModel>;

/** How the pictures of a page are shown to choose from; what is chosen is the draft's. */
export function createGridModel(images: Pick<PageImages, 'offered'>, pageUrl: string) {
  const filter = signal<Filter>('all');
  const sort = signal<Sort>('best');
  const pageHost = hostOf(pageUrl);
  const shown = computed(() => {
    const fitting = images.offered.value.filter((choice) => fits(choice, filter.value, pageHost));
    return sort.value === 'best' ? fitting : fitting.toSorted(COMPARE[sort.value]);
  });
  return {
    filter,
    sort,
    /** The pictures to show, in order. */
    shown,
    pageHost,
    /** Filters that leave something out and something over. */
    filters: computed(() => {
      const all = images.offered.value;
      return FILTERS.filter((one) => {
        const count = all.filter((choice) => fits(choice, one, pageHost)).length;
        return one === 'all' || one === filter.value || (count > 0 && count < all.length);
      });
    }),
  };
}

const COMPARE: Record<Exclude<Sort, 'best'>, (one: ImageChoice, other: ImageChoice) => number> = {
  largest: (one, other) => other.width * other.height - one.width * one.height,
  name: (one, other) => one.name.localeCompare(other.name, undefined, { numeric: true }),
};

function fits(choice: ImageChoice, filter: Filter, pageHost: string): boolean {
  if (filter === 'all') return true;
  if (filter === 'this-host') return hostOf(choice.url) === pageHost;
  const { width, height } = choice;
  if (width === 0 || height === 0) return false;
  if (filter === 'large') return !isTooSmall(choice);
  const ratio = width / height;
  if (filter === 'portrait') return ratio < SQUARE.least;
  return filter === 'landscape' ? ratio > SQUARE.most : ratio >= SQUARE.least && ratio <= SQUARE.most;
}

/** The format an address names, as it is marked on the tile: "JPG"; '' where it names none. */
export function nameFormat(url: string): string {
  const named = /^data:image\/([a-z]+)/i.exec(url)?.[1] ?? /\.([a-z]{3,4})(?:[?#]|$)/i.exec(url)?.[1] ?? '';
  const format = named.toLowerCase().replace('jpeg', 'jpg');
  return ['jpg', 'png', 'webp', 'avif', 'gif', 'svg', 'bmp'].includes(format) ? format.toUpperCase() : '';
}

const RATIOS = [
  ['1:1', 1],
  ['2:3', 2 / 3],
  ['3:4', 3 / 4],
  ['4:5', 4 / 5],
  ['9:16', 9 / 16],
  ['3:2', 3 / 2],
  ['4:3', 4 / 3],
  ['16:9', 16 / 9],
] as const;

/** A picture's ratio by the name people know it by: "2:3", else "1:1.4" or "1.9:1"; '' while unknown. */
export function nameRatio({ width, height }: { width: number; height: number }): string {
  if (width === 0 || height === 0) return '';
  const ratio = width / height;
  const known = RATIOS.find(([, one]) => Math.abs(ratio / one - 1) < 0.015)?.[0];
  if (known) return known;
  return ratio < 1 ? `1:${round(1 / ratio)}` : `${round(ratio)}:1`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}

/** The next tile whose name begins with what was typed, from the one after `from` on, round the end; -1 where none does. */
export function findByName(choices: readonly ImageChoice[], typed: string, from: number): number {
  const wanted = typed.toLocaleLowerCase();
  for (let step = 0; step < choices.length; step++) {
    // A single letter goes on to the next; a longer word may still be the one it stands on.
    const index = (from + step + (typed.length === 1 ? 1 : 0)) % choices.length;
    if (choices[index]!.name.toLocaleLowerCase().startsWith(wanted)) return index;
  }
  return -1;
}
