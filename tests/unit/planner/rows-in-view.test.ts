import { expect, test } from 'vitest';
import type { Section } from '../../../components/planner/arrange';
import { findInView, findRowTop } from '../../../components/planner/rows-in-view';
import { makePin } from './make-pin';

const heights = { heading: 36, row: 48, gap: 16 };
const sections: Section[] = [3, 200, 1, 0, 300].map((count, day) => ({
  key: `day:${day}`,
  pins: [...Array(count)].map((_, i) => makePin({ id: `${day}-${i}` })),
}));

test('every row in view is in the document, and few others are', () => {
  const { height } = findInView(sections, { top: 0, bottom: 0 }, heights);
  const all = sections.flatMap(({ pins }) => pins);
  const places = all.map((pin) => ({ pin, at: findRowTop(sections, pin.id, heights) ?? 0 }));
  for (let top = -100; top < height; top += 1777) {
    const view = { top, bottom: top + 900 };
    const { shown } = findInView(sections, view, heights);
    const inDocument = new Set(shown.flatMap(({ section, from, to }) => section.pins.slice(from, to)));
    for (const { pin, at } of places)
      if (at + heights.row > view.top && at < view.bottom) expect(inDocument.has(pin), pin.id).toBe(true);
    expect(inDocument.size).toBeLessThan(60);
  }
});

test('the list is as high as its rows, headings and the gaps between', () => {
  const { height, shown } = findInView(sections, { top: 1e9, bottom: 1e9 }, heights);
  expect(height).toBe(504 * 48 + 5 * 36 + 4 * 16);
  expect(shown).toEqual([]);
});

test('a pin that is not in the list has no place', () => {
  expect(findRowTop(sections, 'gone', heights)).toBeUndefined();
});
