import { describe, expect, test } from 'vitest';
import { wordsFor } from '../../../lib/page/words/words';
import { find, readHtml } from './read-html';

const LIST = 'https://www.shop.test/dresses';
const img = (name: string, alt = '') => `<img src="/img/600x900/${name}.jpg" width="600" height="900" alt="${alt}">`;
const PROSE = 'Woven in one piece from combed flax and washed three times before it is sewn.';

const cards: [string, string][] = [
  [
    'a list item with a linked heading',
    `<ul><li>${img('rust-dress')}<h3><a href="/p/rust">Rust dress</a></h3><p>${PROSE}</p><span class="price">€ 89,00</span></li>
    <li>${img('blue-dress')}<h3><a href="/p/blue">Blue dress</a></h3><p>A blue one.</p><span>€ 79,00</span></li></ul>`,
  ],
  [
    'a card inside a link',
    `<div class="grid"><a class="card" href="/p/rust"><div class="card">${img('rust-dress', 'IMG_2041.jpg')}<h4>Rust dress</h4><p>${PROSE}</p><b>89,00 €</b></div></a>
    <a class="card" href="/p/blue"><div class="card">${img('blue-dress')}<h4>Blue dress</h4><b>79,00 €</b></div></a></div>`,
  ],
  [
    'an article with a product name and a struck-through price',
    `<section><article>${img('rust-dress')}<a href="/p/rust" class="product-name">Rust dress</a><div>${PROSE}</div><p>${PROSE}</p><del>€ 120,00</del> <ins>€ 89,00</ins></article>
    <article>${img('blue-dress')}<a href="/p/blue" class="product-name">Blue dress</a></article></section>`,
  ],
];

test('a card of plain boxes is called by the words that lead where its picture leads', async () => {
  const box = (name: string) =>
    `<div><div><a href="/p/${name}">${img(name)}</a></div><div><a href="/p/${name}">The ${name} dress</a><span>€ 9</span></div></div>`;
  const facts = await readHtml(
    `<head><title>Dresses | Shop</title></head><h1>Dresses</h1><main><div>${['rust', 'blue', 'green'].map(box).join('')}</div></main>`,
    LIST,
  );
  expect(find(facts, 'blue')).toMatchObject({ text: 'The blue dress', title: 'The blue dress' });
});

describe('a card in a list has its own words, price and link', () => {
  test.each(cards)('%s', async (_, html) => {
    const facts = await readHtml(
      `<head><title>Dresses | Shop</title><meta name="description" content="All dresses of the season."></head><h1>Dresses</h1><main>${html}</main>`,
      LIST,
    );
    const rust = find(facts, 'rust-dress');
    expect(rust).toMatchObject({
      title: 'Rust dress',
      description: PROSE,
      link: { url: 'https://www.shop.test/p/rust' },
    });
    expect(rust.price).toMatch(/^(?:€ 89,00|89,00 €)$/);
    for (const use of ['page', 'own'] as const) {
      expect(wordsFor(rust, facts, use)).toMatchObject({
        title: 'Rust dress',
        description: PROSE,
        link: 'https://www.shop.test/p/rust',
      });
      expect(wordsFor(find(facts, 'blue-dress'), facts, use)).toMatchObject({
        title: 'Blue dress',
        link: 'https://www.shop.test/p/blue',
      });
    }
  });

  test('keeps its alt text apart from its title', async () => {
    const html = `<ul><li>${img('a', 'Woman in a rust dress')}<h3><a href="/p/a">Rust dress</a></h3></li><li>${img('b')}<h3><a href="/p/b">Blue</a></h3></li></ul>`;
    const facts = await readHtml(`<h1>Dresses</h1>${html}`, LIST);
    expect(find(facts, '/a.jpg')).toMatchObject({ alt: 'Woman in a rust dress', title: 'Rust dress' });
    expect(wordsFor(find(facts, '/b.jpg'), facts).alt).toBe('');
  });

  test.each([
    'http://localhost:3000/p/a',
    'https://www.shop.test/https://www.shop.test/p/a',
    'www.shop.test/p/a',
    '/',
    '/img/600x900/a.jpg',
  ])('gets no link from the href %s', async (href) => {
    const facts = await readHtml(
      `<h1>Dresses</h1><ul><li><a href="${href}">${img('a')}</a></li><li><a href="/p/b">${img('b')}</a></li></ul>`,
      LIST,
    );
    expect(find(facts, '/a.jpg').link).toBeNull();
    expect(find(facts, '/b.jpg').link?.url).toBe('https://www.shop.test/p/b');
  });
});

describe('a picture in an article is described by the text around it', () => {
  const post = (body: string) =>
    readHtml(
      `<head><title>Twelve walks along the coast</title><meta name="description" content="Twelve walks."></head><main><article><h1>Twelve walks along the coast</h1>${body}</article></main>`,
    );

  test('its title is the heading above it, its description the text after it', async () => {
    const facts = await post(
      `<p>${PROSE} An introduction.</p>${img('coast')}<h2>1. The pier</h2>${img('pier')}<p>Along the pier to the lighthouse, an hour in all, flat and paved.</p><h2>2. The cove</h2><p>Down many steps to a cove with boats, half a day there and back.</p>${img('cove')}`,
    );
    expect(find(facts, 'pier')).toMatchObject({
      title: '1. The pier',
      description: 'Along the pier to the lighthouse, an hour in all, flat and paved.',
      link: null,
    });
    expect(find(facts, 'cove').title).toBe('2. The cove');
    expect(find(facts, 'coast').title).toBeUndefined();
    const titles = ['pier', 'cove', 'coast'].map((name) => wordsFor(find(facts, name), facts, 'own').title);
    expect(titles).toEqual(['1. The pier', '2. The cove', 'Twelve walks along the coast']);
    expect(wordsFor(find(facts, 'pier'), facts).title).toBe('Twelve walks along the coast');
  });

  test('its title is its caption, else its alt text unless that is a file name or a single word', async () => {
    const facts = await post(
      `<figure>${img('cove')}<figcaption>A cove   with boats</figcaption></figure>${img('dawn', 'The cliff path at dawn')}${img('file', 'DSC_0042.JPG')}${img('word', 'Cliff')}`,
    );
    const own = (name: string) => wordsFor(find(facts, name), facts, 'own');
    expect(own('cove').title).toBe('A cove with boats');
    expect(own('dawn')).toMatchObject({ title: 'The cliff path at dawn', alt: 'The cliff path at dawn' });
    expect(own('file')).toMatchObject({ title: facts.title, alt: '' });
    expect(own('word')).toMatchObject({ title: facts.title, alt: 'Cliff' });
  });
});

describe('the price of the page', () => {
  const priceOf = async (head: string, body = '', lang = 'en') =>
    (
      await readHtml(
        `<html lang="${lang}"><head><title>Rust dress</title>${head}</head><body><h1>Rust dress</h1>${body}</body></html>`,
      )
    ).price;
  const record = (offers: object) =>
    `<script type="application/ld+json">${JSON.stringify({ '@type': 'Product', name: 'Rust dress', offers })}</script>`;

  test.each([
    ['an offer', record({ '@type': 'Offer', price: '89.00', priceCurrency: 'EUR' }), '', 'en', '€89.00'],
    [
      'an offer with a number as its price',
      record([{ '@type': 'Offer', price: 1299, priceCurrency: 'USD' }]),
      '',
      'en',
      '$1,299.00',
    ],
    [
      'the lowest of several prices',
      record({ '@type': 'AggregateOffer', lowPrice: '10', highPrice: '20', priceCurrency: 'GBP' }),
      '',
      'en',
      '£10.00',
    ],
    [
      'a price with a decimal comma',
      record({ '@type': 'Offer', price: '1.089,50', priceCurrency: 'EUR' }),
      '',
      'en',
      '€1,089.50',
    ],
    [
      'an offer, written in the page’s language',
      record({ '@type': 'Offer', price: 89, priceCurrency: 'EUR' }),
      '',
      'de',
      '89,00 €',
    ],
    [
      'metadata',
      '<meta property="product:price:amount" content="12.5"><meta property="product:price:currency" content="USD">',
      '',
      'en',
      '$12.50',
    ],
    [
      'microdata',
      '',
      '<span itemprop="price" content="8"></span><meta itemprop="priceCurrency" content="USD">',
      'en',
      '$8.00',
    ],
    ['an offer without a currency', record({ '@type': 'Offer', price: '89' }), '', 'en', '89'],
    [
      'an offer whose price is not a number',
      record({ '@type': 'Offer', price: 'ask us', priceCurrency: 'EUR' }),
      '',
      'en',
      undefined,
    ],
    ['a page without a price', '', '', 'en', undefined],
  ])('from %s', async (_, head, body, lang, price) => {
    expect((await priceOf(head, body, lang))?.replace('\u00a0', ' ')).toBe(price);
  });
});

describe('a page that names private hosts', () => {
  const html = `<head><base href="http://localhost:3000/"><title>Rye loaf</title>
    <meta property="og:image" content="http://localhost:3000/og.png"><meta name="twitter:image" content="http://[::ffff:10.0.0.1]/t.png">
    <link rel="canonical" href="/bread/rye-loaf"><meta property="og:url" content="http://bakery.local/bread/rye-loaf"></head>
    <main><h1>Rye loaf</h1><img src="/photos/rye-loaf-cut.jpg" srcset="http://192.168.0.2/big.jpg 2000w, /photos/rye-loaf-cut.jpg 800w" width="800" height="1200">
    <a href="/img/full-loaf.jpg" data-pin-url="http://127.0.0.1/x">${img('second')}</a></main>`;

  test('offers no picture, rendition or link from them when the page is public', async () => {
    const facts = await readHtml(html, 'https://baker.test/bread/rye-loaf?utm_source=x');
    const addresses = facts.candidates.flatMap(({ url, variants, link }) => [url, ...variants, link?.url ?? '']);
    expect(addresses.join()).not.toMatch(/localhost|10\.0\.0\.1|192\.168|127\.0|\[::/);
    expect(find(facts, 'rye-loaf-cut').url).toBe('https://baker.test/photos/rye-loaf-cut.jpg');
    expect(facts.link.url).toBe('https://baker.test/bread/rye-loaf');
    expect(facts.otherLinks).toEqual([]);
  });

  test('offers them when the page is on a private host itself', async () => {
    const facts = await readHtml(html, 'http://localhost:3000/bread/rye-loaf?utm_source=x');
    expect(facts.candidates[0]?.url).toBe('http://localhost:3000/og.png');
    expect(facts.link.url).toBe('http://localhost:3000/bread/rye-loaf');
  });
});
