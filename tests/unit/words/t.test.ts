import { describe, expect, it } from 'vitest';
import { en } from '../../../lib/words/en/catalogue';
import { pseudoLocalise } from '../../../lib/words/pseudo';
import { listMessages, type Message } from '../../../lib/words/t';

describe('the catalogue as the browser keeps it', () => {
  it('names each message by letters, digits and underscores, a plural form each', () => {
    const pins = { one: '{count} pin', other: '{count} pins' };
    const messages = listMessages({ 'a.title': 'Title', 'a.pins': pins, 'a.of': '{count} of all' });
    expect(Object.fromEntries(messages)).toEqual({
      a_title: 'Title',
      a_pins_one: '{count} pin',
      a_pins_other: '{count} pins',
      a_of_one: '{count} of all',
      a_of_other: '{count} of all',
    });
  });
});

describe('the made-up language', () => {
  it('accents and lengthens what is read, marks both ends and leaves arguments alone', () => {
    expect(pseudoLocalise('Pin {title} now')).toBe('⟦Píň {title} ňów ~~~~~⟧'.replaceAll('ň', 'ñ'));
  });
});

it('every message has a name that browsers take, and shares it with no other: Chromium loads no extension else', () => {
  const keys = Object.entries(en as Record<string, Message>);
  const names = [...listMessages(Object.fromEntries(keys)).keys()];
  expect(names.filter((name) => !/^[a-zA-Z0-9_]+$/.test(name))).toEqual([]);
  expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
});
