import type { Page } from '@playwright/test';
import { HOUR, toFieldValue } from '../../lib/time';
import { expect, test } from './kit/chromium';
import {
  AT,
  bulk,
  chooseInMenu,
  HANDED_OVER,
  LATER,
  listPosts,
  openPlanner,
  PATIENCE,
  rowOf,
  says,
  undo,
} from './kit/planner';

test('what is done to many at once is done at Postbreeze too, and each act is undone', async ({
  extension,
  sandbox,
  site,
}) => {
  const titles = ['One', 'Two', 'Three'];
  const page = await openPlanner(extension, site, {
    ...Object.fromEntries(titles.map((title) => [title, HANDED_OVER])),
    Waiting: {},
  });
  await putTemplate(page);
  const before = Object.fromEntries(titles.map((title, place) => [title, says(AT + place * HOUR)]));
  await expect.poll(() => listPosts(sandbox), PATIENCE).toEqual(before);
  await expect(rowOf(page, 'Three')).toContainText('Handed over');
  await page.reload();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  const dialog = page.getByRole('dialog');
  const status = page.getByRole('status');

  /** Does it, sees it at the stand-in, undoes it, and sees everything as it was. */
  async function doAndUndo(deed: string, act: () => Promise<void>, changed: (place: number) => string): Promise<void> {
    await act();
    await expect(status).toContainText(deed);
    const after = Object.fromEntries(titles.map((title, place) => [title, changed(place)]));
    await expect.poll(() => listPosts(sandbox), { ...PATIENCE, message: deed }).toEqual(after);
    await undo(page);
    await expect(status).toContainText('Undone: ');
    await expect.poll(() => listPosts(sandbox), { ...PATIENCE, message: `undo: ${deed}` }).toEqual(before);
  }
  await doAndUndo(
    'Moved 4 pins.',
    async () => {
      await chooseInMenu(page, bulk(page), /^Shift/);
      await dialog.getByLabel('Hours').fill('2');
      await dialog.getByRole('button', { name: 'Shift' }).click();
    },
    (place) => says(addDay(AT + place * HOUR) + 2 * HOUR),
  );
  await doAndUndo(
    'Changed the board of 4 pins.',
    async () => {
      await bulk(page).getByRole('button', { name: 'Change board' }).click();
      await dialog.getByRole('combobox', { name: 'Board' }).selectOption('Nordic cabins');
      await dialog.getByRole('button', { name: 'Change board' }).click();
    },
    (place) => says(AT + place * HOUR, 'Nordic cabins'),
  );

  await chooseInMenu(page, bulk(page), /^Spread over slots/);
  await dialog.getByLabel('From').fill(toFieldValue(LATER));
  await dialog.getByRole('button', { name: 'Spread over slots' }).click();
  await expect(status).toContainText('Moved 4 pins.');
  await expect.poll(() => Object.values(listPosts(sandbox)).every((post) => post > says(LATER)), PATIENCE).toBe(true);
  expect(new Set(Object.values(listPosts(sandbox))).size, 'a slot each').toBe(3);
  await undo(page);
  await expect.poll(() => listPosts(sandbox), PATIENCE).toEqual(before);

  await chooseInMenu(page, bulk(page), /^Use a template/);
  await dialog.getByRole('button', { name: 'Use a template' }).click();
  await expect(status).toContainText('Filled the template in for 4 pins.');
  await expect.poll(() => Object.keys(listPosts(sandbox)).sort(), PATIENCE).toEqual(['One!', 'Three!', 'Two!']);
  await undo(page);
  await expect.poll(() => listPosts(sandbox), PATIENCE).toEqual(before);

  await chooseInMenu(page, bulk(page), /^Hand over now/);
  await expect(status).toContainText('“Waiting” goes to Postbreeze');
  await undo(page);
  await expect(rowOf(page, 'Waiting')).toContainText('This browser');

  await bulk(page).getByRole('button', { name: 'Remove' }).click();
  await expect(status).toContainText('Removed 4 pins.');
  await expect(page.getByRole('listitem')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(rowOf(page, 'Waiting')).toContainText('Queued');
  for (const title of titles) await expect(rowOf(page, title)).toContainText('Handed over');
  expect(listPosts(sandbox)).toEqual(before);
});

/** The same time on the next day, also where the clocks change. */
function addDay(at: number): number {
  const date = new Date(at);
  return date.setDate(date.getDate() + 1);
}

/** A template that adds an exclamation mark, kept as the options keep it. */
async function putTemplate(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve) => {
      const opening = indexedDB.open('pinbreeze');
      opening.onsuccess = () => resolve(opening.result);
    });
    const store = database.transaction('singles', 'readwrite').objectStore('singles');
    const template = { id: 't', name: 'Loud', title: '{title}!', description: '', hashtags: '', utm: '' };
    await new Promise<void>((resolve) => {
      const reading = store.get('settings');
      reading.onsuccess = () => {
        store.put({ name: 'settings', value: { ...reading.result?.value, templates: [template] } });
        store.transaction.oncomplete = () => resolve();
      };
    });
    database.close();
  });
}
