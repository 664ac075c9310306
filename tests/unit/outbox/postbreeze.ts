import { createApiApp } from '../../sandbox/api';
import { createClock } from '../../sandbox/clock';
import { createFaultQueue } from '../../sandbox/faults';
import { createPublisher } from '../../sandbox/publisher';
import { createRateLimiter, RATE_LIMITS, type RateLimit } from '../../sandbox/rate-limit';
import { createRequestLog, type LogEntry } from '../../sandbox/request-log';
import { emptyState, seedDemo } from '../../sandbox/seed';
import type { Post, State } from '../../sandbox/state';
import { createStorageApp } from '../../sandbox/storage';
import { paint } from './pins';

const API = 'http://api.test';
const STORAGE = 'http://storage.test';

/** The stand-in without sockets, on a clock of the test's own. */
export interface Postbreeze {
  apiUrl: string;
  state: State;
  requests: LogEntry[];
  fetch: (request: Request) => Promise<Response>;
  /** Does what is due by the clock. */
  publish: () => Promise<void>;
  /** Posts of that title that were or will be published, deleted ones too: deletion stops nothing. */
  livePosts: (title: string) => Post[];
}

export function createPostbreeze(now: () => number, rateLimits: readonly RateLimit[] = RATE_LIMITS): Postbreeze {
  const state = emptyState();
  seedDemo(state, now());
  const clock = createClock(now);
  const resolveLink = async () => true;
  const publisher = createPublisher({ state, clock, resolveLink });
  const world = {
    state,
    clock,
    limiter: createRateLimiter(rateLimits),
    log: createRequestLog(),
    faults: createFaultQueue(),
    publisher,
    storageUrl: () => STORAGE,
    resolveLink,
    fetchMedia: () => paint(7),
  };
  const apps: Record<string, ReturnType<typeof createApiApp>> = {
    [API]: createApiApp(world, () => {}),
    [STORAGE]: createStorageApp(world),
  };
  return {
    apiUrl: `${API}/api/v1`,
    state,
    requests: world.log.entries,
    async fetch(request) {
      await publisher.run();
      const app = apps[new URL(request.url).origin];
      if (!app) throw new TypeError(`Nobody answers at ${request.url}.`);
      return app.fetch(request);
    },
    publish: () => publisher.run(),
    livePosts: (title) =>
      [...state.posts.values()].filter(
        ({ status, targets }) =>
          status !== 'DRAFT' &&
          targets[0]?.platformOptions.title === title &&
          targets.some(({ status }) => status !== 'CANCELED' && status !== 'FAILED'),
      ),
  };
}
