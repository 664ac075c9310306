import { expect, test } from './kit/chromium';
import { choose } from './kit/compose';
import { drawPicture } from './kit/pictures';
import { writeArticle } from './kit/site';

/** The least that a PDF viewer shows. */
const pdf = `%PDF-1.1
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>endobj
trailer<</Root 1 0 R>>`;

test.describe('where extensions may not read', () => {
  // The viewer of Chromium itself asks for parts of itself that are missing in some builds.
  test.use({ allowedWords: [/chrome-extension:\/\/mhjfbmdgcfjbbpaeojofohoefgiehjai/] });

  test('the composer says so in a sentence', async ({ extension, site }) => {
    site.put('http://kitchen.test/menu.pdf', Buffer.from(pdf), { 'content-type': 'application/pdf' });
    const page = await extension.context.newPage();
    const addresses = {
      'about:blank': /does not let extensions read this page/,
      'chrome://settings/': /does not let extensions read this page/,
      'data:text/html,<p>hello': /does not let extensions read this page/,
      'http://kitchen.test/menu.pdf': /This is a PDF document/,
    };
    for (const [address, words] of Object.entries(addresses)) {
      await page.goto(address);
      const popup = await extension.openComposer(page);
      await popup.expectText(words);
      await popup.expect('button', 'Open the planner');
      await popup.close();
    }
  });
});

test('a page of 5,000 pictures opens, can be typed in, and holds only those in the document that are in view', async ({
  extension,
  site,
}) => {
  const picture = await drawPicture({ width: 600, height: 900 });
  const pictures: Record<string, string> = {};
  for (let i = 1; i <= 5_000; i++) {
    pictures[`Plate ${i}`] = `/p${i}.jpg`;
    site.put(`http://kitchen.test/p${i}.jpg`, picture, { 'content-type': 'image/jpeg' });
  }
  const html = writeArticle({ title: 'Plates', pictures }).replaceAll(
    '<img ',
    '<img loading="lazy" width="600" height="900" ',
  );
  site.put('http://kitchen.test/plates', html);
  const page = await extension.context.newPage();
  await page.goto('http://kitchen.test/plates');

  const popup = await extension.openComposer(page);
  await popup.expect('checkbox', 'Plate 1');
  await popup.expectText(/[\d,]+ images/);
  const longest = await popup.evaluate<number>(longestFreeze);
  // Far above what an idle machine takes, since others may be at work on this one; a frozen popup takes seconds.
  expect(longest, 'ms during which the popup did nothing').toBeLessThan(1_500);
  await popup.tick('Plate 7');
  await popup.expectText('Kept here');
  await popup.evaluate("document.querySelector('.tile input:checked').focus()");
  await popup.press('End');
  await popup.expectText(/Plate (500|5000)\n/);
  await expect.poll(() => popup.evaluate("document.querySelectorAll('.tile').length")).toBeLessThan(200);
});

/** Looks for a second how long the popup's thread is held at most while a field is typed into. */
const longestFreeze = `new Promise((resolve) => {
  let last = performance.now(), longest = 0;
  const field = document.querySelector('textarea');
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    field.value += 'x';
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }, 20);
  setTimeout(() => { clearInterval(timer); resolve(longest); }, 1000);
})`;

test('a hostile page is words and pictures, nothing more', async ({ extension, site }) => {
  await site.putPicture('http://evil.test/p.jpg', { width: 1000, height: 1500 });
  await site.putPicture('http://evil.test/p.jpg?clobber', { width: 300, height: 300 });
  site.put('http://evil.test/', hostilePage);
  const page = await extension.context.newPage();
  await page.goto('http://evil.test/');
  const composer = await extension.openComposerPage(page);
  await expect(composer.getByRole('textbox', { name: /^Title/ })).toHaveValue(/^Free/);
  await choose(composer, /^A$/);
  await expect(composer.getByText('Kept here')).toBeVisible();
  await expect(composer.getByRole('textbox', { name: /^Link/ })).toHaveValue(/^http:\/\/evil\.test\//);
  const shown = await composer.evaluate(() => ({
    made: document.querySelectorAll('script:not([src]), iframe, [onerror], [onload], img[src="x"]').length,
    links: [...document.querySelectorAll('a, area')].map((link) => (link as HTMLAnchorElement).protocol),
    title: document.title,
  }));
  expect(shown.made).toBe(0);
  expect(shown.links).not.toContain('javascript:');
  expect(shown.title).not.toBe('1');
  expect(await page.evaluate(() => document.body.dataset.seen ?? 'nothing')).toBe('nothing');
});

const hostilePage = `<!doctype html><html><head><title>Free &lt;img src=x onerror="document.title=1"></title>
<link rel="canonical" href="javascript:document.title=1">
<meta property="og:url" content="javascript:alert(1)"><meta property="og:image" content="javascript:alert(1)">
<script type="application/ld+json">{"@type":"Article","__proto__":{"polluted":1},"image":["javascript:1",{"url":{"toString":1}}],"mainEntityOfPage":"javascript:1"}</script>
<script>
  for (const name of ['querySelectorAll', 'querySelector', 'getElementsByTagName', 'createTreeWalker', 'evaluate'])
    Document.prototype[name] = Element.prototype[name] = function () { document.body.dataset.seen = name; throw new Error('mine'); };
  for (const type of [Array, Map, Set, String, Promise])
    for (const name of ['map', 'filter', 'forEach', 'then', 'get', 'has', 'trim', 'push'])
      if (type.prototype[name]) type.prototype[name] = () => { throw new Error('mine'); };
  Object.defineProperty(Object.prototype, 'polluted', { set() { throw new Error('mine'); }, get: () => 'polluted' });
  Object.defineProperty(HTMLImageElement.prototype, 'currentSrc', { get() { throw new Error('mine'); } });
  Object.defineProperty(window, 'chrome', { get() { throw new Error('mine'); } });
  window.fetch = () => { throw new Error('mine'); };
  window.URL = window.getComputedStyle = undefined;
</script></head>
<body><form><input name="body"><input name="querySelectorAll"><input name="children"><img name="documentElement" src="/p.jpg?clobber" alt=""></form>
<h1>Free &lt;img src=x onerror="document.title=1"></h1>
<a href="javascript:document.title=1"><img src="/p.jpg" width="400" alt='A &lt;img src=x onerror="document.title=1">'></a>
<img src="data:text/html,<script>alert(1)</script>" width="500" height="500" alt="Page">
<a href="http://evil.test/" data-pin-url="javascript:alert(1)" data-pin-media="javascript:alert(1)">x</a>
</body></html>`;
