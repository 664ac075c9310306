import { DAY, HOUR, MINUTE, SECOND } from '../time';

/** How long publishing takes as a rule. */
const PUBLISHING = 10 * SECOND;

/**
 * When to look at a post again. Before its time: once a day, for changes made in the dashboard, then shortly after its time.
 * After it: at intervals as long as half the time gone by since, from 15 seconds to a day.
 */
export function nextLook(scheduledAt: number, now: number): number {
  const first = scheduledAt + PUBLISHING;
  if (now < first) return Math.min(first, now + DAY);
  const wait = Math.min(Math.max((now - scheduledAt) / 2, 15 * SECOND), DAY);
  return now + Math.round(wait);
}

/** When to look for the public address of a pin that is published without one; null: no more. */
export function nextLookForAddress(publishedAt: number, now: number): number | null {
  return now - publishedAt > HOUR ? null : now + Math.max(MINUTE, now - publishedAt);
}
