import { type CollectOptions, readPage } from '../read-page';
import type { PageRecord } from '../record';

export interface IdleOptions extends CollectOptions {
  /** The page counts as idle when nothing was added to it for so long, in ms. */
  quietMs?: number;
  /** Read at the latest after so long, in ms, idle or not. */
  waitMs?: number;
}

/**
 * Reads once more when the page has come to rest: pages built by scripts, and lazy pictures that have arrived meanwhile.
 * The caller decides whether to ask. Resolves at the latest after `waitMs` plus the budget.
 */
export async function readWhenIdle(document: Document, location: Location, options: IdleOptions): Promise<PageRecord> {
  await untilQuiet(document, options.quietMs ?? 300, options.waitMs ?? 2_000);
  return readPage(document, location, { ...options, isThorough: true });
}

function untilQuiet(document: Document, quietMs: number, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      observer.disconnect();
      clearTimeout(quiet);
      clearTimeout(limit);
      resolve();
    };
    let quiet = setTimeout(finish, quietMs);
    const limit = setTimeout(finish, waitMs);
    const observer = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(finish, quietMs);
    });
    observer.observe(document, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['src', 'srcset', 'style', 'poster'],
    });
  });
}
