import { type Signal, signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { askThumbnail } from '../../lib/browser/messages';
import { createLimiter } from '../../lib/images/limiter';
import type { Thumbnail } from '../../lib/images/thumbnail';
import { isHeavy } from '../ui/thumbnails';
import type { ImageChoice } from './page-images';

/** One is read while another is decoded. */
const AT_ONCE = 2;

/** Null: it cannot be read; undefined: not yet there. */
type Copy = Thumbnail | null | undefined;

/**
 * Small copies of pictures that are heavy to draw, made by the worker, each when it is first asked for. What still waits when the composer
 * is closed is not asked for.
 */
export function createHeavyPictures(pageUrl: string, tabId: number | null) {
  const copies = new Map<string, Signal<Copy>>();
  const asked = new Set<string>();
  const inTurn = createLimiter(AT_ONCE);

  function copyOf(url: string): Signal<Copy> {
    const known = copies.get(url) ?? signal<Copy>(undefined);
    copies.set(url, known);
    return known;
  }

  return {
    ask(url: string): void {
      if (asked.has(url)) return;
      asked.add(url);
      void inTurn(() => askThumbnail(url, pageUrl, tabId)).then((copy) => {
        copyOf(url).value = copy;
      });
    },
    /** What to show of a heavy picture: its copy; itself where it cannot be copied; '' until that is known. */
    addressOf: (url: string): string => {
      const copy = copyOf(url).value;
      return copy === null ? url : (copy?.src ?? '');
    },
    /** The picture's own size, where a copy of it is shown. */
    sizeOf: (url: string): { width: number; height: number } | undefined => copyOf(url).value ?? undefined,
  };
}

export type HeavyPictures = ReturnType<typeof createHeavyPictures>;

/** The address that a tile shows. A copy is asked for when the tile comes into view. */
export function useTilePicture(choice: ImageChoice, heavy: HeavyPictures, tile: RefObject<Element | null>): string {
  const { url } = choice;
  const hasCopy = isHeavy(choice);
  useEffect(() => {
    if (!hasCopy || !tile.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.some(({ isIntersecting }) => isIntersecting)) heavy.ask(url);
    });
    observer.observe(tile.current);
    return () => observer.disconnect();
  }, [url, hasCopy]);
  return hasCopy ? heavy.addressOf(url) : url;
}
