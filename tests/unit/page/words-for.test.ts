import { expect, test } from 'vitest';
import { wordsFor } from '../../../lib/page/words/words';
import { candidate, page } from '../composer/samples';

const facts = page();
const ofPage = {
  title: facts.title,
  description: facts.description,
  link: facts.link.url,
  alt: '',
  price: '',
  site: facts.site,
};
const other = { url: 'https://kitchen.test/leek-soup', reason: 'article' } as const;

test('a picture of the page itself uses the page’s words and link', () => {
  expect(wordsFor(candidate('bowl', { link: null, text: 'A bowl' }), facts)).toEqual(ofPage);
});

test('a card for another page uses its own words, with the title cut to length, and links there', () => {
  const card = candidate('card', {
    link: other,
    text: '',
    title: 'Leek soup '.repeat(20),
    description: 'With potatoes.',
    price: '€ 4',
  });
  const { title, ...rest } = wordsFor(card, { ...facts, price: '€ 9' });
  expect(title).toMatch(/^(Leek soup ){9}Leek soup…$/);
  expect(rest).toMatchObject({ link: other.url, description: 'With potatoes.', price: '€ 4' });
});

test('a card without a title uses its text, and never the page’s price', () => {
  const card = candidate('card', { link: other, text: 'Soup' });
  expect(wordsFor(card, { ...facts, price: '€ 9' })).toMatchObject({ title: 'Soup', price: '' });
});

test('a card without words uses the page’s', () => {
  expect(wordsFor(candidate('card', { link: other, text: '' }), facts)).toEqual({ ...ofPage, link: other.url });
});

test('one of several pins from a page prefers its picture’s own words', () => {
  const own = (more: object) =>
    wordsFor(candidate('bowl', { link: null, text: '', ...more }), { ...facts, price: '€ 9' }, 'own');
  expect(own({ title: 'The glaze', alt: 'A bowl in the kiln', description: 'Dipped twice.' })).toMatchObject({
    title: 'The glaze',
    description: 'Dipped twice.',
    alt: 'A bowl in the kiln',
    price: '€ 9',
  });
  expect(own({ alt: 'A bowl in the kiln' }).title).toBe('A bowl in the kiln');
  expect(own({ alt: '作りたての陶器' }).title).toBe('作りたての陶器');
  expect(own({ alt: 'Bowl' }).title).toBe(facts.title);
  expect(own({}).description).toBe(facts.description);
});

test('a picture with the owner’s link and description uses them, but keeps the page’s title', () => {
  const link = { url: 'https://kitchen.test/own', reason: 'owner' } as const;
  const owned = candidate('bowl', { link, text: 'A bowl', pinText: 'Our bowl' });
  expect(wordsFor(owned, facts)).toEqual({ ...ofPage, description: 'Our bowl', link: link.url });
});
