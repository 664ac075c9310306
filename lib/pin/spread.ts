import { HOUR, MINUTE } from '../time';
import { listSlots, type PlanGround, type PlanPin, reportBroken, type SpreadPin, shiftPlan, Taken } from './plan';
import { addDays, type BrokenRule } from './rules';
import { nextFreeSlots } from './slots';

/**
 * How the times of a plan are chosen. `own`: each pin keeps the time it has. Times are epoch ms, `day` is any moment of the
 * first day, clock times are minutes after midnight. Days are the browser's calendar days.
 */
export type Spread =
  | { kind: 'own' }
  | { kind: 'slots' }
  | { kind: 'per-day'; count: number; from: number; to: number; day: number }
  | { kind: 'every'; number: number; unit: 'hours' | 'days'; startAt: number }
  | { kind: 'at-once'; at: number };

/** Whether a way of spreading can be carried out; else the field that stands in the way. */
export function findSpreadFault(spread: Spread): 'count' | 'window' | 'number' | 'start' | null {
  if (spread.kind === 'per-day') {
    const { count, from, to, day } = spread;
    if (!Number.isFinite(day)) return 'start';
    if (!Number.isInteger(count) || count < 1) return 'count';
    return to < from || count > to - from + 1 ? 'window' : null;
  }
  if (spread.kind === 'every') {
    if (!Number.isFinite(spread.startAt)) return 'start';
    return Number.isInteger(spread.number) && spread.number >= 1 ? null : 'number';
  }
  return spread.kind === 'at-once' && !Number.isFinite(spread.at) ? 'start' : null;
}

/**
 * Gives each pin of a plan its time, in order, and says which rules it breaks there. No two pins of an account get the same
 * minute, nor one that another pin of it has, unless the plan says so itself (`at-once`, `own`). Rules are not obeyed, they
 * are reported: `shiftPlan` obeys them. Pure.
 */
export function spreadPlan(pins: readonly PlanPin[], spread: Spread, ground: PlanGround): SpreadPin[] {
  const times = new Map<string, number | null>();
  const taken = new Taken(ground.placed, pins);
  const firsts = pins.filter(({ after }) => spread.kind === 'own' || after === null);
  const giveTime = createClock(firsts, spread, ground, taken);
  for (const pin of firsts) {
    const at = giveTime(pin);
    times.set(pin.id, at);
    if (at !== null) taken.add(pin.accountId, at);
  }
  for (const pin of pins) {
    if (times.has(pin.id) || !pin.after) continue;
    const first = times.get(pin.after.id) ?? null;
    const at = first === null ? null : placeAfter(pin, addDays(first, pin.after.days), spread, ground, taken);
    times.set(pin.id, at);
    if (at !== null) taken.add(pin.accountId, at);
  }
  return reportBroken(pins, (pin) => times.get(pin.id) ?? null, ground);
}

/**
 * The next free slot at which a pin breaks no rule, and the rules that the first free one would break. Where a year holds no
 * such slot, the first free one; null where none is free.
 */
export function findAllowedSlot(pin: PlanPin, ground: PlanGround): { at: number | null; broken: BrokenRule[] } {
  const [first] = spreadPlan([pin], { kind: 'slots' }, ground);
  if (!first || first.at === null || first.broken.length === 0) return { at: first?.at ?? null, broken: [] };
  const [shifted] = shiftPlan([{ ...pin, at: first.at }], ground, true);
  return { at: shifted?.at ?? null, broken: first.broken };
}

/** Which board each of `count` pins goes to when they go to the boards in turn. */
export function alternateBoards<Board>(count: number, boards: readonly Board[]): Board[] {
  return Array.from({ length: boards.length > 0 ? count : 0 }, (_, place) => boards[place % boards.length]!);
}

/** Gives the pins that come first their times, one after the other. */
function createClock(
  firsts: readonly PlanPin[],
  spread: Spread,
  ground: PlanGround,
  taken: Taken,
): (pin: PlanPin) => number | null {
  if (spread.kind === 'own') return ({ at }) => at;
  if (spread.kind === 'at-once') return () => spread.at;
  if (spread.kind === 'slots') {
    const countOf = new Map<string, number>();
    for (const { accountId } of firsts) countOf.set(accountId, (countOf.get(accountId) ?? 0) + 1);
    const free = new Map(
      [...countOf].map(([accountId, count]) => [
        accountId,
        nextFreeSlots(ground.slotsOf(accountId), taken.of(accountId), ground.now, count),
      ]),
    );
    return ({ accountId }) => free.get(accountId)?.shift() ?? null;
  }
  const times = spread.kind === 'every' ? stepsFrom(spread) : timesOfDays(spread);
  let last = ground.now;
  return ({ accountId }) => {
    for (let tries = 0; tries < TRIES; tries++) {
      const at = times.next().value;
      if (at === undefined) return null;
      if (at <= last || taken.has(accountId, at)) continue;
      last = at;
      return at;
    }
    return null;
  };
}

/** Times that are past or taken are passed over; after so many there is none. */
const TRIES = 10_000;

function* stepsFrom({ number, unit, startAt }: Extract<Spread, { kind: 'every' }>): Generator<number, undefined> {
  for (let step = 0; ; step++)
    yield unit === 'hours' ? startAt + step * number * HOUR : addDays(startAt, step * number);
}

/** `count` times a day, evenly from `from` to `to`, the first and the last included. */
function* timesOfDays({ count, from, to, day }: Extract<Spread, { kind: 'per-day' }>): Generator<number, undefined> {
  const first = new Date(day);
  for (let ahead = 0; ; ahead++) {
    for (let place = 0; place < count; place++) {
      const minutes = count === 1 ? from : from + Math.round((place * (to - from)) / (count - 1));
      yield new Date(first.getFullYear(), first.getMonth(), first.getDate() + ahead, 0, minutes).getTime();
    }
  }
}

/** The time itself where it is free; else the next slot, or the next minute that is. */
function placeAfter(pin: PlanPin, at: number, spread: Spread, ground: PlanGround, taken: Taken): number | null {
  if (spread.kind === 'slots') return listSlots(pin, Math.max(at - 1, ground.now), ground, taken)[0] ?? null;
  if (spread.kind === 'at-once') return at;
  let free = at;
  while (taken.has(pin.accountId, free)) free += MINUTE;
  return free;
}
