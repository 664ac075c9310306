import { expect, test } from 'vitest';
import { chooseVerified, lookOf, looksAlike, type Pixels } from '../../../lib/page/identity/look';

/** A drawn scene, at whatever size: the same function of place, sampled. */
function scene(width: number, height: number, paint: (x: number, y: number) => number): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      data.set([...Array(3).fill(paint(x / width, y / height)), 255], (y * width + x) * 4);
  }
  return { data, width, height };
}

const hills = (x: number, y: number): number => 128 + 90 * Math.sin(7 * x) * Math.cos(5 * y);
const waves = (x: number, y: number): number => 128 + 90 * Math.cos(11 * x + 9 * y);
const loaded = (url: string, width: number, height: number, paint?: (x: number, y: number) => number) => ({
  url,
  width,
  height,
  look: paint && lookOf(scene(72, 64, paint)),
});

test('a picture looks like itself at another size and a little brighter', () => {
  expect(looksAlike(lookOf(scene(72, 64, hills)), lookOf(scene(300, 200, (x, y) => hills(x, y) + 6)))).toBe(true);
});

test('another picture, a mirror image and a grey placeholder look different', () => {
  const look = lookOf(scene(72, 64, hills));
  for (const other of [waves, (x: number, y: number) => hills(1 - x, y), () => 200])
    expect(looksAlike(look, lookOf(scene(72, 64, other)))).toBe(false);
});

test('a proposal counts only when it is larger, of the same shape, and alike', () => {
  const known = loaded('known', 300, 200, hills);
  expect(chooseVerified(known, [loaded('original', 3000, 2000, hills), loaded('larger', 1500, 1000, hills)]).url).toBe(
    'original',
  );
  expect(chooseVerified(known, [loaded('other', 3000, 2000, waves)]).url).toBe('known');
  expect(chooseVerified(known, [loaded('smaller', 150, 100, hills)]).url).toBe('known');
  expect(chooseVerified(known, [loaded('square', 3000, 3000, hills)]).url).toBe('known');
  expect(chooseVerified(known, [loaded('unseen', 3000, 2000)]).url).toBe('known');
});
