import { computed, signal } from '@preact/signals';
import { isTooSmall } from '../../lib/pin/slide';
import { formatHost } from '../../lib/words/format';
import type { ImageChoice, PageImages } from './page-images';

/** Where pictures of different shapes lie side by side: in columns, each next one in the shortest. CSS pixels. */
export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
  column: number;
}

interface GridLayout {
  places: Place[];
  height: number;
}

/** `ratios` are width to height. `captionHeight` is what stands below each picture. */
export function layOut(
  ratios: readonly number[],
  {
    width,
    columnWidth,
    gap,
    captionHeight,
  }: { width: number; columnWidth: number; gap: number; captionHeight: number },
): GridLayout {
  const count = Math.max(1, Math.floor((width + gap) / (columnWidth + gap)));
  const across = (width - gap * (count - 1)) / count;
  const bottoms = Array<number>(count).fill(0);
  const places = ratios.map((ratio): Place => {
    // The leftmost of equally short columns, and not one that is shorter by a hair: pictures read from left to right.
    const shortest = Math.min(...bottoms);
    const column = bottoms.findIndex((bottom) => bottom <= shortest + 8);
    const height = across / Math.min(MOST, Math.max(LEAST, ratio)) + captionHeight;
    const top = bottoms[column]!;
    bottoms[column] = top + height + gap;
    return { left: column * (across + gap), top, width: across, height, column };
  });
  return { places, height: Math.max(0, Math.max(...bottoms) - gap) };
}

/** Beyond these shapes a picture is shown inside its tile with room around it. */
const LEAST = 0.4;
const MOST = 2.5;

/** Which places lie between two heights, by index. */
export function findVisible({ places }: GridLayout, from: number, to: number): number[] {
  return places.flatMap(({ top, height }, index) => (top + height >= from && top <= to ? [index] : []));
}

/** The index a key leads to from a tile; the same one where there is nothing further. */
export function findNext({ places }: GridLayout, from: number, key: string): number {
  const place = places[from];
  if (!place) return 0;
  if (key === 'Home') return 0;
  if (key === 'End') return places.length - 1;
  const step = key === 'ArrowUp' || key === 'ArrowLeft' ? -1 : 1;
  const isVertical = key === 'ArrowUp' || key === 'ArrowDown';
  const middle = place.top + place.height / 2;
  let best = from;
  let least = Infinity;
  for (const [index, other] of places.entries()) {
    if (other.column !== place.column + (isVertical ? 0 : step)) continue;
    if (isVertical && (index - from) * step <= 0) continue;
    const away = Math.abs(other.top + other.height / 2 - middle);
    if (away < least) [best, least] = [index, away];
  }
  return best;
}

const FILTERS = ['all', 'portrait', 'square', 'landscape', 'large', 'this-host'] as const;
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
  const pageHost = formatHost(pageUrl);
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
  if (filter === 'this-host') return formatHost(choice.url) === pageHost;
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
