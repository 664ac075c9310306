import { type Signal, signal } from '@preact/signals';
import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import { wait } from '../../lib/browser/in-page';
import { askThumbnail } from '../../lib/browser/messages';
import type { Thumbnail } from '../../lib/images/thumbnail';
import { SECOND } from '../../lib/time';
import { isHuge } from '../ui/thumbnails';
import type { ImageChoice } from './page-images';

/** One is read while another is decoded. */
const AT_ONCE = 2;
/** A host that takes longer than this holds up no other picture. */
const PATIENCE = 10 * SECOND;

/** Null: it cannot be read; undefined: not yet there. */
type Found = Thumbnail | null | undefined;

/** Thumbnails of the page's huge pictures. The worker makes them, each when it is first asked for. */
export function createHugePictures(pageUrl: string, tabId: number | null) {
  const thumbnails = new Map<string, Signal<Found>>();
  const begun = new Set<string>();
  const waiting = new Set<string>();
  let busy = 0;

  function find(url: string): Signal<Found> {
    const known = thumbnails.get(url) ?? signal<Found>(undefined);
    thumbnails.set(url, known);
    return known;
  }

  async function begin(url: string): Promise<void> {
    waiting.delete(url);
    begun.add(url);
    busy++;
    find(url).value = (await Promise.race([askThumbnail(url, pageUrl, tabId), wait(PATIENCE)])) ?? null;
    busy--;
    beginNext();
  }

  function beginNext(): void {
    for (const url of waiting) if (busy < AT_ONCE) void begin(url);
  }

  return {
    ask(url: string): void {
      if (!begun.has(url)) waiting.add(url);
      beginNext();
    },
    /** Nobody looks at it any more. */
    forget: (url: string) => void waiting.delete(url),
    /** What to show of a huge picture: its thumbnail; itself where it cannot be read; null until that is known. */
    addressOf: (url: string): string | null => {
      const found = find(url).value;
      return found === null ? url : (found?.src ?? null);
    },
    /** The picture's own size, where its thumbnail is shown. */
    sizeOf: (url: string): { width: number; height: number } | undefined => find(url).value ?? undefined,
  };
}

export type HugePictures = ReturnType<typeof createHugePictures>;

/** The address that a tile shows. The thumbnail of a huge picture is asked for when the tile comes into view. */
export function useTilePicture(
  { url, candidate }: ImageChoice,
  huge: HugePictures,
  tile: RefObject<Element | null>,
): string | null {
  // By the page's word: a picture whose size shows only once it has loaded stays as it is.
  const isOne = candidate !== null && isHuge({ width: candidate.naturalWidth, height: candidate.naturalHeight });
  useEffect(() => {
    if (!isOne || !tile.current) return;
    const observer = new IntersectionObserver((entries) => {
      if (entries.at(-1)?.isIntersecting) huge.ask(url);
      else huge.forget(url);
    });
    observer.observe(tile.current);
    return () => {
      observer.disconnect();
      huge.forget(url);
    };
  }, [url, isOne]);
  return isOne ? huge.addressOf(url) : url;
}
