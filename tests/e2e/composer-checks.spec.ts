import type { Page } from '@playwright/test';
import { expect, test } from './kit/chromium';
import { composePin, schedule } from './kit/compose';

const checksOf = (composer: Page) => composer.getByRole('list', { name: /^Checks/ });

test('a chosen time that has passed is put right with one click, by keys alone', async ({ extension, article }) => {
  const composer = await composePin(extension, article, { when: 'Pick a time' });
  await composer.getByLabel('Date and time').fill('2020-01-01T08:00');
  const check = checksOf(composer).getByRole('listitem').filter({ hasText: 'The chosen time has passed.' });
  await expect(check.getByRole('button', { name: 'Now', exact: true })).toBeVisible();
  await check.getByRole('button', { name: 'Next free slot', exact: true }).press('Enter');
  await expect(composer.getByRole('radio', { name: 'Next free slot' })).toBeChecked();
  await expect(check).toHaveCount(0);
  await expect(composer.getByRole('list', { name: 'Checks: time' })).toBeFocused();
  await composer.keyboard.press('Control+z');
  await expect(composer.getByLabel('Date and time')).toHaveValue('2020-01-01T08:00');
});

test('a refused pin leads to what is wrong first, and says what it is', async ({ extension, article, sandbox }) => {
  const composer = await composePin(extension, article);
  const status = composer.getByRole('status');
  await composer.getByRole('combobox', { name: 'Board' }).fill('');
  await composer.getByRole('textbox', { name: 'Title', exact: true }).fill('x'.repeat(101));
  await schedule(composer);
  await expect(status).toHaveText(/^2 things to put right.* First: The pin has no board\.$/);
  await expect(composer.getByRole('combobox', { name: 'Board' })).toBeFocused();

  await composer.keyboard.type('Cosy kitchens');
  await schedule(composer);
  const cut = checksOf(composer).getByRole('button', { name: 'Cut to 100 characters' });
  await expect(cut).toBeFocused();
  await expect(cut).toHaveAccessibleDescription(/The title is 1 character too long\.$/);
  await composer.keyboard.press('Enter');
  await expect(checksOf(composer).getByRole('listitem')).toHaveCount(0);
  expect(sandbox.state.posts.size).toBe(0);
});

test('a refused pin without a picture leads to the pictures', async ({ extension, article }) => {
  const composer = await extension.openComposerPage(article);
  await composer.getByRole('checkbox', { checked: true }).uncheck();
  await composer.getByRole('combobox', { name: 'Board' }).fill('Cosy kitchens');
  await schedule(composer);
  await expect(composer.getByRole('status')).toContainText('First: The pin has no picture.');
  await expect(composer.getByRole('checkbox').first()).toBeFocused();
});

test('a pin that the browser keeps from Postbreeze is scheduled, and says what to allow', async ({
  extension,
  article,
}) => {
  const composer = await composePin(extension, article, { when: 'Next free slot' });
  await composer.evaluate('browser.permissions.contains = async () => false');
  await schedule(composer);
  await expect(composer.getByRole('heading', { name: 'Scheduled' })).toBeVisible();
  await expect(composer.getByText('Your browser keeps Pinbreeze from reaching Postbreeze.')).toBeVisible();
  await expect(composer.getByRole('button', { name: 'Allow access' })).toBeVisible();
});
