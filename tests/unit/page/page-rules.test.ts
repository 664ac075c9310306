import { expect, test } from 'vitest';
import { learnRewrites, rewrite } from '../../../lib/page/identity/originals';

const learnt = (smaller: string, larger: string, other: string): string[] =>
  learnRewrites([[smaller, larger]])
    .map((rule) => rewrite(other, rule))
    .filter(Boolean);

test.each([
  [
    'a folder before the path',
    'zuschnitt/k/wein/rot.jpg',
    'wein/rot.jpg',
    'zuschnitt/k/wein/weiss.jpg',
    'wein/weiss.jpg',
  ],
  [
    'a folder with numbers',
    'mn/415/622/p/olive-front.jpg',
    'p/olive-front.jpg',
    'mn/200/300/p/olive-back.jpg',
    'p/olive-back.jpg',
  ],
  ['a suffix of the name', 'tisch_klein.jpg', 'tisch.jpg', 'stuhl_klein.png', 'stuhl.png'],
  ['a suffix that replaces another', 'tisch-s.jpg', 'tisch-xl.jpg', 'stuhl-s.jpg', 'stuhl-xl.jpg'],
  ['a suffix of the larger one', 'tisch.jpg', 'tisch_gross.jpg', 'stuhl.jpg', 'stuhl_gross.jpg'],
  ['a folder of the larger one', 'foto/tisch.jpg', 'foto/gross/tisch.jpg', 'foto/stuhl.jpg', 'foto/gross/stuhl.jpg'],
  ['a parameter', 'bild?nr=1771&art=klein', 'bild?nr=1771&art=voll', 'bild?nr=1772&art=klein', 'bild?nr=1772&art=voll'],
  ['a prefix of the name', 'vorschau-tisch.jpg', 'tisch.jpg', 'vorschau-stuhl.jpg', 'stuhl.jpg'],
])('learns %s from one pair, and applies it to the same host only', (_, smaller, larger, other, expected) => {
  const host = 'https://img.site.test/';
  expect(learnt(host + smaller, host + larger, host + other)).toEqual([host + expected]);
  expect(learnt(host + smaller, host + larger, `https://other.test/${other}`)).toEqual([]);
});

test.each([
  ['another picture’s number', 'p/1201/main.jpg', 'p/1202/main.jpg'],
  ['another name', 'tisch.jpg', 'stuhl.jpg'],
  ['another hash', 'p/0123456789abcdef0123.jpg', 'p/abcdef01234567890123.jpg'],
  ['a hash that cannot be guessed', 'klein/tisch.jpg', 'abcdef0123456789abcd/tisch.jpg'],
])('learns nothing from %s', (_, smaller, larger) => {
  const host = 'https://img.site.test/';
  expect(learnRewrites([[host + smaller, host + larger]])).toEqual([]);
});
