import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { MiddlewareHandler } from 'hono';
import type { FaultKind } from './faults.ts';
import type { SandboxEnv } from './world.ts';

/** One request that reached the stand-in, faults included; control calls and the human page are left out. */
export interface LogEntry {
  /** Epoch ms of the stand-in's clock. */
  at: number;
  origin: 'api' | 'storage';
  method: string;
  /** Without `/api/v1` and without the query. */
  path: string;
  query: Record<string, string>;
  headers: Record<string, string>;
  /** The parsed JSON body, where there was one that parsed. */
  body: unknown;
  /** null while unanswered, and for ever where a fault ate the answer. */
  status: number | null;
  fault: FaultKind | null;
}

/** Requests in order of arrival. */
export interface RequestLog {
  readonly entries: LogEntry[];
  clear(): void;
}

export function createRequestLog(): RequestLog {
  const entries: LogEntry[] = [];
  return {
    entries,
    clear() {
      entries.length = 0;
    },
  };
}

/** Opens an entry for each request and notes how it was answered. */
export function recordRequests(
  log: RequestLog,
  origin: LogEntry['origin'],
  now: () => number,
): MiddlewareHandler<SandboxEnv> {
  return async (c, next) => {
    const entry: LogEntry = {
      at: now(),
      origin,
      method: c.req.method,
      path: c.req.path.replace(/^\/api\/v1/, ''),
      query: c.req.query(),
      headers: c.req.header(),
      body: undefined,
      status: null,
      fault: null,
    };
    log.entries.push(entry);
    c.set('entry', entry);
    await next();
    if (c.res !== RESPONSE_ALREADY_SENT) entry.status = c.res.status;
  };
}
