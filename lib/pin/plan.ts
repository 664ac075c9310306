import { MINUTE } from '../time';
import { formatTime } from '../words/format';
import { t } from '../words/t';
import type { Check } from './checks';
import { plainLink } from './fate';
import type { Rules } from './limits';
import type { MendOffer } from './mends';
import type { Pin } from './pin';
import { type BrokenRule, createRuleBook, describeBroken, listPictures, type PlacedPin, type RuleBook } from './rules';
import { nextFreeSlots, type Slot } from './slots';

/** A pin that is to be given a time. */
export interface PlanPin extends Omit<PlacedPin, 'at'> {
  /** The time it has, if any. */
  at: number | null;
  /** Another pin of the plan whose picture this one puts on one more board, `days` days later each time. */
  after: { id: string; days: number } | null;
}

/** A pin as plans are spread. A working copy stands for the pin that it edits. */
export function toPlanPin(pin: Pin): PlanPin {
  return {
    id: pin.editOf ?? pin.id,
    accountId: pin.accountId ?? '',
    boardId: pin.board?.id ?? '',
    link: pin.link ? plainLink(pin.link) : '',
    pictures: listPictures(pin),
    at: pin.publishAt,
    after: null,
  };
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

/** The rules that one pin breaks at a time (epoch ms), with a way to the first later time that keeps to them. */
export function checkRules(pin: Pin, at: number | null, ground: PlanGround): Check[] {
  const plain = { ...toPlanPin(pin), at };
  const broken = reportBroken([plain], () => at, ground)[0]?.broken ?? [];
  if (broken.length === 0) return [];
  const { now } = ground;
  const rules = ground.rulesOf(plain.accountId);
  const words = broken.map((one) => describeBroken(one, rules, now)).join(' ');
  const publishAt = shiftPlan([plain], ground, pin.when === 'slot')[0]?.at ?? null;
  const mend: MendOffer | null =
    publishAt === null || publishAt === at
      ? null
      : {
          kind: 'write',
          label: t('rules.shiftTo', { time: formatTime(publishAt, now) }),
          content: { when: 'time', publishAt },
        };
  return [{ id: 'rule-broken', severity: 'warning', words, slideId: null, mend, otherMends: [] }];
}

const SLOTS_AHEAD = 400;

/** The free slots after a time, for one pin. */
export function listSlots(pin: PlanPin, after: number, ground: PlanGround, taken: Taken): number[] {
  return nextFreeSlots(ground.slotsOf(pin.accountId), taken.of(pin.accountId), after, SLOTS_AHEAD);
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

/** The minutes that pins of each account have, but for those of the plan itself, which are given again. */
export class Taken {
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
