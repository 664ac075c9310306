import { expect, test } from 'vitest';
import { layOutMonth, moveToDay, turnMonth } from '../../../components/planner/calendar-days';
import { liveIn } from '../time-zone';
import { makePin } from './make-pin';

liveIn('Europe/Stockholm');

const local = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();

test('every month has whole weeks that begin on the locale’s day and hold each of its days once', () => {
  for (let month = 0; month < 24; month++)
    for (const firstDay of [0, 1, 6]) {
      const weeks = layOutMonth([], local(2026, month, 15), local(2026, 0, 1), firstDay);
      const days = weeks.flat();
      expect(days.length % 7).toBe(0);
      expect(new Date(days[0]?.at ?? 0).getDay()).toBe(firstDay);
      const inMonth = days.filter((day) => day.isInMonth).map((day) => new Date(day.at).getDate());
      expect(inMonth).toEqual([...Array(new Date(2026, month + 1, 0).getDate())].map((_, i) => i + 1));
    }
});

test('a pin stands on its local day, in the order of the times', () => {
  const late = makePin({ publishAt: local(2026, 2, 29, 23, 30) });
  const early = makePin({ publishAt: local(2026, 2, 29, 0, 5) });
  const without = makePin({ state: 'draft', publishAt: null });
  const days = layOutMonth([late, early, without], local(2026, 2, 1), local(2026, 2, 29, 12), 1).flat();
  const day = days.find(({ at }) => at === local(2026, 2, 29));
  expect(day?.pins).toEqual([early, late]);
  expect(day?.isToday).toBe(true);
  expect(days.flatMap(({ pins }) => pins)).toHaveLength(2);
});

test('turning months goes over the year', () => {
  expect(turnMonth(local(2026, 11, 31), 1)).toBe(local(2027, 0, 1));
  expect(turnMonth(local(2026, 0, 31), -1)).toBe(local(2025, 11, 1));
});

test('a pin moved to another day keeps its hour, over the change of the clocks too', () => {
  expect(moveToDay(local(2026, 2, 28, 18, 45), local(2026, 2, 30))).toBe(local(2026, 2, 30, 18, 45));
});
