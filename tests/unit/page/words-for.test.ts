import { expect, test } from 'vitest';
import { wordsFor } from '../../../lib/page/words/words-for';
import { candidate, page } from '../composer/samples';

const facts = page();
const ofPage = { title: facts.title, description: facts.description, link: facts.link.url };
const other = { url: 'https://kitchen.test/leek-soup', reason: 'article' } as const;

test('a picture of the page itself starts from the page’s words and link', () => {
  expect(wordsFor(candidate('bowl', { link: null, text: 'A bowl' }), facts)).toEqual(ofPage);
});

test('a card of another page is called by its own text, cut to a title, and leads there', () => {
  const card = candidate('card', { link: other, text: 'Leek soup '.repeat(20) });
  const { title, link } = wordsFor(card, facts);
  expect(title).toMatch(/^(Leek soup ){9}Leek soup…$/);
  expect(link).toBe(other.url);
});

test('a card without words of its own keeps the page’s title', () => {
  expect(wordsFor(candidate('card', { link: other, text: '' }), facts)).toEqual({ ...ofPage, link: other.url });
});

test('the owner’s link and words are taken, and the page’s title stays', () => {
  const link = { url: 'https://kitchen.test/own', reason: 'owner' } as const;
  const owned = candidate('bowl', { link, text: 'A bowl', pinText: 'Our bowl' });
  expect(wordsFor(owned, facts)).toEqual({ title: facts.title, description: 'Our bowl', link: link.url });
});
