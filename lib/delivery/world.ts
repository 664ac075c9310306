import type { NewsKind } from '../pin/next-step';
import { type Client, createClient } from '../postbreeze/client';
import { readBlob, sweepBlobs } from '../store/blobs';
import { putAccounts, readAccount } from '../store/books';
import {
  blockCalls,
  type Caller,
  noteFailedWay,
  noteWay,
  readCallWait,
  readPauses,
  readScheduling,
  takeCall,
  updatePause,
} from '../store/engine-memory';
import {
  claimDue,
  countOverdue,
  deleteRemoved,
  endLongWaits,
  endPausedWaits,
  findNextDue,
  findPinOfPost,
  giveBackLapsed,
  hastenChecks,
  listNews,
  listOverdue,
  updateLeased,
} from '../store/outbox-rows';
import { countNeedsUser, updatePin } from '../store/pins';
import { readSettings } from '../store/settings';
import { SECOND } from '../time';

/** What the engine uses of `lib/store`, each one transaction; an object, so that a test can stop at any of them. */
export const browserStore = {
  claimDue,
  giveBackLapsed,
  hastenChecks,
  endLongWaits,
  endPausedWaits,
  updateLeased,
  deleteRemoved,
  findNextDue,
  listNews,
  findPinOfPost,
  updatePin,
  countNeedsUser,
  countOverdue,
  listOverdue,
  readBlob,
  sweepBlobs,
  readAccount,
  putAccounts,
  readSettings,
  readPauses,
  updatePause,
  takeCall,
  readCallWait,
  blockCalls,
  readScheduling,
  noteWay,
  noteFailedWay,
};

/** Everything the engine needs from outside, so that a test can replace it. `worker.ts` has the browser's own. */
export interface World {
  /** Epoch ms. */
  now: () => number;
  /** 0 ≤ n < 1, for the jitter of retries. */
  random: () => number;
  /** A new lease's id. */
  newId: () => string;
  /** Waits awake. If the worker dies, the alarm starts the next one. */
  sleep: (ms: number, why: 'nap' | 'slow step') => Promise<void>;
  /** IANA name of the browser's time zone; Postbreeze shows times in it. */
  timeZone: () => string;
  fetch: typeof fetch;
  /** The API key, or null when none is stored. */
  readKey: () => Promise<string | null>;
  /** The API's base address, without a slash at its end. */
  readAddress: () => Promise<string>;
  /** Whether this browser may reach a host without that host's consent (CORS). */
  hasHost: (address: string) => Promise<boolean>;
  store: typeof browserStore;
  /**
   * Sets the one alarm (epoch ms), replacing the last. Once due it rings every minute until it is set again: the worker
   * may die before it can do so.
   */
  arm: (at: number) => Promise<void>;
  /** Shows a notification, replacing one with the same `id`. */
  notify: (notification: Notification) => Promise<void>;
  /** How many things need the user; 0 clears the badge. */
  setBadge: (count: number) => Promise<void>;
  /** Keeps the browser from ending the worker. Answers how to stop. */
  stayAwake: () => () => void;
  /** Gets what broke off the work (a full disk, a bug); the next alarm tries again. */
  report?: (error: unknown) => void;
  /** Time-outs of calls, for tests; see `ClientWorld`. */
  timeoutMs?: number;
}

/** A click on it leads to the pin, or to the planner if it has none. */
export interface Notification {
  /** `pin:<pin id>`, `news:<kind>` for many at once, `pause`, `pause:<account id>`, or `trouble`. */
  id: string;
  kind: NewsKind | 'paused' | 'trouble';
  pinId: string | null;
  title: string;
  message: string;
}

/** A client with the stored key. While `isHalted`, it calls nothing. */
export async function openClient(
  world: Pick<World, 'fetch' | 'now' | 'readKey' | 'readAddress' | 'timeoutMs'> & {
    store: Pick<World['store'], 'takeCall' | 'blockCalls'>;
  },
  caller: Caller,
  isHalted: () => boolean = () => false,
): Promise<Client> {
  const { fetch, now, store, timeoutMs } = world;
  return createClient({
    fetch,
    now,
    key: (await world.readKey()) ?? '',
    baseUrl: await world.readAddress(),
    beforeCall: async () => (isHalted() ? SECOND : store.takeCall(caller, now())),
    onLimit: (retryAfterMs) => store.blockCalls(retryAfterMs, now()),
    ...(timeoutMs !== undefined && { timeoutMs, uploadTimeoutMs: timeoutMs }),
  });
}
