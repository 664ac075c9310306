import type { Page } from '@playwright/test';
import type { Extension } from './extension';

/** A composer in a page of its own with everything filled in but the time; *Schedule pin* is left to the test. */
export async function composePin(
  extension: Extension,
  page: Page,
  { picture = 'Soup in a blue bowl', title = 'Soup for the week', when = 'Now' } = {},
): Promise<Page> {
  const composer = await extension.openComposerPage(page);
  await choose(composer, picture);
  await composer.getByRole('textbox', { name: /^Title/ }).fill(title);
  await composer.getByRole('radio', { name: when, exact: true }).check();
  await composer.getByText('Kept here').waitFor();
  return composer;
}

/** Ticks pictures in this order, also where one of them was chosen for the user already. */
export async function choose(composer: Page, ...names: (string | RegExp)[]): Promise<void> {
  for (const name of names) {
    const box = composer.getByRole('checkbox', { name });
    await box.waitFor();
    if (await box.isChecked()) await box.uncheck();
    await box.check();
  }
}

/** Presses *Schedule pin*. */
export async function schedule(composer: Page): Promise<void> {
  await composer.getByRole('button', { name: 'Schedule pin' }).click();
}

/** Chooses a board by its name. */
export async function chooseBoard(composer: Page, name: string): Promise<void> {
  await composer.getByRole('combobox', { name: 'Board' }).click();
  await composer.getByRole('option', { name }).click();
}
