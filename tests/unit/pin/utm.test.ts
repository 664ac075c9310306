import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { addUtm, StoredUtm } from '../../../lib/pin/template';

const utm = { on: true, template: 'utm_source=pinterest&utm_medium=social' };

test.each([
  ['https://a.test/', 'https://a.test/?utm_source=pinterest&utm_medium=social'],
  ['https://a.test/?b=1&c=a%20b', 'https://a.test/?b=1&c=a%20b&utm_source=pinterest&utm_medium=social'],
  ['https://a.test/?utm_source=mail', 'https://a.test/?utm_source=mail&utm_medium=social'],
  ['https://a.test/#part', 'https://a.test/?utm_source=pinterest&utm_medium=social#part'],
  ['not a link', 'not a link'],
])('%s gets the missing parameters and keeps its own', (link, expected) => {
  expect(addUtm(link, utm)).toBe(expected);
});

test('adds nothing when switched off', () => {
  expect(addUtm('https://a.test/', { ...utm, on: false })).toBe('https://a.test/');
});

test('leaves out empty parameters, and fields in braces when there is no pin', () => {
  expect(addUtm('https://a.test/', { on: true, template: 'utm_campaign={board}&utm_source=&b=1' })).toBe(
    'https://a.test/?b=1',
  );
});

test('turns the three strings of earlier versions into a template', () => {
  expect(z.parse(StoredUtm, { on: true, source: 'pin & co', medium: '', campaign: 'fall' })).toEqual({
    on: true,
    template: 'utm_source=pin+%26+co&utm_campaign=fall',
  });
});
