import { expect, test } from 'vitest';
import { foresee, moveFocus, readShape, toMends } from '../../../lib/composer/shape';
import type { Mend } from '../../../lib/pin/slide';
import { slide } from './fake-world';

const size = { width: 2000, height: 1500 };

test('what the editor shows of a slide is what its mends say, and the way back loses nothing', () => {
  const mends: Mend[] = [
    { kind: 'convert', background: '#ffffff' },
    { kind: 'crop', ratio: '1:1', focus: { x: 0.2, y: 0.5 } },
  ];
  const shape = readShape(slide('a', { mends }));
  expect(shape).toEqual({
    ratio: '1:1',
    how: 'crop',
    focus: { x: 0.2, y: 0.5 },
    enlarge: false,
    background: '#ffffff',
  });
  expect(toMends(mends, shape)).toEqual(mends);
});

test('as it is takes the crop away and leaves the rest', () => {
  const mends: Mend[] = [{ kind: 'shrink' }, { kind: 'pad', ratio: '2:3', fill: 'blur' }];
  const shape = readShape(slide('a', { mends }));
  expect(shape).toMatchObject({ ratio: '2:3', how: 'blur' });
  expect(toMends(mends, { ...shape, ratio: 'as-is' })).toEqual([{ kind: 'shrink' }]);
});

test('the outcome is told in pixels, and enlarging is never silent', () => {
  const crop: Mend = { kind: 'crop', ratio: '2:3', focus: null };
  expect(foresee(size, [crop], { x: 0.5, y: 0.5 }).words).toBe('Becomes 1000 × 1500.');
  const small = foresee({ width: 400, height: 600 }, [{ kind: 'enlarge' }], { x: 0.5, y: 0.5 });
  expect(small.words).toBe('Becomes 600 × 900, enlarged 1.5 times: it may look soft.');
});

test('the focal point moves and stays inside the picture', () => {
  expect(moveFocus({ x: 0.5, y: 0.5 }, { x: 0.25, y: -0.25 })).toEqual({ x: 0.75, y: 0.25 });
  expect(moveFocus({ x: 0.99, y: 0.01 }, { x: 0.5, y: -0.5 })).toEqual({ x: 1, y: 0 });
});

test('the colour under what is transparent can be chosen, and is one mend however often it is', () => {
  const shape = readShape(slide('a', { mends: [{ kind: 'convert', background: '#ffffff' }] }));
  expect(toMends([{ kind: 'convert', background: '#ffffff' }], { ...shape, background: '#204060' })).toEqual([
    { kind: 'convert', background: '#204060' },
  ]);
  expect(readShape(slide('b')).background).toBeNull();
});
