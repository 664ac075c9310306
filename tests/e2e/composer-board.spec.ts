import type { Page } from '@playwright/test';
import { expect, test } from './kit/chromium';
import type { Extension } from './kit/extension';

const BOARD = { id: '998877665544', name: 'Slow Sundays', url: '/hearthandhill/slow-sundays/' };
const boardOf = (composer: Page) => composer.getByRole('combobox', { name: 'Board' });
const dialogOf = (composer: Page) => composer.getByRole('dialog', { name: 'Add a board' });

/** Pinterest as the browser would find it: one board's page. */
async function putPinterest(extension: Extension): Promise<void> {
  extension.watch.allowedHosts.push('www.pinterest.com');
  const data = JSON.stringify({ resource: { data: BOARD } });
  await extension.context.route(`https://www.pinterest.com${BOARD.url}`, (route) =>
    route.fulfill({ contentType: 'text/html', body: `<script type="application/json">${data}</script>` }),
  );
}

test('a board that is not in the book is added from the list, by keys alone', async ({ extension, article }) => {
  const composer = await extension.openComposerPage(article);
  await boardOf(composer).fill('Stews and soups');
  await expect(composer.getByRole('option')).toHaveText(['Add “Stews and soups”…']);
  await composer.keyboard.press('ArrowDown');
  await composer.keyboard.press('Enter');
  const dialog = dialogOf(composer);
  await expect(dialog.getByRole('textbox', { name: 'Board name' })).toHaveValue('Stews and soups');
  await dialog.getByRole('textbox', { name: 'Board id' }).fill('836543855799999');
  await composer.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(boardOf(composer)).toHaveValue('Stews and soups');
  await expect(boardOf(composer)).toBeFocused();
});

test('a name that nothing fits is told, with the way on', async ({ extension, article }) => {
  const composer = await extension.openComposerPage(article);
  await boardOf(composer).fill('');
  await boardOf(composer).press('Tab');
  await boardOf(composer).fill('Stews');
  await boardOf(composer).press('Tab');
  await expect(boardOf(composer)).toHaveAccessibleDescription(/“Stews” is not in your board book\. Add it with/);
  await composer.getByRole('button', { name: 'Add board…' }).click();
  await expect(dialogOf(composer).getByRole('textbox', { name: 'Board name' })).toHaveValue('Stews');
});

test.describe('with Pinterest granted', () => {
  test.use({ grantedOrigins: ['https://www.pinterest.com/*'] });

  test('an address typed into the box brings the board', async ({ extension, article }) => {
    await putPinterest(extension);
    const composer = await extension.openComposerPage(article);
    await boardOf(composer).fill(`pinterest.com${BOARD.url}`);
    await composer.keyboard.press('Enter');
    const dialog = dialogOf(composer);
    await expect(dialog.getByRole('textbox', { name: 'Board id' })).toHaveValue(`pinterest.com${BOARD.url}`);
    await dialog.getByRole('button', { name: 'Add board' }).click();
    await expect(boardOf(composer)).toHaveValue(BOARD.name);
  });

  test('a popup that the browser’s prompt has closed goes on with the board when it is opened again', async ({
    extension,
    article,
  }) => {
    await putPinterest(extension);
    const first = await extension.openComposerPage(article);
    await boardOf(first).fill(`www.pinterest.com${BOARD.url}`);
    await first.keyboard.press('Enter');
    await first.evaluate('browser.permissions.request = () => new Promise(() => {})');
    await dialogOf(first).getByRole('button', { name: 'Add board' }).click();
    await expect.poll(() => first.evaluate('chrome.storage.session.get()')).toHaveProperty('asked-board');
    const address = first.url();
    await first.close();
    const options = await extension.openPage('options.html');
    await options.evaluate("chrome.permissions.request({ origins: ['https://www.pinterest.com/*'] })");
    const again = await extension.openPage(address.slice(extension.url('').length));
    await expect(boardOf(again)).toHaveValue(BOARD.name);
  });
});
