import { expect, test } from 'vitest';
import { findBrokenRules, layOut, startOf, turn } from '../../../components/planner/calendar-days';
import { moveAlong } from '../../../components/planner/times';
import { DEFAULT_RULES } from '../../../lib/pin/limits';
import type { Pin } from '../../../lib/pin/pin';
import { DAY, MINUTE } from '../../../lib/time';
import { liveIn } from '../time-zone';
import { idsOf } from './kit';
import { makePin } from './make-pin';

liveIn('Europe/Stockholm');

const local = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();
const evening = [{ days: [0, 1, 2, 3, 4, 5, 6], minutes: 18 * 60 }];
const over = (pins: Pin[], now: number, firstDay = 1) => ({
  pins,
  all: pins,
  accountIds: ['soc_1'],
  slotsOf: () => evening,
  now,
  firstDay,
});

test('a month is whole weeks from the locale’s first day, with each of its days once', () => {
  for (let month = 0; month < 24; month++)
    for (const firstDay of [0, 1, 6]) {
      const days = layOut('month', local(2026, month, 15), over([], local(2026, 0, 1), firstDay));
      expect(days.length % 7).toBe(0);
      expect(new Date(days[0]?.at ?? 0).getDay()).toBe(firstDay);
      const inside = days.filter((day) => day.isInside).map((day) => new Date(day.at).getDate());
      expect(inside).toEqual([...Array(new Date(2026, month + 1, 0).getDate())].map((_, i) => i + 1));
    }
});

test('pins are on their local day, in order of time, even on a day of 23 hours', () => {
  const late = makePin({ publishAt: local(2026, 2, 29, 23, 30) });
  const early = makePin({ publishAt: local(2026, 2, 29, 0, 5) });
  const without = makePin({ state: 'draft', when: 'slot', publishAt: null });
  const days = layOut('week', local(2026, 2, 27), over([late, early, without], local(2026, 2, 29, 12)));
  expect(days).toHaveLength(7);
  const day = days.find(({ at }) => at === local(2026, 2, 29));
  expect(day?.pins).toEqual([early, late]);
  expect(day?.isToday).toBe(true);
});

test('shows each account’s coming slots that none of its pins has taken', () => {
  const ours = makePin({ publishAt: local(2026, 5, 3, 18) });
  const other = makePin({ publishAt: local(2026, 5, 4, 18), accountId: 'soc_2' });
  const days = layOut('week', local(2026, 5, 3), over([ours, other], local(2026, 5, 2, 19)));
  const free = days.flatMap((day) => day.free.map(({ at }) => new Date(at).getDate()));
  expect(free).toEqual([4, 5, 6, 7]);
});

test('turns past the end of the year, and by weeks past a clock change', () => {
  expect(turn('month', local(2026, 11, 31), 1)).toBe(local(2027, 0, 1));
  expect(turn('month', local(2026, 0, 31), -1)).toBe(local(2025, 11, 1));
  expect(turn('week', local(2026, 2, 25), 1)).toBe(local(2026, 3, 1));
  expect(startOf('week', local(2026, 2, 29), 1)).toBe(local(2026, 2, 23));
});

test('marks the pins that break a rule of their account', () => {
  const at = local(2026, 5, 3, 18);
  const pins = ['a', 'b', 'c'].map((id, place) => makePin({ id, publishAt: at + place * DAY }));
  const close = makePin({ id: 'close', publishAt: at + MINUTE });
  const broken = findBrokenRules([...pins, close], [...pins, close], () => DEFAULT_RULES);
  expect([...broken.keys()]).toEqual(['a', 'close']);
  expect(broken.get('close')?.map(({ rule }) => rule)).toEqual(['too-close']);
});

test('pins moved together stay the same days and hours apart', () => {
  const pins = [
    makePin({ id: 'a', publishAt: local(2026, 2, 27, 9) }),
    makePin({ id: 'b', publishAt: local(2026, 2, 28, 18, 30) }),
  ];
  const times = moveAlong(pins, pins[0]!, local(2026, 2, 29, 10));
  expect([...times.values()]).toEqual([local(2026, 2, 29, 10), local(2026, 2, 30, 19, 30)]);
  expect(idsOf(pins)).toEqual([...times.keys()]);
});
