import * as z from 'zod/mini';
import type { LogEntry } from './request-log.ts';

const where = {
  origin: z.optional(z.enum(['api', 'storage'])),
  method: z.optional(z.string()),
  /** `/posts`, `/posts/*` (one segment), `/upload/**` (any rest); without `/api/v1`. */
  path: z.optional(z.string()),
  /** Strike first at the nth matching request from now on (default 1)… */
  nth: z.optional(z.int().check(z.positive())),
  /** …and so many times in a row (default 1). */
  times: z.optional(z.int().check(z.positive())),
};

const commit = z.optional(z.boolean());

/** A fault as tests and the control endpoint write it. `commit` says whether the work is done before the answer is spoilt. */
export const faultSchema = z.discriminatedUnion('kind', [
  /** The connection is reset before anything is done. */
  z.strictObject({ kind: z.literal('lost'), ...where }),
  /** The work is done, then the connection is reset without an answer. */
  z.strictObject({ kind: z.literal('dropAfterCommit'), ...where }),
  /** Never answers; with `commit` the work is done first. */
  z.strictObject({ kind: z.literal('stall'), commit, ...where }),
  /** Half the body, then the connection is reset; the work is done unless `commit` is false. */
  z.strictObject({ kind: z.literal('cut'), commit, ...where }),
  /** A 200 whose body is not what was promised; the work is done unless `commit` is false. */
  z.strictObject({
    kind: z.literal('malformed'),
    form: z.optional(z.enum(['html', 'truncated', 'wrong-shape', 'empty', 'null'])),
    commit,
    ...where,
  }),
  /** Any status, as Postbreeze's envelope or (`html`) as a proxy's page; the work is not done unless `commit` is true. */
  z.strictObject({
    kind: z.literal('status'),
    status: z.int().check(z.minimum(200), z.maximum(599)),
    code: z.optional(z.string()),
    message: z.optional(z.string()),
    extras: z.optional(z.record(z.string(), z.unknown())),
    headers: z.optional(z.record(z.string(), z.string())),
    html: z.optional(z.boolean()),
    commit,
    ...where,
  }),
  /** Everything as usual, `ms` of real time later. */
  z.strictObject({ kind: z.literal('delay'), ms: z.int().check(z.nonnegative()), ...where }),
]);

export type Fault = z.infer<typeof faultSchema>;
export type FaultKind = Fault['kind'];

/** Faults waiting for their request. */
export interface FaultQueue {
  add(...faults: Fault[]): void;
  /** The fault that this request meets, if any; counts the request for every fault that it matches. */
  take(request: Pick<LogEntry, 'origin' | 'method' | 'path'>): Fault | undefined;
  /** Faults that have not struck as often as they should. */
  pending(): Fault[];
  clear(): void;
}

function matchesPath(pattern: string, path: string): boolean {
  const source = pattern
    .replace(/[.+?^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*|\*/g, (stars) => (stars === '**' ? '.*' : '[^/]+'));
  return new RegExp(`^${source}$`).test(path);
}

function matches(fault: Fault, request: Pick<LogEntry, 'origin' | 'method' | 'path'>): boolean {
  return (
    (fault.origin === undefined || fault.origin === request.origin) &&
    (fault.method === undefined || fault.method === request.method) &&
    (fault.path === undefined || matchesPath(fault.path, request.path))
  );
}

export function createFaultQueue(): FaultQueue {
  let waiting: { fault: Fault; seen: number; left: number }[] = [];

  return {
    add(...faults) {
      waiting.push(...faults.map((fault) => ({ fault, seen: 0, left: fault.times ?? 1 })));
    },
    take(request) {
      const matching = waiting.filter(({ fault }) => matches(fault, request));
      for (const item of matching) item.seen += 1;
      const striking = matching.find(({ fault, seen }) => seen >= (fault.nth ?? 1));
      if (!striking) return undefined;
      striking.left -= 1;
      waiting = waiting.filter(({ left }) => left > 0);
      return striking.fault;
    },
    pending: () => waiting.map(({ fault }) => fault),
    clear() {
      waiting = [];
    },
  };
}
