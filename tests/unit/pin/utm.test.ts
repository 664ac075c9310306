import { expect, test } from 'vitest';
import { addUtm } from '../../../lib/pin/utm';

const utm = { on: true, source: 'pinterest', medium: 'social', campaign: '' };

test.each([
  ['https://a.test/', 'https://a.test/?utm_source=pinterest&utm_medium=social'],
  ['https://a.test/?b=1&c=a%20b', 'https://a.test/?b=1&c=a%20b&utm_source=pinterest&utm_medium=social'],
  ['https://a.test/?utm_source=mail', 'https://a.test/?utm_source=mail&utm_medium=social'],
  ['https://a.test/#part', 'https://a.test/?utm_source=pinterest&utm_medium=social#part'],
  ['not a link', 'not a link'],
])('%s gets what is missing and keeps what it has', (link, expected) => {
  expect(addUtm(link, utm)).toBe(expected);
});

test('switched off, nothing is added', () => {
  expect(addUtm('https://a.test/', { ...utm, on: false })).toBe('https://a.test/');
});
