import type { HttpBindings } from '@hono/node-server';
import type { Clock } from './clock.ts';
import type { FaultQueue } from './faults.ts';
import type { Publisher } from './publisher.ts';
import type { RateLimiter } from './rate-limit.ts';
import type { LogEntry, RequestLog } from './request-log.ts';
import type { ApiKey, State } from './state.ts';

/** What every route works on. */
export interface World {
  state: State;
  clock: Clock;
  limiter: RateLimiter;
  log: RequestLog;
  faults: FaultQueue;
  publisher: Publisher;
  /** Origin of the storage host, known once it listens. */
  storageUrl: () => string;
  resolveLink: (link: string) => Promise<boolean>;
  /** Fetches a `mediaItems` address, or throws with the reason. */
  fetchMedia: (url: URL) => Promise<Uint8Array>;
}

/** Hono's types for our apps: Node's own request and response, and what our middleware leaves for the handlers. */
export interface SandboxEnv {
  Bindings: HttpBindings;
  Variables: { entry: LogEntry; key: ApiKey };
}
