import { expect, test } from 'vitest';
import { fromFieldValue, sayTime, toFieldValue } from '../../../lib/composer/times';

const local = (...parts: [number, number, number, number?, number?]) => new Date(...parts).getTime();
const now = local(2026, 10, 22, 23, 30);

test.each([
  [local(2026, 10, 22, 23, 45), /^Today, 23:45/],
  [local(2026, 10, 23, 0, 15), /^Tomorrow, 00:15/],
  [local(2026, 10, 24, 18, 0), /^Tue,? 24 Nov, 18:00/],
])('a time is said by its calendar day', (at, words) => {
  expect(sayTime(at, now, 'en-GB')).toMatch(words);
});

test('a time goes through the field and comes back, to the minute', () => {
  const at = local(2026, 2, 29, 3, 7);
  expect(toFieldValue(at)).toBe('2026-03-29T03:07');
  expect(fromFieldValue(toFieldValue(at))).toBe(at);
});

test.each(['', '2026-03-29', '2026-03-29T', 'soon'])('%j is no time yet', (value) => {
  expect(fromFieldValue(value)).toBeNull();
});
