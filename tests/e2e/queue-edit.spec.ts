import { toFieldValue } from '../../lib/time';
import { expect, test } from './kit/chromium';
import { choose, composePin, schedule } from './kit/compose';

/** Tomorrow at this hour, as the field for date and time holds it; whole minutes. */
const tomorrow = toFieldValue(Date.now() + 24 * 3_600_000);

test('changes that are begun are discarded in the editor, and come back by undo', async ({ extension, article }) => {
  const composer = await composePin(extension, article, { when: 'Pick a time', title: 'Pumpkin soup' });
  await composer.getByLabel('Date and time').fill(tomorrow);
  await schedule(composer);
  const queue = await extension.openPage('queue.html');
  const row = queue.getByRole('listitem').filter({ hasText: 'Pumpkin soup' });
  const opening = extension.context.waitForEvent('page');
  await row.getByRole('button', { name: 'Edit' }).click();
  const editor = await opening;
  await editor.getByRole('textbox', { name: 'Title' }).fill('Something else');
  await editor.getByRole('button', { name: 'Discard changes' }).press('Enter');
  await expect(editor.getByRole('status')).toHaveText('The pin stays as it was.');
  await expect(row).not.toContainText('It has changes that are not scheduled yet');
  await editor.keyboard.press('Tab');
  await editor.keyboard.press('Enter');
  await expect(editor.getByRole('textbox', { name: 'Title' })).toHaveValue('Something else');
  await expect(row).toContainText('It has changes that are not scheduled yet');
  await expect(row).toContainText('Queued');
});

test('a pin that waits is edited from the queue, and never leaves it meanwhile', async ({ extension, article }) => {
  const composer = await extension.openComposerPage(article);
  await choose(composer, /^Soup in a blue bowl/);
  await composer.getByRole('textbox', { name: 'Title' }).fill('Pumpkin soup');
  await composer.getByRole('combobox', { name: 'Board' }).fill('Cosy');
  await composer.getByRole('option', { name: /Cosy kitchens/ }).click();
  await composer.getByRole('radio', { name: 'Pick a time' }).check();
  await composer.getByLabel('Date and time').fill(tomorrow);
  await composer.getByRole('button', { name: 'Schedule pin' }).click();

  const queue = await extension.openPage('queue.html');
  const row = queue.getByRole('listitem').filter({ hasText: 'Pumpkin soup' });
  await expect(row).toContainText('Queued');
  await expect
    .poll(() => row.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
  const opening = extension.context.waitForEvent('page');
  await row.getByRole('button', { name: 'Edit' }).click();
  const editor = await opening;
  await expect(editor.getByRole('textbox', { name: 'Title' })).toHaveValue('Pumpkin soup');
  await editor.getByRole('textbox', { name: 'Title' }).fill('Pumpkin soup in an hour');
  await expect(row).toContainText('It has changes that are not scheduled yet');
  await expect(row).toContainText('Queued');
  await expect(queue.getByRole('listitem')).toHaveCount(1);
  await editor.getByRole('button', { name: 'Schedule pin' }).click();
  await expect(row).toContainText('Pumpkin soup in an hour');
  await expect(row).not.toContainText('It has changes that are not scheduled yet');
  await expect(row.locator('time')).toHaveAttribute('datetime', new Date(tomorrow).toISOString());

  await row.getByRole('button', { name: 'Duplicate' }).click();
  await expect(queue.getByRole('listitem')).toHaveCount(2);
  await expect(queue.getByRole('region', { name: 'Drafts' }).getByRole('listitem')).toContainText(
    'Pumpkin soup in an hour',
  );
});
