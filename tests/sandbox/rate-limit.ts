import { Refusal } from './refusal.ts';

/** At most `limit` requests in any `windowMs`. */
export interface RateLimit {
  limit: number;
  windowMs: number;
}

/** 60 a minute and 1,000 in 15 minutes, per key. */
export const RATE_LIMITS: readonly RateLimit[] = [
  { limit: 60, windowMs: 60_000 },
  { limit: 1000, windowMs: 15 * 60_000 },
];

/** Sliding windows per key. A refused request does not count. */
export interface RateLimiter {
  /** Counts one request of `key`, or throws 429 with `Retry-After` (whole seconds, rounded up) and `retryAfterMs`. */
  spend(key: string, now: number): void;
  reset(): void;
}

export function createRateLimiter(limits: readonly RateLimit[]): RateLimiter {
  const spentAt = new Map<string, number[]>();
  const longest = Math.max(0, ...limits.map((limit) => limit.windowMs));

  function findWait(stamps: number[], now: number): { wait: number; limit: number; current: number } | undefined {
    const waits = limits.flatMap(({ limit, windowMs }) => {
      const inWindow = stamps.filter((at) => at > now - windowMs);
      const blocking = inWindow[inWindow.length - limit];
      return blocking === undefined ? [] : [{ wait: blocking + windowMs - now, limit, current: inWindow.length }];
    });
    return waits.sort((a, b) => b.wait - a.wait)[0];
  }

  return {
    spend(key, now) {
      const stamps = (spentAt.get(key) ?? []).filter((at) => at > now - longest && at <= now);
      spentAt.set(key, stamps);
      const blocked = findWait(stamps, now);
      if (blocked) {
        throw new Refusal(
          'RATE_LIMITED',
          'Too many requests.',
          { retryAfterMs: blocked.wait, limit: blocked.limit, current: blocked.current },
          { headers: { 'Retry-After': String(Math.ceil(blocked.wait / 1000)) } },
        );
      }
      stamps.push(now);
    },
    reset() {
      spentAt.clear();
    },
  };
}
