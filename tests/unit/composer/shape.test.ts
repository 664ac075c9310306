import { expect, test } from 'vitest';
import { describeResult, moveFocus, readShape, toMends } from '../../../components/composer/shape';
import type { ImageFacts, Mend, Slide } from '../../../lib/pin/slide';
import { readBytes, slide } from './samples';

const size = { width: 2000, height: 1500 };

/** The words for a JPEG of this size that was read. */
function tell(facts: Partial<ImageFacts>, mends: Mend[], more: Partial<Slide> = {}): string {
  const read = readBytes(slide('a', facts));
  if (!read.original) throw new Error('it was read');
  return describeResult({ ...read, ...more, original: { ...read.original, ...facts } }, mends, { x: 0.5, y: 0.5 })
    .words;
}

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

test('the result is shown in pixels, and enlarging is never silent', () => {
  const crop: Mend = { kind: 'crop', ratio: '2:3', focus: null };
  expect(tell(size, [crop])).toBe('Becomes 1,000 × 1,500.');
  expect(tell({ width: 400, height: 600 }, [{ kind: 'enlarge' }])).toBe(
    'Becomes 600 × 900, enlarged 1.5 times: it may look soft.',
  );
});

test('a picture that is left alone is not reported as changed, unless its format requires it', () => {
  expect(tell(size, [])).toBe('Stays as it is, 2,000 × 1,500.');
  expect(tell(size, [], { mends: [{ kind: 'shrink' }] })).toBe('Stays as it is, 2,000 × 1,500.');
  expect(tell(size, [{ kind: 'shrink' }])).toBe('Becomes 1,200 × 900.');
  expect(tell({ ...size, type: 'image/webp' }, [], { mends: [{ kind: 'shrink' }] })).toBe('Becomes 1,200 × 900.');
  const redrawn = readBytes(slide('a')).ready;
  expect(tell(size, [], { ready: redrawn && { ...redrawn, hash: 'other' } })).toBe('Becomes 1,200 × 900.');
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
