import { DEMO_KEY } from '../sandbox/seed';
import { expectAccessible } from './kit/axe';
import { expect, test } from './kit/chromium';

test.use({ connected: false });

test('a newcomer connects, sees boards, chooses who sends, and is not asked again', async ({
  extension,
  sandbox,
  article,
}) => {
  const page = await extension.openPage('welcome.html');
  for (const name of ['Connect', 'Boards', 'Try it']) await expect(page.getByRole('heading', { name })).toBeVisible();
  await page.getByRole('textbox', { name: 'API address' }).fill(sandbox.apiUrl);
  await page.getByRole('textbox', { name: 'API key' }).fill(DEMO_KEY);
  await page.getByRole('button', { name: 'Connect', exact: true }).click();
  await expect(page.getByRole('button', { name: /^Make default: / }).first()).toBeVisible();
  const asked = 'Choose once. Later pins start with this choice';
  const composer = await extension.openComposerPage(article);
  await expect(composer.getByText(asked)).toBeVisible();
  await composer.close();
  await expect(page.getByRole('radio', { name: 'This browser, at that time' })).not.toBeChecked();
  await page.getByRole('radio', { name: /^Postbreeze, also when this browser is closed/ }).check();
  const later = await extension.openComposerPage(article);
  await expect(later.getByRole('radiogroup', { name: 'Sent by' })).toBeVisible();
  await expect(later.getByText(asked)).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('radio', { name: /^Postbreeze, also when this browser is closed/ })).toBeChecked();
});

test('the sample is pinned from click to published without a network, and leaves nothing behind', async ({
  extension,
  sandbox,
}) => {
  const page = await extension.openPage('welcome.html');
  const opened = extension.context.waitForEvent('page');
  await page.getByRole('button', { name: 'Pin from the sample article' }).click();
  const sample = await opened;
  await expect(sample.getByText('Nothing is sent, and nothing you do here is kept.')).toBeVisible();
  await expect(sample.getByRole('textbox', { name: /^Title/ })).toHaveValue('The apple cake that forgives everything');
  await sample.getByRole('button', { name: 'Schedule pin' }).click();
  await expect(sample.getByText(/Published/).first()).toBeVisible({ timeout: 20_000 });
  expect(sandbox.state.posts.size).toBe(0);
  const planner = await extension.openPage('queue.html');
  await expect(planner.getByText('The apple cake that forgives everything')).toHaveCount(0);
});

test('the first steps keep to WCAG 2.2 AA, light and dark', async ({ extension }) => {
  const page = await extension.openPage('welcome.html');
  await expectAccessible(page);
});
