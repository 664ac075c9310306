import { putArticle } from './kit/chromium';
import { expect, test } from './kit/firefox';
import type { FirefoxExtension } from './kit/firefox-extension';
import type { FirefoxTab } from './kit/firefox-tab';

test('the context menu and the quick-pin keys work with what their own gesture grants', async ({ firefox, site }) => {
  const address = await putArticle(site, `http://kitchen.test:${site.port}`);
  const article = await firefox.open(address);
  const queue = await firefox.openPage('queue.html');
  await rightClick(firefox, article, 'Pumpkins on a table');
  await chooseSchedule(firefox);
  const popup = "browser.extension.getViews({ type: 'popup' })[0]";
  await queue.until(`${popup}?.document.body.innerText.includes('Kept here')`);
  expect(
    await queue.evaluate(
      `[...${popup}.document.querySelectorAll('.tile input:checked')].map((one) => one.closest('label').title)`,
    ),
  ).toEqual(['Pumpkins on a table']);
  await queue.evaluate(`(${popup}.close(), 1)`);

  await firefox.bidi.send('browsingContext.activate', { context: article.context });
  await pressShortcut(firefox, 'S');
  await queue.until("[...document.querySelectorAll('li')].some((row) => /Autumn soup[^]*Queued/.test(row.innerText))");
  await queue.expectText(/Only this browser holds it\. The browser must be running at the chosen time\./);
});

test.describe('closed in the middle of a save', () => {
  test.use({ allowedWords: [[/IndexedDB transaction that was not yet complete/], { scope: 'test' }] });

  test('the toolbar button opens the sidebar, which has what was typed again after it was closed', async ({
    firefox,
    site,
  }) => {
    const article = await firefox.open(await putArticle(site, `http://kitchen.test:${site.port}`));
    const options = await firefox.openPage('options.html');
    await options.click('radio', 'Side panel');
    await options.expectText(/It stays open beside the page/);
    await options.until('browser.action.getPopup({}).then((popup) => popup === "")');
    const title = "browser.extension.getViews({ type: 'sidebar' })[0]?.document.querySelector('input[name=title]')";
    await firefox.clickAction(article);
    await options.until(`${title}?.value === 'Autumn soup'`);
    await options.evaluate(
      `Object.assign(${title}, { value: 'Typed beside the page' }).dispatchEvent(new Event('input', { bubbles: true }))`,
    );
    await firefox.closeSidebar();
    await firefox.clickAction(article);
    await options.until(`${title}?.value === 'Typed beside the page'`);
  });
});

/** A real right click on a picture, which opens Firefox's own menu. */
async function rightClick(firefox: FirefoxExtension, tab: FirefoxTab, alt: string): Promise<void> {
  await firefox.bidi.send('browsingContext.activate', { context: tab.context });
  const place = await tab.evaluate<{ x: number; y: number }>(`(() => {
    const image = document.querySelector('img[alt="${alt}"]');
    image.scrollIntoView({ block: 'center', behavior: 'instant' });
    const { x, y } = image.getBoundingClientRect();
    return { x: Math.round(x) + 50, y: Math.max(Math.round(y), 0) + 50 };
  })()`);
  const actions = [
    { type: 'pointerMove', ...place },
    { type: 'pointerDown', button: 2 },
    { type: 'pointerUp', button: 2 },
  ];
  await firefox.bidi.send('input.performActions', {
    context: tab.context,
    actions: [{ type: 'pointer', id: 'mouse', actions }],
  });
}

/** Chooses the extension's item of the menu that is open, as a click on it does. */
async function chooseSchedule(firefox: FirefoxExtension): Promise<void> {
  const window = await firefox.bidi.chromeWindow();
  const menu = "document.getElementById('contentAreaContextMenu')";
  const item = `[...${menu}.querySelectorAll('menuitem')].find(({ label }) => label === 'Schedule to Pinterest')`;
  await firefox.bidi.until(window, `${menu}.state === 'open' && ${item} !== undefined`, 10_000);
  await firefox.bidi.evaluate(window, `(${menu}.activateItem(${item}), 1)`);
}

/** What Firefox does when the extension's keys with that letter are pressed. */
async function pressShortcut(firefox: FirefoxExtension, letter: string): Promise<void> {
  const window = await firefox.bidi.chromeWindow();
  const keys = "[...document.querySelectorAll('keyset[id^=ext-keyset-id-pinbreeze] key')]";
  await firefox.bidi.evaluate(
    window,
    `(${keys}.find((key) => key.getAttribute('key') === '${letter}').doCommand(), 1)`,
  );
}
