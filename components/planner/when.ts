import { isWaitingForPictures } from '../../lib/pin/next-step';
import type { Pin } from '../../lib/pin/pin';
import { DAY } from '../../lib/time';
import { formatDistance, formatTime } from '../../lib/words/format';
import { timeOf } from './view';

/**
 * When a pin goes out, or went, in words that stay true once its time has passed: what was retried, or is late, goes out now
 * and not two hours ago. `isPaused`: nothing of its account is sent at present. `now` is epoch ms.
 */
export function sayWhen(pin: Pin, now: number, isPaused = false): string {
  const at = timeOf(pin);
  if (at === null) return pin.state === 'draft' ? DRAFTED[pin.when] : SOON;
  const overdue = at <= now && !pin.held && !isTakenBack(pin) ? OVERDUE[pin.state]?.(pin, now, isPaused) : undefined;
  if (overdue) return `${overdue} (set for ${formatTime(at, now)})`;
  const distance = sayDistanceWithinADay(at, now);
  if (pin.state === 'draft') return formatTime(at, now);
  if (pin.state === 'canceled') return `Was set for ${formatTime(at, now)}`;
  return distance ? `${formatTime(at, now)} (${distance})` : formatTime(at, now);
}

/** What a draft without a time of its own takes, once it is scheduled. */
const DRAFTED: Record<Pin['when'], string> = {
  slot: 'Next free slot',
  time: 'No time yet',
  now: 'As soon as it is scheduled',
};

const GOING = 'Going out now';
const SOON = 'As soon as possible';

/** The states in which a pin is still to go out, and when it does although its time has passed. */
const OVERDUE: Partial<Record<Pin['state'], (pin: Pin, now: number, isPaused: boolean) => string>> = {
  queued: (pin, now, isPaused) => {
    if (isPaused || isWaitingForPictures(pin)) return SOON;
    return pin.nextAttemptAt !== null && pin.nextAttemptAt > now
      ? `Next try ${sayDistanceWithinADay(pin.nextAttemptAt, now) || formatTime(pin.nextAttemptAt, now)}`
      : GOING;
  },
  sending: () => GOING,
  'handed-over': ({ done, lastError }, now) => {
    const sentFor = done.sent?.scheduledFor ?? now;
    if (sentFor > now) return `Going out ${sayDistanceWithinADay(sentFor, now)}`;
    // Postbreeze holds it up, for an approval or because Pinterest takes no more; the row says which.
    return lastError ? SOON : GOING;
  },
};

function isTakenBack({ request }: Pin): boolean {
  return request === 'take-back' || request === 'remove';
}

/** '' beyond a day, where the day says it better. */
function sayDistanceWithinADay(at: number, now: number): string {
  return Math.abs(at - now) > DAY ? '' : formatDistance(at, now);
}
