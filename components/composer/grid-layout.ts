/** Where pictures of different shapes lie side by side: in columns, each next one in the shortest. CSS pixels. */

export interface Place {
  left: number;
  top: number;
  width: number;
  height: number;
  column: number;
}

export interface GridLayout {
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
