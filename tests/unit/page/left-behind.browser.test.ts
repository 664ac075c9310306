import { describe, expect, test } from 'vitest';
import { find, readHtml } from './read-html';

const addressesOf = async (body: string, head = '') =>
  (await readHtml(`<head><title>Rye loaf</title>${head}</head><body>${body}</body>`)).candidates.map(({ url }) => url);

describe('an advertisement in the article', () => {
  const large = '<img src="https://cdn.buy.test/x.jpg" width="336" height="300">';
  const own = '<img src="/i/loaf.jpg" width="800" height="1200">';

  test.each([
    `<ins class="adsbygoogle"><a href="https://buy.test/">${large}</a></ins>`,
    `<div class="ad-slot"><a href="//buy.test/">${large}</a></div>`,
  ])('is not offered, large as it is: %s', async (ad) => {
    expect(await addressesOf(`<main><h1>Rye loaf</h1><p>Text</p>${ad}${own}</main>`)).toEqual([
      'https://www.craft.test/i/loaf.jpg',
    ]);
  });

  test('is not seen in a picture of the article’s own that is merely called so', async () => {
    const body = `<main><h1>Rye loaf</h1><div class="ad-slot"><a href="/posts/rye">${own}</a></div></main>`;
    expect(await addressesOf(body)).toEqual(['https://www.craft.test/i/loaf.jpg']);
  });
});

describe('a menu by its class alone', () => {
  const dishes = ['lasagne', 'star-anise', 'button-mushrooms'].map(
    (name) =>
      `<div class="menu-item"><img src="/images/menu/${name}.jpg" width="400" height="400" alt="${name}"></div>`,
  );

  test('is a restaurant’s where it stands in the content', async () => {
    expect(await addressesOf(`<main><h1>Our menu</h1>${dishes.join('')}</main>`)).toHaveLength(3);
  });

  test('is a site’s where it stands outside, or where its tag says so', async () => {
    const own = '<img src="/i/loaf.jpg" width="800" height="1200">';
    for (const menu of [`<div class="menu">${dishes[1]}</div><main>`, `<main><nav class="menu">${dishes[1]}</nav>`])
      expect(await addressesOf(`${menu}<h1>Rye loaf</h1>${own}</main>`)).toEqual(['https://www.craft.test/i/loaf.jpg']);
  });
});

describe('what a template left behind', () => {
  test('an owner’s picture on the developer’s machine does not take the place of the one that is shown', async () => {
    const body = '<img src="/i/walnut.jpg" width="600" height="900" data-pin-media="http://localhost:3000/x.jpg">';
    expect(await addressesOf(body)).toEqual(['https://www.craft.test/i/walnut.jpg']);
  });

  test('records whose type names a character set are read', async () => {
    const record = JSON.stringify({ '@type': 'Recipe', name: 'Rye loaf', image: '/i/record.jpg' });
    const head = `<script type="application/ld+json; charset=utf-8">${record}</script>`;
    const facts = await readHtml(`<head><title>Rye loaf</title>${head}</head><body><h1>Rye loaf</h1></body>`);
    expect(find(facts, 'record.jpg').url).toBe('https://www.craft.test/i/record.jpg');
  });
});
