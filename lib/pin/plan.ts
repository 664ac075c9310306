import { HOUR, MINUTE } from '../time';
import { addDays, type BrokenRule, createRuleBook, type PlacedPin, type RuleBook, type Rules } from './rules';
import { nextFreeSlots, type Slot } from './slots';

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

/** A pin that is to be given a time. */
export interface PlanPin extends Omit<PlacedPin, 'at'> {
  /** The time it has, if any. */
  at: number | null;
  /** Another pin of the plan whose picture this one puts on one more board, `days` days later each time. */
  after: { id: string; days: number } | null;
}

/** What a plan is spread over. */
export interface PlanGround {
  /** Epoch ms. */
  now: number;
  slotsOf: (accountId: string) => readonly Slot[];
  rulesOf: (accountId: string) => Rules;
  /** The pins that have their times already, of any account. */
  placed: readonly PlacedPin[];
}

/** A pin of a plan with its time (epoch ms; null: none is free) and the rules it breaks there. */
export interface SpreadPin {
  id: string;
  at: number | null;
  broken: BrokenRule[];
}

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

/** The pins at the times they have, with the rules they break there. */
export function reportBroken(
  pins: readonly PlanPin[],
  timeOf: (pin: PlanPin) => number | null,
  ground: PlanGround,
): SpreadPin[] {
  const bookOf = openBooks(pins, ground);
  const placed = pins.map((pin) => ({ pin, at: timeOf(pin) }));
  for (const { pin, at } of placed) if (at !== null) bookOf(pin.accountId).add({ ...pin, at });
  return placed.map(({ pin, at }) => ({
    id: pin.id,
    at,
    broken: at === null ? [] : bookOf(pin.accountId).findBroken({ ...pin, at }),
  }));
}

/**
 * Moves pins that break a rule to the first later time at which they do not, in order, those that break none stay. With
 * `bySlots`, they move from slot to slot. A pin for which a year holds no such time stays where it is, and says so.
 */
export function shiftPlan(pins: readonly PlanPin[], ground: PlanGround, bySlots: boolean): SpreadPin[] {
  const bookOf = openBooks(pins, ground);
  const taken = new Taken(ground.placed, pins);
  const times = new Map<string, number | null>();
  for (const pin of inTimeOrder(pins)) {
    if (pin.at === null) continue;
    const book = bookOf(pin.accountId);
    const isFree = book.findBroken({ ...pin, at: pin.at }).length === 0;
    const candidates = isFree || !bySlots ? undefined : listSlots(pin, pin.at - 1, ground, taken);
    const at = isFree ? pin.at : (book.findAllowedTime({ ...pin, at: pin.at }, candidates) ?? pin.at);
    times.set(pin.id, at);
    taken.add(pin.accountId, at);
    book.add({ ...pin, at });
  }
  return reportBroken(pins, (pin) => times.get(pin.id) ?? null, ground);
}

/** Which board each of `count` pins goes to when they go to the boards in turn. */
export function alternateBoards<Board>(count: number, boards: readonly Board[]): Board[] {
  return Array.from({ length: boards.length > 0 ? count : 0 }, (_, place) => boards[place % boards.length]!);
}

const SLOTS_AHEAD = 400;

function listSlots(pin: PlanPin, after: number, ground: PlanGround, taken: Taken): number[] {
  return nextFreeSlots(ground.slotsOf(pin.accountId), taken.of(pin.accountId), after, SLOTS_AHEAD);
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

function inTimeOrder(pins: readonly PlanPin[]): PlanPin[] {
  return [...pins].sort((a, b) => (a.at ?? 0) - (b.at ?? 0));
}

/** The rules of each account, over the pins that have their times already and are not of the plan. */
function openBooks(pins: readonly PlanPin[], ground: PlanGround): (accountId: string) => RuleBook {
  const ours = new Set(pins.map(({ id }) => id));
  const books = new Map<string, RuleBook>();
  return (accountId) => {
    const known = books.get(accountId);
    if (known) return known;
    const others = ground.placed.filter((pin) => pin.accountId === accountId && !ours.has(pin.id));
    const book = createRuleBook(ground.rulesOf(accountId), others);
    books.set(accountId, book);
    return book;
  };
}

/** The minutes that pins of each account have, but for those of the plan itself, which are given anew. */
class Taken {
  private readonly times = new Map<string, Set<number>>();

  constructor(placed: readonly PlacedPin[], plan: readonly PlanPin[]) {
    const ours = new Set(plan.map(({ id }) => id));
    for (const pin of placed) if (!ours.has(pin.id)) this.add(pin.accountId, pin.at);
  }

  add(accountId: string, at: number): void {
    const times = this.times.get(accountId) ?? new Set();
    this.times.set(accountId, times.add(toMinute(at)));
  }

  has(accountId: string, at: number): boolean {
    return this.times.get(accountId)?.has(toMinute(at)) === true;
  }

  of(accountId: string): Iterable<number> {
    return this.times.get(accountId) ?? [];
  }
}

function toMinute(at: number): number {
  return Math.floor(at / MINUTE) * MINUTE;
}
