import { expect, test } from 'vitest';
import { stripTracking } from '../../../lib/page/judge/tracking';

test.each([
  ['https://a.test/x', 'https://a.test/x'],
  ['https://a.test/x?utm_source=n&utm_medium=m', 'https://a.test/x'],
  ['https://a.test/x?b=2&fbclid=1&a=1', 'https://a.test/x?b=2&a=1'],
  ['https://a.test/x?q=a%20b+c&gclid=1&q=d', 'https://a.test/x?q=a%20b+c&q=d'],
  ['https://a.test/x?a&b=&mc_eid=9', 'https://a.test/x?a&b='],
  ['https://a.test/x?ref=twitter', 'https://a.test/x'],
  ['https://a.test/x?ref=news.test', 'https://a.test/x'],
  ['https://a.test/x?ref=main', 'https://a.test/x?ref=main'],
  ['https://a.test/x?source=annual-report', 'https://a.test/x?source=annual-report'],
  ['https://a.test/x?UTM_Source=n', 'https://a.test/x'],
  ['https://a.test/x?id=5#comments', 'https://a.test/x?id=5#comments'],
  ['https://a.test/x#utm_source=n', 'https://a.test/x'],
  ['https://a.test/x#/list?utm_source=n&page=2', 'https://a.test/x#/list?page=2'],
  ['https://a.test/x#:~:text=word', 'https://a.test/x'],
  [
    'https://a.test/x?next=https%3A%2F%2Fb.test%2F%3Futm_source%3Dn',
    'https://a.test/x?next=https%3A%2F%2Fb.test%2F%3Futm_source%3Dn',
  ],
  ['https://a.test/x?%E0%A4%A=1&utm_id=2', 'https://a.test/x?%E0%A4%A=1'],
])('%s becomes %s', (address, stripped) => {
  expect(stripTracking(address)).toBe(stripped);
});
