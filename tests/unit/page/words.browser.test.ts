import { describe, expect, test } from 'vitest';
import { cleanText, cutAtWord, decodeEntities } from '../../../lib/page/words/words';
import { readHtml } from './read-html';

describe('decodes entities as the browser does', () => {
  test.each([
    ['ma&ccedil;&atilde;', 'maçã'],
    ['MA&Ccedil;&Atilde;', 'MAÇÃ'],
    ['&Auml;pfel und &auml;pfel', 'Äpfel und äpfel'],
    ['K&amp;uuml;rbis', 'Kürbis'],
    ['caf&amp;amp;eacute;'.replace('&amp;amp;', '&amp;'), 'café'],
    ['&frac14; x&iacute;cara &ndash; 5&nbsp;&deg;C', '¼ xícara – 5 °C'],
    ['&CounterClockwiseContourIntegral;', '∳'],
    ['it&#8217;s, it&#x2019;s, it&#146;s', 'it’s, it’s, it’s'],
    ['&#128512;', '😀'],
    ['Tom &amp;amp; Ann', 'Tom & Ann'],
    ['&lt;b&gt;bold&lt;/b&gt; move', 'bold move'],
    ['2 &lt; 3', '2 < 3'],
    [String.raw`So bleibt man\n Das Zentrum\nlädt ein`, String.raw`So bleibt man Das Zentrum\nlädt ein`],
    ['&#xFFFFFFFF;&#4294967295;&#0;', '\ufffd\ufffd\ufffd'],
    ['&unknown; &Uu; R&D AT&T', '&unknown; &Uu; R&D AT&T'],
    ['/x?a=1&copy=2&reg=3', '/x?a=1&copy=2&reg=3'],
    ['&constructor; &toString;', '&constructor; &toString;'],
  ])('%s is %s', (raw, text) => {
    expect(cleanText(raw)).toBe(text);
  });

  test('in records and metadata alike', async () => {
    const record = JSON.stringify({
      '@type': 'Recipe',
      name: 'Cr&egrave;me br&ucirc;l&eacute;e',
      description: 'Un dessert pr&eacute;par&eacute; la veille &agrave; servir froid.',
    });
    const facts = await readHtml(
      `<head><title>Cr&amp;egrave;me br&amp;ucirc;l&amp;eacute;e</title><script type="application/ld+json">${record}</script></head><h1>Crème brûlée</h1>`,
    );
    expect(facts).toMatchObject({ title: 'Crème brûlée', description: 'Un dessert préparé la veille à servir froid.' });
  });
});

describe('cuts a text only between visible characters', () => {
  const signs = ['🇯🇵', '👩‍👩‍👧‍👦', '👍🏽', 'é', 'ที่', 'क्षि', '각', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '1️⃣', '❤️', '日', 'a\u0308\u0301'];
  test.each(signs)('%s', (sign) => {
    for (let before = 0; before < 12; before++) {
      const text = `${'x'.repeat(before)}${sign.repeat(60)}`;
      const cut = cutAtWord(text, 40);
      expect(cut.length).toBeLessThanOrEqual(40);
      const kept = cut.slice(0, -1);
      expect(cut.endsWith('…') && text.startsWith(kept)).toBe(true);
      expect((kept.length - before) % sign.length).toBe(0);
    }
  });

  test('cuts within a character that has endless combining marks', () => {
    expect(cutAtWord(`a${'\u0301'.repeat(900)}`, 100)).toHaveLength(100);
    expect(cutAtWord('\u0301'.repeat(900), 100).length).toBeLessThanOrEqual(100);
  });
});

const LONG = 'Cut two soles and two tops from an old blanket, and sew them together with a doubled woollen thread.';

describe('a notice is never the description', () => {
  const heading = '<h1>Felt slippers from old blankets</h1>';
  const cookies =
    'We and our 214 partners store and access information on your device, such as cookies, to show you advertising.';
  const biscuits =
    'Wir verwenden Kekse auf dieser Seite, damit alles so läuft, wie es laufen soll, und merken uns Ihre Auswahl.';
  const join = 'Join eleven thousand readers and have a new pattern in your letter box each Friday, free and for ever.';
  test.each([
    ['a dialog', `<div role="dialog"><p>${biscuits}</p><button>OK</button></div>`],
    ['a dialog element', `<dialog open><p>${biscuits}</p></dialog>`],
    ['a modal layer', `<div aria-modal="true"><div><p>${biscuits}</p></div></div>`],
    ['an alert', `<div role="alert"><p>${biscuits}</p></div>`],
    ['a class that names it', `<section class="cookie-consent"><p>${biscuits}</p></section>`],
    ['an id that names it', `<div id="gdpr-consent"><p>${biscuits}</p></div>`],
    ['a layer above the page', `<div style="position:fixed;bottom:0"><div><p>${biscuits}</p></div></div>`],
    [
      'a box with buttons to answer',
      `<div class="x1"><p>${biscuits}</p><div><button>Ja</button><button>Nein</button></div></div>`,
    ],
    ['words about cookies', `<div class="x1"><p>${cookies}</p></div>`],
    [
      'words about cookies, in German',
      '<div><p>Diese Website verwendet Cookies, um Ihnen das beste Erlebnis zu bieten. Mit der Nutzung akzeptieren Sie dies.</p></div>',
    ],
    [
      'words about cookies, in French',
      '<div><p>Nous utilisons des cookies avec nos partenaires pour mesurer l’audience et vous proposer de la publicité adaptée.</p></div>',
    ],
    [
      'words about cookies, in Japanese',
      `<div><p>${'当サイトではクッキーを使用しています。プライバシーに同意してください。'.repeat(3)}</p></div>`,
    ],
    ['a newsletter form', `<div class="x2"><p>${join}</p><form><input type="email"><button>Go</button></form></div>`],
    ['a newsletter form under the heading', `${heading}<div class="x2"><p>${join}</p><input type="email"></div>`],
    [
      'a request to enable JavaScript',
      '<div><p>Please enable JavaScript in your browser to see this page as it is meant to be seen, with all of its pictures.</p></div>',
    ],
    [
      'a request to switch off an ad blocker',
      '<div><p>It looks as if you are using an adblocker. We live from advertisements, so please be so kind as to switch it off.</p></div>',
    ],
    ['a navigation', `<nav><p>${biscuits}</p></nav>`],
    ['a footer before the text', `<footer><p>${biscuits}</p></footer>`],
  ])('%s', async (_, notice) => {
    const own = notice.includes('<h1>') ? '' : heading;
    const before = await readHtml(`<title>Felt slippers</title>${notice}<div class="page">${own}<p>${LONG}</p></div>`);
    expect(before.description).toBe(LONG);
    const alone = await readHtml(
      `<title>Felt slippers</title>${notice}<div class="page">${own}<img src="a.jpg" width="600" height="900"></div>`,
    );
    if (!notice.includes('<button>Ja')) expect(alone.description).toBe('');
  });

  test.each([
    [
      'a recipe for cookies',
      'Chocolate chip cookies',
      'These cookies are the best that I have ever accepted from a browser of old books: crisp, soft and sweet.',
    ],
    [
      'a lesson on JavaScript',
      'How closures work in JavaScript',
      'A closure in JavaScript is a function together with the names that stood around it when it was made.',
    ],
    [
      'a soup with cookies',
      'Pumpkin soup',
      'Serve the soup with savoury cookies, and with a good spoon of sour cream in the middle of each bowl of it.',
    ],
    ['a text beside a button', 'A linen dress', `${LONG} It comes in four sizes.`],
  ])('keeps %s as the description', async (_, title, text) => {
    const facts = await readHtml(
      `<title>${title}</title><main><h1>${title}</h1><div><p>${text}</p><button>Add to basket</button></div></main>`,
    );
    expect(facts.description).toBe(text);
  });

  test('gives way to the page’s own text when it stands in the metadata', async () => {
    const facts = await readHtml(
      `<head><title>Felt slippers</title><meta name="description" content="You need to enable JavaScript to run this app."></head><main>${heading}<p>${LONG}</p></main>`,
    );
    expect(facts.description).toBe(LONG);
  });
});

describe('the description of a page', () => {
  const page = (head: string) =>
    readHtml(
      `<head><title>Felt slippers | Craftbook</title><meta property="og:site_name" content="Craftbook">${head}</head><main><h1>Felt slippers</h1><p>${LONG}</p></main>`,
    );
  test.each([
    ['the site’s name', 'Craftbook'],
    ['a word for none', 'Visit the post for more.'],
    ['an unfilled template', '{{ entry.teaser | striptags }} of our page'],
    ['a cut text that the page has in full', 'Cut two soles and two tops from an old blanket, and...'],
    ['a cut text with “Read more”', 'Cut two soles and two tops from an old blanket, and sew...Read More...'],
    ['empty', ''],
  ])('is never %s', async (_, content) => {
    expect((await page(`<meta name="description" content="${content}">`)).description).toBe(LONG);
  });

  test('is read from a `value`, and from an element of several properties', async () => {
    const text = 'Slippers that keep the feet warm on the coldest floor.';
    expect((await page(`<meta name="twitter:description" value="${text}">`)).description).toBe(text);
    expect((await page(`<meta property="dc:description og:description" content="${text}">`)).description).toBe(text);
  });

  test('is not what a name of several words holds', async () => {
    expect(
      (await page('<meta name="section description" content="All that is made of wool and felt.">')).description,
    ).toBe(LONG);
  });

  test('is no row of links', async () => {
    const links = [
      'Recipes',
      'Ingredients and equipment',
      'Techniques for beginners',
      'All of our measures',
      'Holidays',
    ];
    const row = `<p>${links.map((name) => `<a href="/${name}">${name}</a>`).join(' | ')}</p>`;
    expect(
      (await readHtml(`<title>Felt slippers</title><main><h1>Felt slippers</h1>${row}<p>${LONG}</p></main>`))
        .description,
    ).toBe(LONG);
    const linked = LONG.replace('two soles', '<a href="/1">two soles</a>').replace('tops', '<a href="/2">tops</a>');
    expect(
      (await readHtml(`<title>Felt slippers</title><main><h1>Felt slippers</h1><p>${linked}</p></main>`)).description,
    ).toBe(LONG);
  });

  test('is found in <div>s when the page has no paragraphs', async () => {
    const facts = await readHtml(
      `<title>Felt slippers</title><div><div>Menu</div></div><article><h1>Felt slippers</h1><div><div>${LONG}</div></div></article>`,
    );
    expect(facts.description).toBe(LONG);
  });

  test('ends in “…” when the site cut it and the page has no more of it', async () => {
    const content = 'Slippers that keep the feet warm on the coldest floor, made of [...]';
    expect((await page(`<meta name="description" content="${content}">`)).description).toBe(
      'Slippers that keep the feet warm on the coldest floor, made of…',
    );
  });

  test('keeps dots within the text', async () => {
    const content = 'Warm feet... and how to get them, with two needles and an evening.';
    expect((await page(`<meta name="description" content="${content}">`)).description).toBe(content);
  });
});

// Last: it uses up the number of entities that the parser may be asked for on a page.
test('reads thousands of unknown entities within a second', () => {
  const many = Array.from({ length: 5_000 }, (_, i) => `&a${i};`).join('');
  const start = performance.now();
  expect(decodeEntities(many)).toBe(many);
  expect(performance.now() - start).toBeLessThan(1_000);
  expect(decodeEntities('&eacute;&#233;')).toMatch(/é$/);
});
