import { describe, expect, it } from 'vitest';
import { pseudoLocalise } from '../../../lib/words/pseudo';
import { listMessages } from '../../../lib/words/t';

describe('the catalogue as the browser keeps it', () => {
  it('names each message by letters, digits and underscores, a plural form each', () => {
    const messages = listMessages({ 'a.title': 'Title', 'a.pins': { one: '{count} pin', other: '{count} pins' } });
    expect([...messages]).toEqual([
      ['a_title', 'Title'],
      ['a_pins_one', '{count} pin'],
      ['a_pins_other', '{count} pins'],
    ]);
  });
});

describe('the made-up language', () => {
  it('accents and lengthens what is read, marks both ends and leaves arguments alone', () => {
    expect(pseudoLocalise('Pin {title} now')).toBe('⟦Píň {title} ňów~~~~~⟧'.replaceAll('ň', 'ñ'));
  });
});
