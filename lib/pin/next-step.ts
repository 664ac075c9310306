import { HOUR, MINUTE } from '../time';
import { CHANGE_REFUSED, isPostGone, isUnsettled, type Pin } from './pin';

/** A pin that leaves later than this after its time is late, and is said to be. Milliseconds. */
export const LATE_AFTER = 5 * MINUTE;

/** A pin that is not published this long after its time is overdue, whatever the reason. Milliseconds. */
const OVERDUE_AFTER = 3 * HOUR;

/**
 * The order in which the engine takes what is due: what the user asked and what is to be settled, pins at their time, pins whose
 * time came and that are tried again, pins that leave ahead of their time, then looking at what became of posts.
 */
export const LANES = ['asked', 'on-time', 'again', 'ahead', 'look'] as const;
export type Lane = (typeof LANES)[number];

/**
 * How long the engine has a pin wait in a lane, at most; a longer wait means that the clock was set back since.
 * Milliseconds. (`on-time` waits for the user's own time.)
 */
export const LONGEST_WAITS = { asked: HOUR, again: HOUR, ahead: HOUR, look: 24 * HOUR } as const;

/** The next thing the engine has to do for a pin, and from when on (epoch ms; 0: at once). */
interface NextStep {
  lane: Lane;
  at: number;
}

/** What the engine has to do next for a pin by its own row alone; null: nothing. A leased pin waits for its lease's end. */
export function findNextStep(pin: Pin): NextStep | null {
  if (pin.leaseUntil !== null) return { lane: 'look', at: pin.leaseUntil };
  const notBefore = pin.nextAttemptAt ?? 0;
  if (pin.state === 'queued') {
    if (pin.request === 'take-back' || pin.request === 'remove') return { lane: 'asked', at: notBefore };
    if (pin.held) return null;
    if (isUnsettled(pin)) return { lane: 'asked', at: notBefore };
    if (pin.publishAt === null || isWaitingForPictures(pin)) return null;
    if (pin.handOver === 'right-away') return { lane: 'ahead', at: notBefore };
    return notBefore > pin.publishAt ? { lane: 'again', at: notBefore } : { lane: 'on-time', at: pin.publishAt };
  }
  if (pin.request !== null) return isWaitingForPictures(pin) ? null : { lane: 'asked', at: notBefore };
  if (pin.done.postId === null) return null;
  if (pin.state === 'handed-over') return { lane: 'look', at: notBefore };
  // Gone by Postbreeze's word, which a key of another workspace or a stale copy may have given: it is looked for again.
  if (isPostGone(pin) && pin.nextAttemptAt !== null) return { lane: 'look', at: notBefore };
  if (pin.state === 'published' && pin.nextAttemptAt !== null) return { lane: 'look', at: notBefore };
  return null;
}

/** From when on a pin that waits, is on its way or is held by Postbreeze is overdue (epoch ms); null: never, or the user knows. */
export function findOverdueAt(pin: Pin): number | null {
  const waits = pin.state === 'queued' || pin.state === 'sending' || pin.state === 'handed-over';
  return waits && !needsUser(pin) && pin.publishAt !== null ? pin.publishAt + OVERDUE_AFTER : null;
}

/** Whether a slide's picture is still being read or mended; such a pin cannot leave yet. */
export function isWaitingForPictures(pin: Pin): boolean {
  return pin.slides.some((slide) => slide.rung === 'reading');
}

/** How late the pin is (waiting) or went out (handed over), in ms; 0 when it is on time. */
export function lateness(pin: Pin, now: number): number {
  if (pin.publishAt === null || pin.state === 'draft' || pin.state === 'canceled') return 0;
  const waits = pin.state === 'queued' || pin.state === 'sending';
  const late = (waits ? now : (pin.done.sent?.scheduledFor ?? pin.publishAt)) - pin.publishAt;
  return late > LATE_AFTER ? late : 0;
}

/** Whether the pin is one that the badge counts: it will not go on without the user. */
export function needsUser(pin: Pin): boolean {
  if (pin.state === 'handed-over') return pin.lastError?.code.startsWith(CHANGE_REFUSED) === true;
  return pin.state === 'failed' || (pin.state === 'queued' && pin.held);
}

/** Something about a pin that a notification may show. */
export type NewsKind = 'failed' | 'held' | 'late' | 'published' | 'overdue';

interface News {
  kind: NewsKind;
  /** Differs for each event; equal to the pin's `told` once it has been told. */
  id: string;
}

/** What to notify the user of and has not been yet; undefined: nothing. From the row alone, so a restart forgets nothing. */
export function findNews(pin: Pin): News | undefined {
  const news = findLatest(pin);
  return news && news.id !== pin.told ? news : undefined;
}

function findLatest(pin: Pin): News | undefined {
  if (pin.state === 'failed' && pin.request !== null) return undefined; // being tried, taken back or removed
  if (pin.state === 'failed') return { kind: 'failed', id: `failed:${pin.lastError?.at ?? 0}` };
  if (pin.state === 'queued' && pin.held) return { kind: 'held', id: `held:${pin.publishAt}` };
  if (pin.state === 'handed-over' && needsUser(pin)) return { kind: 'failed', id: `failed:${pin.lastError?.at ?? 0}` };
  if (pin.state === 'published') return { kind: 'published', id: 'published' };
  if (pin.state === 'handed-over' && lateness(pin, 0) > 0)
    return { kind: 'late', id: `late:${pin.done.sent?.scheduledFor}` };
  return undefined;
}
