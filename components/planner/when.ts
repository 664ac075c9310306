import { isWaitingForPictures } from '../../lib/pin/next-step';
import type { Pin } from '../../lib/pin/pin';
import { DAY } from '../../lib/time';
import { formatDistance, formatTime } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { timeOf } from './arrange';

/** When a pin goes out, or went. */
export interface When {
  /** Epoch ms; null: no time is chosen yet. */
  at: number | null;
  /** What the time alone does not say; '' where it says all. */
  note: string;
}

/**
 * What stays true once the time has passed: what was retried, or is late, goes out now and not two hours ago. `isPaused`: nothing
 * of its account is sent at present. `now` is epoch ms.
 */
export function describeWhen(pin: Pin, now: number, isPaused = false): When {
  const at = timeOf(pin);
  if (at === null) return { at, note: pin.state === 'draft' ? t(`planner.when.${pin.when}`) : t('planner.when.soon') };
  if (pin.state === 'canceled') return { at, note: t('planner.when.was') };
  if (pin.state === 'draft') return { at, note: '' };
  const isOverdue = at <= now && !pin.held && !isBeingStopped(pin);
  const overdue = isOverdue ? OVERDUE[pin.state]?.(pin, now, isPaused) : undefined;
  return { at, note: overdue ?? sayDistanceWithinADay(at, now) };
}

/** The same as one line: "Tomorrow, 9:00 (in 20 hours)". */
export function summarizeWhen(pin: Pin, now: number, isPaused = false): string {
  const { at, note } = describeWhen(pin, now, isPaused);
  if (at === null) return note;
  return note ? `${formatTime(at, now)} (${note})` : formatTime(at, now);
}

/** The states in which a pin is still to go out, and when it does although its time has passed. */
const OVERDUE: Partial<Record<Pin['state'], (pin: Pin, now: number, isPaused: boolean) => string>> = {
  queued: (pin, now, isPaused) => {
    if (isPaused || isWaitingForPictures(pin)) return t('planner.when.soon');
    const { nextAttemptAt: next } = pin;
    if (next === null || next <= now || (pin.when === 'now' && pin.attempts === 0)) return t('planner.when.going');
    const distance = sayDistanceWithinADay(next, now);
    return distance
      ? t('planner.when.nextTry', { distance })
      : t('planner.when.nextTryAt', { time: formatTime(next, now) });
  },
  sending: () => t('planner.when.going'),
  'handed-over': ({ done, lastError }, now) => {
    const sentFor = done.sent?.scheduledFor ?? now;
    if (sentFor > now) return t('planner.when.goingIn', { distance: sayDistanceWithinADay(sentFor, now) });
    // Postbreeze holds it up, for an approval or because Pinterest takes no more; the row says which.
    return lastError ? t('planner.when.soon') : t('planner.when.going');
  },
};

function isBeingStopped({ request }: Pin): boolean {
  return request === 'take-back' || request === 'remove';
}

/** '' beyond a day, where the day says it better. */
function sayDistanceWithinADay(at: number, now: number): string {
  return Math.abs(at - now) > DAY ? '' : formatDistance(at, now);
}
