import { isWaitingForPictures } from '../../lib/pin/next-step';
import type { Pin } from '../../lib/pin/pin';
import { type PlanGround, reportBroken, shiftPlan, toPlanPin } from '../../lib/pin/plan';
import { addDays, describeBroken, type RuleId } from '../../lib/pin/rules';
import { nextFreeSlots, type Slot } from '../../lib/pin/slots';
import { DAY, HOUR } from '../../lib/time';
import { formatDistance, formatTime } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { timeOf } from './arrange';

/** The slots of an account. */
export type SlotsOf = (accountId: string | null) => readonly Slot[];

/** The times (epoch ms) that the account's other pins take. */
export function listTaken(
  pins: readonly Pin[],
  accountId: string | null,
  but: ReadonlySet<string> = new Set(),
): number[] {
  const takes = pins.filter(
    (pin) => pin.accountId === accountId && !but.has(pin.id) && pin.state !== 'draft' && pin.state !== 'canceled',
  );
  return takes.flatMap(({ publishAt }) => publishAt ?? []);
}

/**
 * A time for each pin, by id: its account's free slots after `from`, in the order of the pins. When slots run out, the
 * rest follow a day apart.
 */
export function spreadOverSlots(
  pins: readonly Pin[],
  from: number,
  ground: { all: readonly Pin[]; slotsOf: SlotsOf },
): Map<string, number> {
  const ids = new Set(pins.map(({ id }) => id));
  const times = new Map<string, number>();
  for (const accountId of new Set(pins.map((pin) => pin.accountId))) {
    const ours = pins.filter((pin) => pin.accountId === accountId);
    const taken = listTaken(ground.all, accountId, ids);
    const free = nextFreeSlots(ground.slotsOf(accountId), taken, from, ours.length);
    const last = free.at(-1) ?? from;
    for (const [place, { id }] of ours.entries()) times.set(id, free[place] ?? last + (place - free.length + 1) * DAY);
  }
  return times;
}

/** The first at `at`, the others at the free slots after it. */
export function spreadFrom(
  pins: readonly Pin[],
  at: number,
  ground: { all: readonly Pin[]; slotsOf: SlotsOf },
): Map<string, number> {
  const [first, ...others] = pins;
  if (!first) return new Map();
  const held = { ...first, state: 'queued', publishAt: at } as Pin;
  const all = [...ground.all.filter(({ id }) => id !== first.id), held];
  return new Map([[first.id, at], ...spreadOverSlots(others, at, { ...ground, all })]);
}

const GOES_OUT = new Set<Pin['state']>(['queued', 'sending', 'handed-over']);

/** Which of these rules the pins break, and later times that break none; undefined: none is broken. */
export function findBroken(pins: readonly Pin[], about: readonly RuleId[], ground: PlanGround) {
  const ours = pins.filter(({ state, publishAt }) => publishAt !== null && GOES_OUT.has(state));
  const plain = ours.map(toPlanPin);
  const broken = reportBroken(plain, ({ at }) => at, ground).flatMap((one) => {
    const rule = one.broken.find((each) => about.includes(each.rule));
    return rule ? [{ id: one.id, rule }] : [];
  });
  const [first] = broken;
  if (!first) return undefined;
  const rules = ground.rulesOf(ours.find(({ id }) => id === first.id)?.accountId ?? '');
  const reason = describeBroken(first.rule, rules, ground.now);
  const times = new Map(shiftPlan(plain, ground, false).flatMap(({ id, at }) => (at === null ? [] : [[id, at]])));
  const late = ours.filter(({ id, publishAt }) => times.get(id) !== publishAt);
  return { count: broken.length, reason, late, times };
}

/** Moves all by calendar days, which keep the time of day across clock changes, then by hours. */
export function shiftTimes(pins: readonly Pin[], by: { days: number; hours: number }): Map<string, number> {
  return new Map(
    pins.flatMap((pin) => {
      const at = timeOf(pin);
      return at === null ? [] : [[pin.id, addDays(at, by.days) + by.hours * HOUR] as const];
    }),
  );
}

/** The same time of day on another day (any moment of it); epoch ms. */
export function moveToDay(at: number, day: number): number {
  const time = new Date(at);
  return new Date(day).setHours(time.getHours(), time.getMinutes(), time.getSeconds(), 0);
}

/** Where the others go when one is moved to `at` (epoch ms): by as many days, and as much earlier or later in the day. */
export function moveAlong(pins: readonly Pin[], lead: Pin, at: number): Map<string, number> {
  const from = timeOf(lead) ?? at;
  const days = Math.round((startOfDay(at) - startOfDay(from)) / DAY);
  const within = at - moveToDay(from, at);
  return new Map(
    pins.map((pin) => {
      const own = timeOf(pin);
      return [pin.id, pin.id === lead.id || own === null ? at : addDays(own, days) + within];
    }),
  );
}

/** Local midnight before a time; epoch ms. */
export function startOfDay(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

/** When a pin goes out, or went. */
export interface When {
  /** Epoch ms; null: no time is chosen yet. */
  at: number | null;
  /** What the time alone does not tell; ''. */
  note: string;
}

/**
 * When a pin goes out, in words that stay true after its time: a retried or late pin goes out now, not two hours ago.
 * `isPaused`: its account is paused. `now` is epoch ms.
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

/** When a pin goes out although its time has passed, by state. */
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
    // It waits at Postbreeze for an approval or for Pinterest's limit; the row says which.
    return lastError ? t('planner.when.soon') : t('planner.when.going');
  },
};

function isBeingStopped({ request }: Pin): boolean {
  return request === 'take-back' || request === 'remove';
}

/** '' beyond a day, since the date says it better. */
function sayDistanceWithinADay(at: number, now: number): string {
  return Math.abs(at - now) > DAY ? '' : formatDistance(at, now);
}
