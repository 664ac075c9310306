import type { Page } from '@playwright/test';
import { IS_THOROUGH } from '../setup/thorough';
import { expect, test } from './kit/chromium';
import { choose } from './kit/compose';
import type { Site } from './kit/site';
import { writeArticle } from './kit/site';

/** The composer's title field, by its accessible name. */
const titleOf = (composer: Page) => composer.getByRole('textbox', { name: 'Title', exact: true });

async function putPage(site: Site, path: string, pictures: Record<string, string>): Promise<string> {
  const address = `http://kitchen.test/${path}`;
  site.put(address, writeArticle({ title: 'A page', pictures }));
  return address;
}

/** How often something is typed and the composer closed at once; by the week more often. */
const CLOSINGS = IS_THOROUGH ? 200 : 5;

test('what was typed is there again, however often the popup is closed in the middle of a word', async ({
  extension,
  article,
}) => {
  test.setTimeout(30_000 + CLOSINGS * 5_000);
  let typed = 'Autumn soup';
  for (let closing = 0; closing < CLOSINGS; closing++) {
    const popup = await extension.openComposer(article);
    await popup.expect('textbox', 'Title');
    expect(await popup.value('textbox', 'Title')).toBe(typed);
    typed = `Pumpkin sou ${closing}`;
    await popup.fill('textbox', 'Title', typed);
    await popup.close();
  }
});

test('the page’s best picture is scheduled with two clicks, or with one click and one key', async ({
  extension,
  article,
  site,
}) => {
  const popup = await extension.openComposer(article);
  await popup.click('button', 'Schedule pin');
  await popup.expect('heading', /^(Scheduled|On its way)/);
  await popup.close();
  await site.putPicture('http://kitchen.test/tall.jpg', { width: 1000, height: 1500 });
  await article.goto(await putPage(site, 'pears', { Pears: '/tall.jpg' }));
  const composer = await extension.openComposerPage(article);
  await expect(composer.getByRole('checkbox', { name: 'Pears', checked: true })).toBeFocused();
  await composer.keyboard.press('Control+Enter');
  await expect(composer.getByRole('heading', { name: /^(Scheduled|On its way)/ })).toBeVisible();
});

test('every control has the name that the screens promise', async ({ extension, article }) => {
  const composer = await extension.openComposerPage(article);
  await expect(composer.getByRole('heading', { name: 'New pin', level: 1 })).toBeVisible();
  const images = composer.getByRole('group', { name: 'Images on this page' });
  for (const name of ['Soup in a blue bowl', 'Bread by the window'])
    await expect(images.getByRole('checkbox', { name, exact: true })).toBeVisible();
  await choose(composer, 'Soup in a blue bowl', 'Bread by the window');
  const slides = composer.getByRole('list', { name: 'Slides' });
  const first = slides.getByRole('listitem', { name: 'Slide 1 of 2', exact: true });
  for (const name of ['Move earlier', 'Move later', 'Remove'])
    await expect(first.getByRole('button', { name, exact: true })).toBeVisible();
  await expect(composer.getByRole('combobox', { name: 'Board', exact: true })).toBeVisible();
  for (const name of ['Title', 'Description', 'Link'])
    await expect(composer.getByRole('textbox', { name, exact: true })).toBeVisible();
  const when = composer.getByRole('radiogroup', { name: 'When', exact: true });
  for (const name of ['Next free slot', 'Now', 'Pick a time'])
    await when.getByRole('radio', { name, exact: true }).check();
  await expect(composer.getByLabel('Date and time', { exact: true })).toBeVisible();
  const sentBy = composer.getByRole('radiogroup', { name: 'Sent by', exact: true });
  for (const name of ['Postbreeze, also when this browser is closed', 'This browser, at that time'])
    await sentBy.getByRole('radio', { name, exact: true }).check();
  await expect(composer.getByRole('button', { name: 'Schedule pin', exact: true })).toBeVisible();
  await expect(composer.getByRole('status')).toHaveCount(1);
});

test('the counts follow each character, and what is too long is listed and holds the pin back', async ({
  extension,
  article,
  sandbox,
}) => {
  const composer = await extension.openComposerPage(article);
  await choose(composer, 'Soup in a blue bowl');
  await titleOf(composer).fill('x'.repeat(101));
  await expect(titleOf(composer)).toHaveAccessibleDescription(/101\/100/);
  const checks = composer.getByRole('list', { name: /^Checks/ }).getByRole('listitem');
  await expect(checks.filter({ hasText: 'title is 1 character too long' })).toBeVisible();
  await composer.getByRole('button', { name: 'Schedule pin' }).click();
  await expect(composer.getByRole('status')).toContainText('1 thing to put right');
  expect(sandbox.state.posts.size).toBe(0);
  await titleOf(composer).fill('x'.repeat(100));
  await expect(checks).toHaveCount(0);
  await expect(composer.getByRole('status')).not.toContainText('put right');
});

test('a mixed carousel is made one ratio with one click, and back with another', async ({ extension, site }) => {
  await site.putPicture('http://kitchen.test/tall.jpg', { width: 1000, height: 1500 });
  await site.putPicture('http://kitchen.test/wide.webp', { width: 1800, height: 1500, type: 'webp', hue: 200 });
  const page = await extension.context.newPage();
  await page.goto(await putPage(site, 'mixed', { Tall: '/tall.jpg', Wide: '/wide.webp' }));
  const composer = await extension.openComposerPage(page);
  await choose(composer, 'Tall', 'Wide');
  const second = composer.getByRole('listitem', { name: 'Slide 2 of 2' });
  await expect(second).toContainText('Kept here');
  const checks = composer.getByRole('list', { name: 'Checks: pictures' });
  await checks.getByRole('button', { name: 'Make all slides 2:3' }).click();
  await expect(second).toContainText('1,000 × 1,500 · Kept here, mended');
  await expect(checks.getByRole('button', { name: 'Make all slides 2:3' })).toHaveCount(0);
  await composer.getByRole('button', { name: 'Undo' }).click();
  await expect(checks.getByRole('button', { name: 'Make all slides 2:3' })).toBeVisible();
});

test('a crop follows the focal point, by keys alone', async ({ extension, site }) => {
  await site.putPicture('http://kitchen.test/wide.jpg', { width: 2000, height: 1500 });
  const page = await extension.context.newPage();
  await page.goto(await putPage(site, 'wide', { Wide: '/wide.jpg' }));
  const composer = await extension.openComposerPage(page);
  await choose(composer, 'Wide');
  await composer.getByRole('button', { name: 'Crop or pad' }).click();
  const dialog = composer.getByRole('dialog', { name: 'Crop or pad' });
  await expect(dialog.getByRole('radio', { name: 'Its own shape' })).toBeChecked();
  await expect(dialog.getByRole('status')).toHaveText('Becomes 1,200 × 900.');
  await dialog.getByRole('radio', { name: '2:3' }).check();
  await expect(dialog.getByRole('status')).toHaveText('Becomes 1,000 × 1,500.');
  const focus = dialog.getByRole('slider', { name: 'Focal point' });
  await focus.press('ArrowLeft');
  const before = Number(await focus.getAttribute('aria-valuenow'));
  await focus.press('ArrowLeft');
  expect(Number(await focus.getAttribute('aria-valuenow'))).toBe(before - 2);
  await dialog.getByRole('button', { name: 'Apply' }).click();
  await expect(composer.getByRole('listitem', { name: 'Slide 1 of 1' })).toContainText(
    '1,000 × 1,500 · Kept here, mended',
  );
});

test('slides are put in order by buttons, and the focus goes with them', async ({ extension, article, sandbox }) => {
  const composer = await extension.openComposerPage(article);
  await choose(composer, 'Soup in a blue bowl', 'Pumpkins on a table', 'Bread by the window');
  const slide = (place: number) => composer.getByRole('listitem', { name: `Slide ${place} of 3` });
  await slide(3).getByRole('button', { name: 'Move earlier' }).click();
  await expect(slide(2)).toContainText('Bread');
  await expect(slide(2).getByRole('button', { name: 'Move earlier' })).toBeFocused();
  await composer.keyboard.press('Enter');
  await expect(slide(1)).toContainText('Bread');
  await expect(slide(1).getByRole('button', { name: 'Move later' })).toBeFocused();
  await composer.getByRole('radio', { name: /^Postbreeze/ }).check();
  await composer.getByRole('button', { name: 'Schedule pin' }).click();
  await expect.poll(() => sandbox.state.posts.size).toBe(1);
  await expect(composer.getByRole('status')).toContainText('Postbreeze holds it');
  expect([...sandbox.state.posts.values()][0]?.media).toHaveLength(3);
});

test.describe('without a key', () => {
  test.use({ connected: false });
  test('the composer says so, leads to the options, and keeps the draft', async ({ extension, article }) => {
    const composer = await extension.openComposerPage(article);
    await expect(composer.getByText('Not connected to Postbreeze yet.')).toBeVisible();
    await titleOf(composer).fill('Kept');
    const options = extension.context.waitForEvent('page');
    await composer.getByRole('button', { name: 'Open options' }).first().click();
    expect((await options).url()).toContain('options.html');
    await composer.reload();
    await expect(titleOf(composer)).toHaveValue('Kept');
  });
});

test('a page that may not be read is a sentence, with the way on', async ({ extension, article, site }) => {
  const pdf = '%PDF-1.4 1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj';
  site.put('http://kitchen.test/menu.pdf', Buffer.from(pdf), { 'content-type': 'application/pdf' });
  const closed = /Nothing to pin here.*does not let extensions read this page.*Open the page you want to pin from/s;
  for (const [address, words] of [
    ['chrome://version', closed],
    [`view-source:${article.url()}`, closed],
    ['about:blank', closed],
    ['data:text/html,<p>Soup', closed],
    ['http://kitchen.test/menu.pdf', /Nothing to pin here.*a PDF document.*Open the web page that shows the picture/s],
  ] as const) {
    const page = await extension.context.newPage();
    await page.goto(address);
    const popup = await extension.openComposer(page);
    await popup.expectText(words);
    await popup.expect('heading', 'New pin');
    await popup.expect('button', 'Open the planner');
    await popup.close();
    await page.close();
  }
});

test('a page without pictures says so', async ({ extension, site }) => {
  const page = await extension.context.newPage();
  await page.goto(await putPage(site, 'bare', {}));
  const composer = await extension.openComposerPage(page);
  await expect(composer.getByText('No picture to pin was found')).toBeVisible();
});

test.describe('with a picture that is gone', () => {
  test.use({ allowedWords: [/404/] });
  test('it is not offered', async ({ extension, site }) => {
    await site.putPicture('http://kitchen.test/good.jpg', { width: 1000, height: 1500 });
    const page = await extension.context.newPage();
    await page.goto(await putPage(site, 'broken', { Good: '/good.jpg', Gone: '/gone.jpg?w=900&h=1350' }));
    const composer = await extension.openComposerPage(page);
    await expect(composer.getByRole('checkbox', { name: 'Good' })).toBeVisible();
    await expect(composer.getByRole('checkbox', { name: 'Gone' })).toHaveCount(0);
  });
});

test('words of a page are never markup', async ({ extension, site }) => {
  await site.putPicture('http://kitchen.test/x.jpg', { width: 1000, height: 1500 });
  const page = await extension.context.newPage();
  await page.goto(await putPage(site, 'evil', { 'Bowl &lt;b id=evil&gt;of soup&lt;/b&gt;': '/x.jpg' }));
  const composer = await extension.openComposerPage(page);
  await choose(composer, 'Bowl');
  await titleOf(composer).fill('<b id="evil">Title</b>');
  await expect(composer.getByRole('region', { name: 'The pin as Pinterest will show it' })).toContainText(
    '<b id="evil">',
  );
  await expect(composer.locator('#evil')).toHaveCount(0);
});

test('a page that builds itself late is looked at again, and its pictures come in', async ({ extension, site }) => {
  await site.putPicture('http://kitchen.test/late.jpg', { width: 1000, height: 1500 });
  const build = `const busy = setInterval(() => main.append('.'), 100);
    setTimeout(() => {
      clearInterval(busy);
      main.innerHTML = '<h1>Soup</h1><img src="/late.jpg" alt="Late" width="400">';
    }, 1800)`;
  site.put(
    'http://kitchen.test/app',
    `<!doctype html><title>App</title><main id="main"></main><script>${build}</script>`,
  );
  const page = await extension.context.newPage();
  await page.goto('http://kitchen.test/app');
  const popup = await extension.openComposer(page);
  await popup.expect('heading', 'New pin');
  await popup.expect('checkbox', 'Late');
});
