import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { Section } from './arrange';

/** Heights in CSS pixels. */
interface Heights {
  heading: number;
  row: number;
  /** Between two sections. */
  gap: number;
}

/** The part of a section that is in the document. */
export interface SectionInView {
  section: Section;
  /** Distance from the top of the list. */
  top: number;
  height: number;
  /** The rows from `from` up to, not including, `to`. */
  from: number;
  to: number;
}

/** Rows drawn beyond the view, so that scrolling shows no gap and Tab finds the next one. */
const SPARE = 12;

/** Which rows to draw for a view from `top` to `bottom` (measured from the list's top). */
export function findInView(
  sections: readonly Section[],
  view: { top: number; bottom: number },
  heights: Heights,
): { shown: SectionInView[]; height: number } {
  const shown: SectionInView[] = [];
  const reach = { top: view.top - SPARE * heights.row, bottom: view.bottom + SPARE * heights.row };
  let top = 0;
  for (const section of sections) {
    const count = section.pins.length;
    const height = heights.heading + count * heights.row;
    if (top + height >= reach.top && top <= reach.bottom) {
      const first = top + heights.heading;
      const from = clamp(Math.floor((reach.top - first) / heights.row), count);
      const to = clamp(Math.ceil((reach.bottom - first) / heights.row), count);
      shown.push({ section, top, height, from, to: Math.max(to, from) });
    }
    top += height + heights.gap;
  }
  return { shown, height: Math.max(0, top - heights.gap) };
}

/** Where a pin's row begins, from the top of the list; undefined when it is not in it. */
export function findRowTop(sections: readonly Section[], id: string, heights: Heights): number | undefined {
  let top = 0;
  for (const { pins } of sections) {
    const place = pins.findIndex((pin) => pin.id === id);
    if (place >= 0) return top + heights.heading + place * heights.row;
    top += heights.heading + pins.length * heights.row + heights.gap;
  }
  return undefined;
}

function clamp(place: number, count: number): number {
  return Math.max(0, Math.min(count, place));
}

/** Scrolling by fewer pixels than this draws nothing new. */
const GRAIN = 192;
/** Heights of a row in rem by the width of the window, as in pin-row.css and pin-row-narrow.css; the first that fits. */
const ROW_HEIGHTS = [
  ['(width < 30rem)', 5.5],
  ['(width < 46rem)', 4],
  ['all', 3],
] as const;

/**
 * The part of the list in the window, measured from its own top, and the heights of rows; follows scrolling and resizing.
 */
export function useView(list: RefObject<HTMLElement | null>): {
  view: { top: number; bottom: number };
  heights: Heights;
} {
  const view = useSignal({ top: 0, bottom: 1200 });
  const heights = useSignal(measureHeights());
  useLayoutEffect(() => {
    let frame = 0;
    const look = () => {
      frame = 0;
      if (!list.current) return;
      const offset = -list.current.getBoundingClientRect().top;
      const top = Math.floor(offset / GRAIN) * GRAIN;
      const bottom = Math.ceil((offset + innerHeight) / GRAIN) * GRAIN;
      if (top !== view.peek().top || bottom !== view.peek().bottom) view.value = { top, bottom };
    };
    const follow = () => {
      frame ||= requestAnimationFrame(look);
    };
    const resize = () => {
      heights.value = measureHeights();
      follow();
    };
    look();
    addEventListener('scroll', follow, { passive: true });
    addEventListener('resize', resize);
    return () => {
      cancelAnimationFrame(frame);
      removeEventListener('scroll', follow);
      removeEventListener('resize', resize);
    };
  }, []);
  return { view: view.value, heights: heights.value };
}

/** In rem in the style sheets; people can make that larger. */
export function measureHeights(): Heights {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  const [, row] = ROW_HEIGHTS.find(([query]) => matchMedia(query).matches) ?? ROW_HEIGHTS[2];
  return { heading: 2.25 * rem, row: row * rem, gap: rem };
}
