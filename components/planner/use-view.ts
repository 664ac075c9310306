import { useSignal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import type { Heights } from './rows-in-view';

/** So many pixels of scrolling make no difference to what has to be in the document. */
const GRAIN = 192;
/** As in the style sheets. */
const NARROW = '(width < 46rem)';

/** What of a list is in the window, from the list's own top, and how tall its rows are; both follow scrolling and resizing. */
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

/** The style sheets have them in rem, which a person may have made larger. */
export function measureHeights(): Heights {
  const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) || 16;
  return { heading: 2.25 * rem, row: (matchMedia(NARROW).matches ? 4 : 3) * rem, gap: rem };
}
