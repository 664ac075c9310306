import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import {
  createGridModel,
  findByName,
  findNext,
  findVisible,
  layOut,
  nameFormat,
  nameRatio,
} from '../../../components/composer/grid-model';
import type { ImageChoice } from '../../../components/composer/page-images';

const choice = (
  name: string,
  width: number,
  height: number,
  url = `https://pictures.test/${name}.jpg`,
): ImageChoice => ({
  key: name,
  name,
  url,
  addresses: [url],
  width,
  height,
  candidate: null,
});

const ALL = [
  choice('bowl', 1000, 1500),
  choice('table', 1600, 900),
  choice('bread', 1000, 1000),
  choice('tiny', 300, 450, 'https://www.kitchen.test/tiny.png'),
  choice('unknown', 0, 0),
];
const FRAME = { width: 316, columnWidth: 100, gap: 8, captionHeight: 30 };

test('every picture has its own shape, and none lies on another', () => {
  const ratios = Array.from({ length: 40 }, (_, index) => 0.5 + (index % 7) / 4);
  const { places, height } = layOut(ratios, FRAME);
  expect(new Set(places.map(({ left }) => left)).size).toBe(3);
  for (const [index, { left, top, width, height: tall }] of places.entries()) {
    expect((width / (tall - 30)).toFixed(3)).toBe(ratios[index]!.toFixed(3));
    const over = places.some(
      (other, at) => at !== index && other.left === left && other.top < top + tall && top < other.top + other.height,
    );
    expect(over).toBe(false);
  }
  expect(height).toBeGreaterThanOrEqual(Math.max(...places.map((place) => place.top + place.height)) - 0.01);
});

test('only what is near the screen is shown of thousands', () => {
  const layout = layOut(Array(5000).fill(1), FRAME);
  const visible = findVisible(layout, 10_000, 11_000);
  expect(visible.length).toBeGreaterThan(15);
  expect(visible.length).toBeLessThan(40);
});

test('arrow keys go to the neighbour on the screen, Home and End to the first and last', () => {
  const layout = layOut(Array(9).fill(1), FRAME);
  expect(findNext(layout, 0, 'ArrowRight')).toBe(1);
  expect(findNext(layout, 1, 'ArrowLeft')).toBe(0);
  expect(findNext(layout, 1, 'ArrowDown')).toBe(4);
  expect(findNext(layout, 4, 'ArrowUp')).toBe(1);
  expect(findNext(layout, 0, 'ArrowLeft')).toBe(0);
  expect(findNext(layout, 4, 'Home')).toBe(0);
  expect(findNext(layout, 4, 'End')).toBe(8);
});

test('typing finds a picture by its name: a letter goes round, more letters narrow it', () => {
  expect(findByName(ALL, 'b', 0)).toBe(2);
  expect(findByName(ALL, 'b', 2)).toBe(0);
  expect(findByName(ALL, 'BR', 0)).toBe(2);
  expect(findByName(ALL, 'x', 0)).toBe(-1);
});

test('pictures are filtered by shape, size and host, and ordered; only filters that say something are offered', () => {
  const offered = signal(ALL);
  const grid = createGridModel({ offered }, 'https://kitchen.test/soup');
  const names = () => grid.shown.value.map(({ name }) => name);
  const byFilter: Record<string, string[]> = {};
  for (const filter of grid.filters.value) {
    grid.filter.value = filter;
    byFilter[filter] = names();
  }
  expect(byFilter).toEqual({
    all: ['bowl', 'table', 'bread', 'tiny', 'unknown'],
    portrait: ['bowl', 'tiny'],
    square: ['bread'],
    landscape: ['table'],
    large: ['bowl', 'table', 'bread'],
    'this-host': ['tiny'],
  });
  grid.filter.value = 'all';
  grid.sort.value = 'largest';
  expect(names().slice(0, 3)).toEqual(['bowl', 'table', 'bread']);
  grid.sort.value = 'name';
  expect(names()[0]).toBe('bowl');
  offered.value = ALL.slice(0, 1);
  expect(grid.filters.value).toEqual(['all']);
});

test.each([
  [{ width: 1000, height: 1500 }, '2:3'],
  [{ width: 500, height: 500 }, '1:1'],
  [{ width: 1920, height: 1080 }, '16:9'],
  [{ width: 1000, height: 2600 }, '1:2.6'],
  [{ width: 0, height: 0 }, ''],
])('%o is called %s', (size, name) => {
  expect(nameRatio(size)).toBe(name);
});

test.each([
  ['https://a.test/b.jpeg?w=3', 'JPG'],
  ['https://a.test/b.WEBP', 'WEBP'],
  ['data:image/svg+xml,<svg/>', 'SVG'],
  ['https://a.test/photo', ''],
  ['https://a.test/page.html', ''],
])('the format of %s is marked as "%s"', (url, format) => {
  expect(nameFormat(url)).toBe(format);
});
