import { expect, test } from 'vitest';
import { stripSiteName } from '../../../lib/page/words/wording';
import { cleanText, cutAtWord, likeness } from '../../../lib/page/words/words';

test.each([
  ['  a\n\tb  ', 'a b'],
  ['Tom &amp;amp; Ann', 'Tom & Ann'],
  ['caf&#233; &#x2013; bar', 'café – bar'],
  ['<b>bold</b> move', 'bold move'],
  ['1 < 2', '1 < 2'],
  ['a\u202eb\u200bc\u0000d', 'abcd'],
  ['&unknown;', '&unknown;'],
])('%j is cleaned to %j', (raw, text) => {
  expect(cleanText(raw)).toBe(text);
});

test.each([
  ['short', 10, 'short'],
  ['one two three', 9, 'one two…'],
  ['one two, three', 10, 'one two…'],
  ['onetwothreefour', 10, 'onetwothr…'],
  ['日本語の長い題名です', 6, '日本語の長…'],
])('%j within %i is %j', (text, max, cut) => {
  expect(cutAtWord(text, max)).toBe(cut);
  expect(cutAtWord(text, max).length).toBeLessThanOrEqual(max);
});

test('a character of two units is never halved', () => {
  expect(cutAtWord('ab😀😀😀', 6)).not.toMatch(/[\ud800-\udbff]…/);
});

test.each([
  ['Plum cake | The Garden', 'Plum cake'],
  ['The Garden - Plum cake', 'Plum cake'],
  ['Plum cake - with almonds', 'Plum cake - with almonds'],
  ['Plum cake | Recipes | The Garden', 'Plum cake | Recipes'],
  ['Well-known words', 'Well-known words'],
])('%j without the site is %j', (title, stripped) => {
  expect(stripSiteName(title, ['The Garden', 'garden'])).toBe(stripped);
});

test('likeness counts shared words', () => {
  expect(likeness('plum cake', 'Plum Cake!')).toBe(1);
  expect(likeness('plum cake', 'pear tart')).toBe(0);
});
