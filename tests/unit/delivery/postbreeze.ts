import { HOUR } from '../../../lib/time';
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

/** One that can be put back to an earlier moment. */
export interface StillPostbreeze extends Postbreeze {
  /** All that it knows now; what was requested, as a length of the log. */
  save: () => Memory;
  putBack: (memory: Memory) => void;
}

type Changeable = Pick<State, 'media' | 'posts' | 'publishFaults'>;

interface Memory {
  state: Changeable;
  spent: [key: string, at: number][];
  log: number;
}

export function createPostbreeze(now: () => number, rateLimits: readonly RateLimit[] = RATE_LIMITS): StillPostbreeze {
  const state = emptyState();
  seedDemo(state, now());
  const clock = createClock(() => now() + state.settings.clockSkewMs);
  const resolveLink = async () => true;
  const publisher = createPublisher({ state, clock, resolveLink });
  const limiter = createRateLimiter(rateLimits);
  let spent: Memory['spent'] = [];
  const world = {
    state,
    clock,
    limiter: {
      ...limiter,
      spend(key: string, at: number) {
        limiter.spend(key, at);
        spent = [...spent.filter(([, earlier]) => earlier > at - HOUR), [key, at]];
      },
    },
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
    save: () => ({ state: copyChangeable(state), spent, log: world.log.entries.length }),
    putBack(memory) {
      Object.assign(state, copyChangeable(memory.state));
      limiter.reset();
      for (const [key, at] of memory.spent) limiter.spend(key, at);
      spent = memory.spent;
      world.log.entries.length = memory.log;
    },
    livePosts: (title) =>
      [...state.posts.values()].filter(
        ({ status, targets }) =>
          status !== 'DRAFT' &&
          targets[0]?.platformOptions.title === title &&
          targets.some(({ status }) => status !== 'CANCELED' && status !== 'FAILED'),
      ),
  };
}

/** What calls change; bytes are never changed in place. */
function copyChangeable({ media, posts, publishFaults }: Changeable): Changeable {
  const assets = [...media].map(([id, asset]) => [id, { ...asset }] as const);
  return { media: new Map(assets), posts: structuredClone(posts), publishFaults: structuredClone(publishFaults) };
}
