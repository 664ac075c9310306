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
  await expect(composer.getByRole('checkbox', { checked: true })).toBeFocused();
  await keyboard.type('pumpkins');
  await expect(composer.getByRole('checkbox', { name: 'Pumpkins on a table' })).toBeFocused();
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
  await keyboard.press('Control+Enter');
  await expect(composer.getByRole('heading', { level: 2 }).first()).toBeFocused();
  await expect.poll(() => [...sandbox.state.posts.values()].map(({ caption }) => caption)).toHaveLength(1);
  const [post] = sandbox.state.posts.values();
  expect(post?.targets[0]?.platformOptions).toMatchObject({ title: 'Pumpkins for the week' });

  await tabTo(composer, composer.getByRole('button', { name: 'Another pin from this page' }));
  await keyboard.press('Enter');
  await expect(composer.getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Autumn soup');
});

test('a pin with a title of its own takes twelve keystrokes at most, not counting the letters', async ({
  extension,
  article,
  sandbox,
}) => {
  const composer = await extension.openComposerPage(article);
  const title = composer.getByRole('textbox', { name: 'Title', exact: true });
  await expect(composer.getByRole('checkbox', { checked: true })).toBeFocused();
  let keystrokes = 0;
  const press = async (key: string) => {
    keystrokes++;
    await composer.keyboard.press(key);
  };
  while (!(await title.evaluate((element) => element === document.activeElement))) await press('Tab');
  await press('Control+a');
  await composer.keyboard.type('My soup');
  await press('Control+Enter');
  await expect(composer.getByRole('heading', { name: /^(Scheduled|On its way)/ })).toBeVisible();
  expect(keystrokes).toBeLessThanOrEqual(12);
  expect(sandbox.state.posts.size).toBe(0);
});

test('acts are undone by Ctrl+Z, one after another', async ({ extension, article }) => {
  const composer = await extension.openComposerPage(article);
  const slides = composer.getByRole('list', { name: 'Slides' }).getByRole('listitem');
  await composer.getByRole('checkbox', { name: 'Bread by the window' }).check();
  await composer.getByRole('checkbox', { name: 'Pumpkins on a table' }).check();
  await composer.getByRole('radio', { name: 'Now', exact: true }).check();
  await composer.keyboard.press('Control+z');
  await expect(composer.getByRole('radio', { name: 'Next free slot' })).toBeChecked();
  await composer.keyboard.press('Control+z');
  await expect(slides).toHaveCount(1);
  await composer.keyboard.press('Control+z');
  await expect(slides).toContainText('Soup in a blue bowl');
});
