import { expect, test } from 'vitest';
import { parseCssImages } from '../../../lib/page/dom/css-urls';
import { proposeOriginals } from '../../../lib/page/identity/originals';

test.each([
  ['https://a.test/uploads/photo-300x200.jpg', 'https://a.test/uploads/photo.jpg'],
  ['https://a.test/uploads/photo.jpg?w=300&q=80', 'https://a.test/uploads/photo.jpg'],
  ['https://cdn.shop.test/files/shoe_400x.jpg?v=17', 'https://cdn.shop.test/files/shoe.jpg?v=17'],
  [
    'https://res.cdn.test/demo/image/upload/w_300,c_fill/v17/photo.jpg',
    'https://res.cdn.test/demo/image/upload/v17/photo.jpg',
  ],
  ['https://bp.blogspot.com/-a/b/s320/photo.jpg', 'https://bp.blogspot.com/-a/b/s0/photo.jpg'],
  [
    'https://upload.wikimedia.org/wikipedia/commons/thumb/a/ab/Plum.jpg/300px-Plum.jpg',
    'https://upload.wikimedia.org/wikipedia/commons/a/ab/Plum.jpg',
  ],
  ['https://a.test/_next/image?url=%2Fphotos%2Fplum.jpg&w=640&q=75', 'https://a.test/photos/plum.jpg'],
])('%s may come from %s', (address, original) => {
  expect(proposeOriginals(address)).toContain(original);
});

test('a signed address is not taken apart, a plain one has no original', () => {
  expect(proposeOriginals('https://a.test/photo.jpg?w=300&s=0a1b')).toEqual([]);
  expect(proposeOriginals('https://a.test/photo.jpg')).toEqual([]);
  expect(proposeOriginals('data:image/png;base64,AA==')).toEqual([]);
});

test.each([
  ['none', []],
  ['linear-gradient(red, blue)', []],
  ['url("a.png"), url(b.png)', [['a.png'], ['b.png']]],
  ["image-set(url('a.png') 1x, url('b.png') 2x)", [['b.png', 'a.png']]],
  ['image-set("a.png" 1x, "b.png" 3dppx)', [['b.png', 'a.png']]],
  ['linear-gradient(red, blue), url( c.png ) no-repeat', [['c.png']]],
])('%s shows %j', (value, layers) => {
  expect(parseCssImages(value).map((layer) => layer.map(({ url }) => url))).toEqual(layers);
});
