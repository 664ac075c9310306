import { CHANGE_REFUSED, isUnsettled, type Pin } from './pin';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A pin that leaves later than this after its time is late, and is said to be. Milliseconds. */
export const LATE_AFTER = 5 * MINUTE;

/**
 * The order in which the engine takes what is due: what the user asked and what is to be settled, pins at their time, pins that
 * leave ahead of their time, then looking at what became of posts.
 */
export const LANES = ['asked', 'on-time', 'ahead', 'look'] as const;
export type Lane = (typeof LANES)[number];

/**
 * How long the engine has a pin wait in a lane, at most; what waits longer was told so before the clock was set back.
 * Milliseconds. (`on-time` waits for the user's own time.)
 */
export const LONGEST_WAITS = { asked: HOUR, ahead: HOUR, look: 24 * HOUR } as const;

/** The next thing the engine has to do for a pin, and from when on (epoch ms; 0: at once). */
export interface NextStep {
  lane: Lane;
  at: number;
}

/** What the engine has to do next for a pin by its own row alone; null: nothing. A leased pin waits for its lease's end. */
export function findNextStep(pin: Pin): NextStep | null {
  if (pin.leaseUntil !== null) return { lane: 'look', at: pin.leaseUntil };
  const notBefore = pin.nextAttemptAt ?? 0;
  if (pin.state === 'queued') {
    if (pin.request === 'cancel' || pin.request === 'remove' || isUnsettled(pin))
      return { lane: 'asked', at: notBefore };
    if (pin.held || pin.publishAt === null || isWaitingForPictures(pin)) return null;
    if (pin.handOver === 'right-away') return { lane: 'ahead', at: notBefore };
    return { lane: 'on-time', at: Math.max(pin.publishAt, notBefore) };
  }
  if (pin.request !== null) return isWaitingForPictures(pin) ? null : { lane: 'asked', at: notBefore };
  if (pin.done.postId === null) return null;
  if (pin.state === 'handed-over') return { lane: 'look', at: notBefore };
  if (pin.state === 'published' && pin.nextAttemptAt !== null) return { lane: 'look', at: notBefore };
  return null;
}

/** When the engine has to look at the pin next (epoch ms; 0: at once); null: nothing to do. */
export function dueAt(pin: Pin): number | null {
  return findNextStep(pin)?.at ?? null;
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

export interface Holder {
  who: 'browser' | 'postbreeze' | 'published' | 'you' | 'nobody';
  /** A whole sentence, always true. */
  words: string;
}

/** Who holds the pin now, in words that are always true. */
export function holder(pin: Pin): Holder {
  const asked = pin.request && REQUEST_WORDS[pin.request];
  if (pin.state === 'draft') return { who: 'browser', words: 'Only this browser holds this draft.' };
  if (pin.state === 'published') return { who: 'published', words: 'Published on Pinterest.' };
  if (pin.state === 'canceled') return { who: 'nobody', words: 'Canceled. It will not be published.' };
  if (pin.state === 'failed') return { who: 'you', words: describeFailed(pin) };
  if (pin.state === 'sending') return { who: 'browser', words: asked ?? 'On its way to Postbreeze now.' };
  if (pin.state === 'handed-over') {
    if (asked) return { who: 'postbreeze', words: asked };
    if (!pin.done.postId)
      return { who: 'postbreeze', words: 'You said that Postbreeze has it. This browser cannot follow it.' };
    return { who: 'postbreeze', words: 'Postbreeze holds it and publishes it, even with this browser closed.' };
  }
  return describeQueued(pin);
}

const REQUEST_WORDS = {
  update: 'Postbreeze holds it; your change is being sent.',
  cancel: 'Postbreeze may still hold it; it is being canceled.',
  remove: 'Postbreeze may still hold it; it is being removed.',
  retry: 'Postbreeze holds it; it is asked to try again.',
};

function describeQueued(pin: Pin): Holder {
  if (isUnsettled(pin))
    return {
      who: 'browser',
      words: 'It may already be at Postbreeze; this browser is looking before it sends anything.',
    };
  if (pin.request) return { who: 'browser', words: REQUEST_WORDS[pin.request] };
  if (pin.held)
    return {
      who: 'you',
      words: 'Its time has passed, and it waits for you. Send it now, or choose another time.',
    };
  if (isWaitingForPictures(pin))
    return { who: 'browser', words: 'Only this browser holds it. Its pictures are still being prepared.' };
  if (pin.nextAttemptAt !== null && pin.lastError)
    return { who: 'browser', words: 'Only this browser holds it, and will try again by itself.' };
  return pin.handOver === 'right-away'
    ? { who: 'browser', words: 'Only this browser holds it, until it has reached Postbreeze in a moment.' }
    : { who: 'browser', words: 'Only this browser holds it. The browser must be running at the chosen time.' };
}

function describeFailed(pin: Pin): string {
  if (isUnsettled(pin)) return 'It may already be scheduled at Postbreeze. Say what to do.';
  return pin.done.postId
    ? 'It was not published. Postbreeze has it as failed; it needs you.'
    : 'It was not sent. Only this browser holds it; it needs you.';
}
