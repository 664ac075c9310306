import type { NewsKind } from '../pin/news';
import type * as accounts from '../store/accounts';
import type * as blobs from '../store/blobs';
import type * as outboxRows from '../store/outbox-rows';
import type * as pause from '../store/pause';
import type * as pins from '../store/pins';
import type * as pace from '../store/rate-limit';
import type * as settings from '../store/settings';

/**
 * Everything the engine needs of the outside, so that a test can be its world. The browser's own is built in
 * `entrypoints/background.ts` from `lib/browser`; the store's part is `lib/delivery/browser-store.ts`.
 */
export interface World {
  /** Epoch ms. */
  now: () => number;
  /** 0 ≤ n < 1, for the jitter of retries. */
  random: () => number;
  /** A new lease's id. */
  newId: () => string;
  /** Waits while the worker is awake anyway. May be cut short by its death; the alarm stands for that. */
  sleep: (ms: number, why: 'nap' | 'slow step') => Promise<void>;
  /** IANA name of the browser's time zone; Postbreeze shows times in it. */
  timeZone: () => string;
  fetch: typeof fetch;
  /** The API key, or null when none is stored. */
  readKey: () => Promise<string | null>;
  /** The API's base address, without a slash at its end. */
  readAddress: () => Promise<string>;
  store: OutboxStore;
  /**
   * Sets the one alarm to an absolute time (epoch ms), replacing the one before. Once rung it rings again every minute until
   * it is set anew: the worker may die before it does so.
   */
  arm: (at: number) => Promise<void>;
  /** Shows a notification; the same `id` replaces the one shown before. */
  notify: (notification: Notification) => Promise<void>;
  /** The number of things that need the user; 0 clears it. */
  setBadge: (count: number) => Promise<void>;
  /** Keeps the browser from ending the worker while it works or naps; answers how to stop. */
  stayAwake: () => () => void;
  /** Hears of what ended a turn of work before its time (a full disk, a bug); the next alarm tries again. */
  report?: (error: unknown) => void;
  /** Time-outs of calls, for tests; see `ClientWorld`. */
  timeoutMs?: number;
}

/** What a notification tells. A click leads to the pin, or to the queue when there is none. */
export interface Notification {
  /** `pin:<pin id>`, `news:<kind>` for many at once, or `pause`. */
  id: string;
  kind: NewsKind | 'paused';
  pinId: string | null;
  title: string;
  message: string;
}

/** The verbs of `lib/store` that the engine uses; each is one transaction. */
export type OutboxStore = Pick<
  typeof outboxRows,
  | 'claimDue'
  | 'giveBackLapsed'
  | 'updateLeased'
  | 'deleteRemoved'
  | 'findNextDue'
  | 'hastenLooks'
  | 'endLongWaits'
  | 'listNews'
  | 'findPinOfPost'
  | 'listPostIds'
> &
  Pick<typeof pins, 'updatePin' | 'countNeedsUser'> &
  Pick<typeof blobs, 'readBlob' | 'sweepBlobs'> &
  Pick<typeof accounts, 'readAccount' | 'putAccounts'> &
  Pick<typeof settings, 'readSettings'> &
  Pick<typeof pause, 'readPause' | 'updatePause'> &
  Pick<typeof pace, 'takeBudget' | 'readBudgetWait' | 'blockBudget'>;
