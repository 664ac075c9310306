import { DEMO_BOARDS, DEMO_KEY } from '../sandbox/seed';
import { expect, test } from './kit/chromium';

test.describe('before anything is connected', () => {
  test.use({ connected: false, allowedWords: [/401|ERR_INTERNET_DISCONNECTED/] });

  test('a key is verified, shown masked, and brings its accounts and boards', async ({ extension, sandbox }) => {
    const page = await extension.openPage('options.html');
    await page.getByRole('textbox', { name: 'API address' }).fill(sandbox.apiUrl);
    await page.getByRole('textbox', { name: 'API key' }).fill(DEMO_KEY);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Connected: 1 Pinterest account' })).toBeVisible();
    await expect(page.getByText(`pb_live_…${DEMO_KEY.slice(-4)}`)).toBeVisible();
    await expect(page.getByRole('listitem').filter({ hasText: '@hearthandhill' })).toContainText('Active');
    for (const { name } of DEMO_BOARDS)
      await expect(page.getByRole('listitem').filter({ hasText: name })).toBeVisible();
    expect(await page.content()).not.toContain(DEMO_KEY);

    await page.reload();
    await expect(page.getByText(`pb_live_…${DEMO_KEY.slice(-4)}`)).toBeVisible();
    await page.getByRole('button', { name: 'Remove key' }).click();
    await expect(page.getByText(/pb_live_….{4}/)).toHaveCount(0);
    await expect(page.getByText('@hearthandhill')).toHaveCount(0);
  });

  test('a wrong key is refused in words, and the key that worked stays', async ({ extension, sandbox }) => {
    await extension.connect({ apiUrl: sandbox.apiUrl, apiKey: DEMO_KEY });
    const page = await extension.openPage('options.html');
    await page.getByRole('textbox', { name: 'API key' }).fill(`pb_live_${'x'.repeat(32)}`);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'does not accept this key (401)' })).toBeVisible();
    await expect(page.getByText(`pb_live_…${DEMO_KEY.slice(-4)}`)).toBeVisible();
    await expect(page.getByText('@hearthandhill')).toBeVisible();
  });

  test('without a network it is not the key that is blamed', async ({ extension, sandbox }) => {
    const page = await extension.openPage('options.html');
    await page.getByRole('textbox', { name: 'API address' }).fill(sandbox.apiUrl);
    await extension.context.setOffline(true);
    await page.getByRole('textbox', { name: 'API key' }).fill(DEMO_KEY);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'could not be reached' })).toBeVisible();
  });
});

test.describe('with Postbreeze withheld by the browser', () => {
  test.use({ connected: false, withheld: true, allowedWords: [[/CORS|Failed to load resource/], { scope: 'test' }] });

  test('the options and the queue say so and ask for it, and the key is not blamed', async ({ extension, sandbox }) => {
    const page = await extension.openPage('options.html');
    const title = 'Your browser keeps Pinbreeze from reaching Postbreeze.';
    await expect(page.getByText(title)).toBeVisible();
    await page.getByRole('textbox', { name: 'API address' }).fill(sandbox.apiUrl);
    await page.getByRole('textbox', { name: 'API key' }).fill(DEMO_KEY);
    await page.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('status').filter({ hasText: 'allow access first' })).toBeVisible();

    // No browser without a display answers its own prompt: what is asked for stands for the answer.
    await page.evaluate(
      `browser.permissions.request = async (asked) => { window.asked = asked; browser.permissions.contains = async () => true; return true; }`,
    );
    await page.getByRole('button', { name: 'Allow access' }).click();
    await expect(page.getByText(title)).toHaveCount(0);
    expect(await page.evaluate('window.asked')).toEqual({
      origins: await page.evaluate('browser.runtime.getManifest().host_permissions'),
    });
    const queue = await extension.openPage('queue.html');
    await expect(queue.getByText(title)).toBeVisible();
  });
});

test.describe('once connected', () => {
  test('what is chosen is there again after a reload', async ({ extension }) => {
    const page = await extension.openPage('options.html');
    await page.getByRole('radio', { name: 'Postbreeze, also when this browser is closed' }).check();
    await page.getByRole('radio', { name: 'Ask me first' }).check();
    await page.getByRole('checkbox', { name: 'Add UTM parameters to links' }).check();
    await page.getByRole('textbox', { name: 'Link parameters' }).fill('utm_campaign=autumn');
    await page.getByRole('button', { name: 'Add time' }).click();
    await page.getByLabel('Time 5').fill('23:15');
    await page.getByLabel('Time 5').blur();
    await page.getByRole('textbox', { name: 'Board id' }).fill('123456');
    await page.getByRole('textbox', { name: 'Board name' }).fill('Added by hand');
    await page.getByRole('button', { name: 'Add board' }).click();
    await expect(page.getByRole('listitem').filter({ hasText: 'Added by hand' })).toBeVisible();
    await page.getByRole('button', { name: 'Make default: Added by hand' }).click();
    await expect(page.getByText('“Added by hand” is the default board.')).toBeVisible();

    await page.reload();
    await expect(page.getByRole('radio', { name: 'Postbreeze, also when this browser is closed' })).toBeChecked();
    await expect(page.getByRole('radio', { name: 'Ask me first' })).toBeChecked();
    await expect(page.getByRole('textbox', { name: 'Link parameters' })).toHaveValue('utm_campaign=autumn');
    await expect(page.getByText(/\?utm_campaign=autumn/)).toBeVisible();
    await expect(page.getByLabel('Time 5')).toHaveValue('23:15');
    await expect(page.getByRole('listitem').filter({ hasText: 'Added by hand' })).toContainText('Default');
  });

  test('a long board book shows its end, all of it on demand, and keeps the keyboard’s place', async ({
    extension,
  }) => {
    const page = await extension.openPage('options.html');
    const boards = page.getByRole('region', { name: 'Boards' });
    for (let i = 1; i <= 10; i++) {
      await boards.getByRole('textbox', { name: 'Board id' }).fill(String(7000 + i));
      await boards.getByRole('button', { name: 'Add board' }).click();
      await expect(boards.getByText(`Added “${7000 + i}”.`)).toBeVisible();
    }
    const rows = boards.getByRole('listitem');
    await expect(rows).toHaveCount(8);
    await boards.getByRole('button', { name: /^Show all 1\d boards$/ }).press('Enter');
    await expect(rows.filter({ hasText: '7010' })).toBeVisible();
    expect(await boards.locator('ul').evaluate((list) => list.scrollHeight > list.clientHeight)).toBe(false);
    await rows.filter({ hasText: '7003' }).getByRole('button', { name: 'Remove 7003' }).press('Enter');
    await expect(boards.getByText('Removed “7003”.', { exact: false })).toBeVisible();
    await expect(boards.locator('li:focus')).toHaveCount(1);
  });

  test('everything is deleted on a confirmed word, the key too', async ({ extension }) => {
    const page = await extension.openPage('options.html');
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByText('@hearthandhill')).toBeVisible();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('button', { name: 'Delete everything in this browser' }).click();
    await expect(page.getByText('No Pinterest account yet')).toBeVisible();
    await expect(page.getByText(/pb_live_….{4}/)).toHaveCount(0);
  });
});

test.describe('once connected and with a site that was granted', () => {
  test.use({ grantedOrigins: ['http://shop.test/*'] });

  test('a granted site is listed, and taken back', async ({ extension }) => {
    const page = await extension.openPage('options.html');
    await page.evaluate("chrome.permissions.request({ origins: ['http://shop.test/*'] })");
    await expect(page.getByText('http://shop.test', { exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Revoke http://shop.test/*' }).click();
    await expect(page.getByText('No site is allowed.')).toBeVisible();
    expect(await page.evaluate("chrome.permissions.contains({ origins: ['http://shop.test/*'] })")).toBe(false);
  });
});
