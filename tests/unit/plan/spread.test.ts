import { describe, expect, it } from 'vitest';
import { DEFAULT_RULES } from '../../../lib/pin/limits';
import { type PlanGround, type PlanPin, reportBroken, shiftPlan } from '../../../lib/pin/plan';
import { createRuleBook, type PlacedPin } from '../../../lib/pin/rules';
import { DEFAULT_SLOTS } from '../../../lib/pin/slots';
import { alternateBoards, findSpreadFault, type Spread, spreadPlan } from '../../../lib/pin/spread';
import { DAY, MINUTE } from '../../../lib/time';
import { liveIn } from '../time-zone';

liveIn('Europe/Stockholm');

describe('a plan in Stockholm', () => {
  const at = (iso: string) => new Date(iso).getTime();
  const say = (times: readonly { at: number | null }[]) =>
    times.map(({ at: time }) => (time === null ? null : new Date(time).toLocaleString('sv-SE').slice(0, 16)));
  const now = at('2026-11-29T08:00:00+01:00');
  const ground = (placed: PlacedPin[] = []): PlanGround => ({
    now,
    slotsOf: () => DEFAULT_SLOTS,
    rulesOf: () => DEFAULT_RULES,
    placed,
  });
  const pin = (id: string, change: Partial<PlanPin> = {}): PlanPin => ({
    id,
    accountId: 'anna',
    boardId: 'soups',
    link: '',
    pictures: [],
    at: null,
    after: null,
    ...change,
  });
  it('takes the account’s own free slots, whatever another account has at that time', () => {
    const nine = at('2026-11-29T09:00:00+01:00');
    const placed = [{ ...pin('old', { accountId: 'bert' }), at: nine }];
    expect(say(spreadPlan([pin('a')], { kind: 'slots' }, ground(placed)))).toEqual(['2026-11-29 09:00']);
    expect(say(spreadPlan([pin('b', { accountId: 'bert' })], { kind: 'slots' }, ground(placed)))).toEqual([
      '2026-11-29 13:00',
    ]);
  });

  it('puts a picture on further boards a week apart each', () => {
    const three = [0, 7, 14].map((days) =>
      pin(`a${days}`, { boardId: `board ${days}`, after: days === 0 ? null : { id: 'a0', days } }),
    );
    expect(say(spreadPlan(three, { kind: 'slots' }, ground()))).toEqual([
      '2026-11-29 09:00',
      '2026-12-06 09:00',
      '2026-12-13 09:00',
    ]);
  });

  it('spreads so many a day evenly between two times, from the first that is still to come', () => {
    const four = ['a', 'b', 'c', 'd'].map((id) => pin(id));
    const spread: Spread = { kind: 'per-day', count: 3, from: 7 * 60, to: 19 * 60, day: now };
    expect(say(spreadPlan(four, spread, ground()))).toEqual([
      '2026-11-29 13:00',
      '2026-11-29 19:00',
      '2026-11-30 07:00',
      '2026-11-30 13:00',
    ]);
  });

  it('keeps the clock time over the end of daylight saving with days, and the hours with hours', () => {
    const two = ['a', 'b'].map((id) => pin(id));
    const startAt = at('2026-10-24T12:00:00+02:00');
    const early = { ...ground(), now: startAt - DAY };
    expect(say(spreadPlan(two, { kind: 'every', number: 1, unit: 'days', startAt }, early))).toEqual([
      '2026-10-24 12:00',
      '2026-10-25 12:00',
    ]);
    expect(say(spreadPlan(two, { kind: 'every', number: 24, unit: 'hours', startAt }, early))).toEqual([
      '2026-10-24 12:00',
      '2026-10-25 11:00',
    ]);
  });

  it('warns where all go out at one time, and shifts them apart', () => {
    const startAt = at('2026-12-01T12:00:00+01:00');
    const three = ['a', 'b', 'c'].map((id) => pin(id, { at: startAt }));
    const atOnce = spreadPlan(three, { kind: 'at-once', at: startAt }, ground());
    expect(atOnce.map(({ broken }) => broken.map(({ rule }) => rule))).toEqual([
      ['too-close'],
      ['too-close'],
      ['too-close'],
    ]);
    expect(say(shiftPlan(three, ground(), false))).toEqual([
      '2026-12-01 12:00',
      '2026-12-01 12:10',
      '2026-12-01 12:20',
    ]);
  });

  it('has no time where there are no slots', () => {
    const none = { ...ground(), slotsOf: () => [] };
    expect(spreadPlan([pin('a')], { kind: 'slots' }, none)).toEqual([{ id: 'a', at: null, broken: [] }]);
  });

  it('says which field of a spread is wrong', () => {
    const perDay = { kind: 'per-day', count: 3, from: 540, to: 1080, day: now } as const;
    expect(findSpreadFault(perDay)).toBeNull();
    expect(findSpreadFault({ ...perDay, count: 0 })).toBe('count');
    expect(findSpreadFault({ ...perDay, to: 500 })).toBe('window');
    expect(findSpreadFault({ ...perDay, to: 541 })).toBe('window');
    expect(findSpreadFault({ ...perDay, day: Number.NaN })).toBe('start');
    expect(findSpreadFault({ kind: 'every', number: 0, unit: 'hours', startAt: now })).toBe('number');
    expect(findSpreadFault({ kind: 'at-once', at: Number.NaN })).toBe('start');
  });

  it('takes boards in turn', () => {
    expect(alternateBoards(5, ['A', 'B'])).toEqual(['A', 'B', 'A', 'B', 'A']);
    expect(alternateBoards(5, [])).toEqual([]);
  });

  it('does not count a pin’s own row twice', () => {
    const book = createRuleBook(DEFAULT_RULES, [{ ...pin('a'), at: now }]);
    expect(book.findBroken({ ...pin('a'), at: now + MINUTE })).toEqual([]);
    expect(
      reportBroken([pin('a', { at: now })], ({ at: time }) => time, ground()).flatMap(({ broken }) => broken),
    ).toEqual([]);
  });
});
