import type { Locator, Page } from '@playwright/test';
import { expect, test } from './kit/chromium';

/** Goes on by Tab until the control has the focus; every control on the way is passed once. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab never came to ${control}`);
}

test('a pin goes the whole way by keys alone', async ({ extension, article, sandbox }) => {
  const composer = await extension.openComposerPage(article);
  const { keyboard } = composer;
  await tabTo(composer, composer.getByRole('checkbox', { name: 'Pumpkins on a table' }));
  await keyboard.press('Space');
  await expect(composer.getByRole('listitem', { name: 'Slide 1 of 1' })).toContainText('Kept here');

  await tabTo(composer, composer.getByRole('button', { name: 'Crop or pad' }));
  await keyboard.press('Enter');
  const dialog = composer.getByRole('dialog', { name: 'Crop or pad' });
  await expect(dialog.getByRole('radio', { name: 'Its own shape' })).toBeFocused();
  await keyboard.press('ArrowDown');
  await expect(dialog.getByRole('radio', { name: '2:3' })).toBeChecked();
  await keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await expect(composer.getByRole('button', { name: 'Crop or pad' })).toBeFocused();

  await tabTo(composer, composer.getByRole('combobox', { name: 'Board' }));
  await keyboard.type('cosy');
  await keyboard.press('Enter');
  await expect(composer.getByRole('combobox', { name: 'Board' })).toHaveValue('Cosy kitchens');
  await tabTo(composer, composer.getByRole('textbox', { name: 'Title', exact: true }));
  await keyboard.type('Pumpkins for the week');
  await tabTo(composer, composer.getByRole('radio', { name: 'Next free slot' }));
  await keyboard.press('ArrowUp');
  await expect(composer.getByRole('radio', { name: 'Now', exact: true })).toBeChecked();
  await tabTo(composer, composer.getByRole('button', { name: 'Schedule pin' }));
  await keyboard.press('Enter');
  await expect(composer.getByRole('heading', { level: 2 }).first()).toBeFocused();
  await expect.poll(() => [...sandbox.state.posts.values()].map(({ caption }) => caption)).toHaveLength(1);
  const [post] = sandbox.state.posts.values();
  expect(post?.targets[0]?.platformOptions).toMatchObject({ title: 'Pumpkins for the week' });

  await tabTo(composer, composer.getByRole('button', { name: 'Another pin from this page' }));
  await keyboard.press('Enter');
  await expect(composer.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Autumn soup');
});
