import { expect, test } from 'vitest';
import { parseSrcset } from '../../../lib/page/sources/srcset';

/** Cases from the wording of the HTML standard, 4.8.4.2; the stored vectors are checked against Chromium by `npm run score`. */
test.each([
  ['', []],
  [' , ,, ', []],
  ['a.jpg', [{ url: 'a.jpg' }]],
  ['a.jpg, b.jpg 2x', [{ url: 'a.jpg' }, { url: 'b.jpg', d: 2 }]],
  [
    'a.jpg 300w,b.jpg 600w',
    [
      { url: 'a.jpg', w: 300 },
      { url: 'b.jpg', w: 600 },
    ],
  ],
  ['a,b.jpg 1x', [{ url: 'a,b.jpg', d: 1 }]],
  ['a.jpg,, b.jpg 2x', [{ url: 'a.jpg' }, { url: 'b.jpg', d: 2 }]],
  ['data:image/png;base64,AA== 1x', [{ url: 'data:image/png;base64,AA==', d: 1 }]],
  ['a.jpg 0w, b.jpg 1w', [{ url: 'b.jpg', w: 1 }]],
  ['a.jpg 1w 2x, b.jpg', [{ url: 'b.jpg' }]],
  ['a.jpg 100h', []],
  ['a.jpg 100h 200w', [{ url: 'a.jpg', w: 200 }]],
  ['a.jpg -1x, b.jpg 1.5e1x', [{ url: 'b.jpg', d: 15 }]],
  ['a.jpg +1x, b.jpg 1.w', []],
  ['a.jpg (1x, 2x), b.jpg 3x', [{ url: 'b.jpg', d: 3 }]],
  ['a.jpg 2x (', []],
])('%j parses to %j', (attribute, candidates) => {
  expect(parseSrcset(attribute)).toEqual(candidates);
});

test('reads at most 200 candidates of an endless attribute', () => {
  expect(parseSrcset(Array.from({ length: 5_000 }, (_, n) => `${n}.jpg ${n + 1}w`).join(', '))).toHaveLength(200);
});
