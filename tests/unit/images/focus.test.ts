import { expect, test } from 'vitest';
import { findFocus } from '../../../lib/images/small-copy';

type Paint = (x: number, y: number) => [number, number, number];

function picture(width: number, height: number, paint: Paint): ImageData {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at++) data.set([...paint(at % width, Math.floor(at / width)), 255], at * 4);
  return { data, width, height, colorSpace: 'srgb' } as ImageData;
}

const WALL: [number, number, number] = [180, 185, 190];
const checks = (x: number, y: number): [number, number, number] => ((x + y) % 4 < 2 ? [20, 20, 20] : [240, 240, 240]);

test('focuses on the middle of a plain picture', () => {
  const { x, y } = findFocus(picture(96, 54, () => WALL));
  expect(x).toBeCloseTo(0.5, 1);
  expect(y).toBeCloseTo(0.5, 1);
});

test.each([
  ['left', 0.2],
  ['right', 0.8],
])('finds detail on the %s of a wide picture', (_, center) => {
  const { x } = findFocus(picture(96, 54, (px, py) => (Math.abs(px / 96 - center) < 0.08 ? checks(px, py) : WALL)));
  expect(Math.abs(x - center)).toBeLessThan(0.14);
});

test.each([
  ['at the top', 0.2],
  ['at the bottom', 0.85],
])('finds detail %s of a tall picture', (_, center) => {
  const { y } = findFocus(picture(48, 96, (px, py) => (Math.abs(py / 96 - center) < 0.06 ? checks(px, py) : WALL)));
  // The detail need not be in the middle of the square around it.
  expect(Math.abs(y - center)).toBeLessThan(0.26);
});

test('prefers a face to a hedge of the same size', () => {
  const face: Paint = (x, y) => ((x + y) % 6 < 3 ? [224, 172, 140] : [200, 150, 120]);
  const hedge: Paint = (x, y) => ((x + y) % 6 < 3 ? [60, 90, 50] : [80, 110, 70]);
  const { x } = findFocus(
    picture(120, 60, (px, py) => {
      if (Math.abs(px - 25) < 12 && Math.abs(py - 30) < 15) return face(px, py);
      return Math.abs(px - 95) < 12 && Math.abs(py - 30) < 15 ? hedge(px, py) : WALL;
    }),
  );
  expect(x).toBeLessThan(0.45);
});
