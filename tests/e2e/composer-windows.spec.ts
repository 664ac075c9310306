import type { Page } from '@playwright/test';
import { expect, test } from './kit/chromium';

const titleOf = (composer: Page) => composer.getByRole('textbox', { name: 'Title', exact: true });

test('of two windows on one draft one writes, the other shows its words and can take over', async ({
  extension,
  article,
}) => {
  const one = await extension.openComposerPage(article);
  await titleOf(one).fill('First window');
  const two = await extension.openPage(one.url().split('/').at(-1) ?? '');
  await expect(titleOf(two)).toHaveValue('First window');
  const descriptionOf = (composer: Page) => composer.getByLabel('Description', { exact: true });
  await descriptionOf(two).fill('Second window');
  await expect(one.getByText('This draft is open in another window.')).toBeVisible();
  await expect(descriptionOf(one)).toHaveValue('Second window');
  await expect(one.locator('.zones')).toHaveAttribute('inert');

  await one.getByRole('button', { name: 'Edit here' }).click();
  await expect(two.getByText('This draft is open in another window.')).toBeVisible();
  await titleOf(one).fill('First window, still first');
  await expect(two.getByLabel('Title', { exact: true })).toHaveValue('First window, still first');
  await one.close();
  await expect(two.getByText('This draft is open in another window.')).toHaveCount(0);
  await expect(titleOf(two)).toHaveValue('First window, still first');
  await expect(descriptionOf(two)).toHaveValue('Second window');
});
