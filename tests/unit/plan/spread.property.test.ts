import * as fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { type PlanGround, type PlanPin, shiftPlan } from '../../../lib/pin/plan';
import type { PlacedPin } from '../../../lib/pin/rules';
import { type Spread, spreadPlan } from '../../../lib/pin/spread';
import { DAY, HOUR, MINUTE } from '../../../lib/time';

const zone = process.env.TZ;
afterAll(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

/** Zones with every kind of clock change: by an hour, by half an hour, at midnight, none, and a day that was left out. */
const ZONES = [
  'UTC',
  'Europe/Stockholm',
  'America/New_York',
  'Australia/Lord_Howe',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Kolkata',
  'Pacific/Apia',
];

const zones = fc.constantFrom(...ZONES);
/** Around the clock changes of either half of the world, and anywhere else. */
const moments = fc.oneof(
  fc.integer({ min: Date.UTC(2026, 2, 6), max: Date.UTC(2026, 3, 6) }),
  fc.integer({ min: Date.UTC(2026, 9, 2), max: Date.UTC(2026, 10, 3) }),
  fc.integer({ min: Date.UTC(2026, 0, 1), max: Date.UTC(2027, 0, 1) }),
);
const accounts = fc.constantFrom('anna', 'bert');
const pins = fc
  .array(
    fc.record({
      accountId: accounts,
      boardId: fc.constantFrom('soups', 'cakes'),
      link: fc.constantFrom('', 'https://a.example/1', 'https://a.example/2'),
      pictures: fc.array(fc.constantFrom('p1', 'p2', 'p3'), { maxLength: 1 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((list) => list.map((pin, place): PlanPin => ({ ...pin, id: `new-${place}`, at: null, after: null })));
const slots = fc.array(
  fc.record({
    days: fc.uniqueArray(fc.integer({ min: 0, max: 6 }), { maxLength: 7 }),
    minutes: fc.integer({ min: 0, max: 1439 }),
  }),
  { minLength: 1, maxLength: 6 },
);
const rules = fc.record({
  perDay: fc.integer({ min: 0, max: 6 }),
  linkHours: fc.integer({ min: 0, max: 72 }),
  pictureDays: fc.integer({ min: 0, max: 40 }),
  gapMinutes: fc.integer({ min: 0, max: 90 }),
});
const scenes = fc
  .record({
    zone: zones,
    now: moments,
    pins,
    slots,
    rules,
    earlier: fc.array(
      fc.record({
        accountId: accounts,
        boardId: fc.constantFrom('soups', 'cakes'),
        days: fc.integer({ min: -3, max: 9 }),
        minutes: fc.integer({ min: 0, max: 1439 }),
        link: fc.constantFrom('', 'https://a.example/1'),
        pictures: fc.constantFrom(['p1'], []),
      }),
      { maxLength: 15 },
    ),
  })
  .map((scene) => {
    const placed: PlacedPin[] = scene.earlier.map(({ days, minutes, ...pin }, place) => ({
      ...pin,
      id: `old-${place}`,
      at: scene.now + days * DAY + minutes * MINUTE,
    }));
    const ground: PlanGround = {
      now: scene.now,
      slotsOf: () => scene.slots,
      rulesOf: () => scene.rules,
      placed,
    };
    return { ...scene, placed, ground };
  });
type Scene = typeof scenes extends fc.Arbitrary<infer Value> ? Value : never;

function spreads({ now }: Scene): fc.Arbitrary<Spread> {
  const minutes = fc.integer({ min: 0, max: 700 });
  return fc.oneof(
    fc.constant({ kind: 'slots' } as const),
    fc.record({
      kind: fc.constant('per-day' as const),
      count: fc.integer({ min: 1, max: 9 }),
      from: minutes,
      to: minutes.map((at) => at + 705),
      day: fc.constant(now),
    }),
    fc.record({
      kind: fc.constant('every' as const),
      number: fc.integer({ min: 1, max: 30 }),
      unit: fc.constantFrom('hours' as const, 'days' as const),
      startAt: fc.integer({ min: now + MINUTE, max: now + 20 * DAY }),
    }),
  );
}
const spreadScenes = scenes.chain((scene) => fc.record({ scene: fc.constant(scene), spread: spreads(scene) }));

const minuteOf = (at: number) => Math.floor(at / MINUTE);

/** Every rule written down a second time, plainly: what a list of pins breaks. */
function breaksRules(pin: PlacedPin, all: readonly PlacedPin[], limits: Scene['rules']): Set<string> {
  const others = all.filter((one) => one.id !== pin.id && one.accountId === pin.accountId);
  const day = new Date(pin.at).toDateString();
  const broken = new Set<string>();
  const sameDay = others.filter(({ at }) => new Date(at).toDateString() === day).length;
  if (limits.perDay > 0 && sameDay + 1 > limits.perDay) broken.add('per-day');
  for (const other of others) {
    const distance = Math.abs(other.at - pin.at);
    if (distance < limits.gapMinutes * MINUTE) broken.add('too-close');
    if (pin.link && other.link === pin.link && distance < limits.linkHours * HOUR) broken.add('same-link');
    const isSame = other.boardId === pin.boardId && other.pictures.some((one) => pin.pictures.includes(one));
    if (isSame && distance < limits.pictureDays * DAY) broken.add('same-picture');
  }
  return broken;
}

function live(scene: Scene): void {
  process.env.TZ = scene.zone;
}

describe('spreading a plan', () => {
  it('never gives two pins of an account one minute, nor one that is taken, nor one that has passed', () => {
    fc.assert(
      fc.property(spreadScenes, ({ scene, spread }) => {
        live(scene);
        const spreadOut = spreadPlan(scene.pins, spread, scene.ground);
        for (const account of ['anna', 'bert']) {
          const own = spreadOut.filter(({ id }) => scene.pins.find((pin) => pin.id === id)?.accountId === account);
          const times = own.flatMap(({ at }) => at ?? []).map(minuteOf);
          const taken = scene.placed.filter((pin) => pin.accountId === account).map(({ at }) => minuteOf(at));
          expect(new Set(times).size).toBe(times.length);
          expect(times.filter((at) => taken.includes(at))).toEqual([]);
          expect(times.filter((at) => at < minuteOf(scene.now))).toEqual([]);
        }
      }),
      { numRuns: 120 },
    );
  });

  it('keeps the order of the pins of each account', () => {
    fc.assert(
      fc.property(spreadScenes, ({ scene, spread }) => {
        live(scene);
        const spreadOut = spreadPlan(scene.pins, spread, scene.ground);
        for (const account of ['anna', 'bert']) {
          const own = spreadOut.filter((_, place) => scene.pins[place]?.accountId === account);
          const times = own.flatMap(({ at }) => at ?? []);
          expect(times).toEqual([...times].sort((a, b) => a - b));
        }
      }),
      { numRuns: 80 },
    );
  });

  it('names every rule that it breaks, and no other', () => {
    fc.assert(
      fc.property(spreadScenes, ({ scene, spread }) => {
        live(scene);
        const spreadOut = spreadPlan(scene.pins, spread, scene.ground);
        const placedAnew = spreadOut.flatMap(({ at }, place) => (at === null ? [] : { ...scene.pins[place]!, at }));
        const all = [...scene.placed, ...placedAnew];
        for (const { id, at, broken } of spreadOut) {
          if (at === null) continue;
          const pin = placedAnew.find((one) => one.id === id)!;
          expect(new Set(broken.map(({ rule }) => rule))).toEqual(breaksRules(pin, all, scene.rules));
        }
      }),
      { numRuns: 80 },
    );
  });

  it('shifts pins to where they break no rule, or says which they still break, and never to an earlier time', () => {
    fc.assert(
      fc.property(spreadScenes, fc.boolean(), ({ scene, spread }, bySlots) => {
        live(scene);
        const spreadOut = spreadPlan(scene.pins, spread, scene.ground);
        const timed = scene.pins.map((pin, place) => ({ ...pin, at: spreadOut[place]!.at }));
        const shifted = shiftPlan(timed, scene.ground, bySlots);
        const all = [
          ...scene.placed,
          ...shifted.flatMap(({ at }, place) => (at === null ? [] : { ...timed[place]!, at })),
        ];
        for (const [place, { at, broken }] of shifted.entries()) {
          const before = timed[place]!.at;
          if (at === null || before === null) continue;
          expect(at).toBeGreaterThanOrEqual(before);
          expect(new Set(broken.map(({ rule }) => rule))).toEqual(
            breaksRules({ ...timed[place]!, at }, all, scene.rules),
          );
          if (!bySlots) expect(broken).toEqual([]);
        }
      }),
      { numRuns: 80 },
    );
  });
});
