import type { Page } from '@playwright/test';
import type { Pin } from '../../lib/pin/pin';
import { addDays } from '../../lib/pin/rules';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS } from '../sandbox/seed';
import { makePin } from '../unit/planner/make-pin';
import { expect, test } from './kit/chromium';
import type { Extension } from './kit/extension';
import { storePins } from './kit/stored-pins';

/** Half past five in the afternoon, so many days from now: no slot of a new user. */
const at = (days: number) => addDays(new Date().setHours(17, 30, 0, 0), days);

function makeDemoPin(over: Partial<Pin>): Pin {
  return makePin({ accountId: DEMO_ACCOUNT_ID, board: { ...DEMO_BOARDS[2] }, slides: [], ...over });
}

async function openCalendar(extension: Extension, pins: Pin[], mode = 'Month'): Promise<Page> {
  const page = await extension.openPage('queue.html');
  await expect(page.getByText('No pins yet')).toBeVisible();
  await storePins(page, pins);
  await page.getByRole('tab', { name: 'Calendar' }).click();
  await page.getByRole('radio', { name: mode }).check();
  return page;
}

async function timeOfStored(page: Page, id: string): Promise<number> {
  return page.evaluate(
    (id) =>
      new Promise((resolve) => {
        indexedDB.open('pinbreeze').onsuccess = ({ target }) => {
          const database = (target as IDBOpenDBRequest).result;
          const reading = database.transaction('pins').objectStore('pins').get(id);
          reading.onsuccess = () => {
            database.close();
            resolve(reading.result.publishAt);
          };
        };
      }),
    id,
  );
}

test('a pin dragged to another day keeps its hour, and goes back by undo', async ({ extension }) => {
  const page = await openCalendar(extension, [makeDemoPin({ id: 'soup', publishAt: at(1) })]);
  const dayOf = (days: number) => page.locator(`[data-drop="day:${new Date(at(days)).setHours(0, 0, 0, 0)}"]`);
  const goal = (await dayOf(2).count()) > 0 ? 2 : 0;
  const pin = page.getByRole('button', { name: /Title of soup/ });
  if ((await pin.count()) === 0) await page.getByRole('button', { name: 'Later month' }).click();
  await pin.dragTo(dayOf(goal));
  await expect(page.getByRole('status')).toContainText('Moved “Title of soup”.');
  expect(await timeOfStored(page, 'soup')).toBe(at(goal));
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => timeOfStored(page, 'soup')).toBe(at(1));
});

test('keys alone pick a pin up, move it to another week and drop it, and each step is spoken', async ({
  extension,
}) => {
  const page = await openCalendar(extension, [makeDemoPin({ id: 'soup', publishAt: at(1) })], 'Day');
  await page.getByRole('button', { name: 'Later day' }).click();
  const pin = page.getByRole('button', { name: /Title of soup/ });
  await pin.focus();
  await page.keyboard.press('Space');
  const spoken = page.locator('[aria-live="assertive"]');
  await expect(spoken).toContainText('Picked up “Title of soup”');
  for (let days = 0; days < 8; days++) await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(spoken).toContainText(/6:45|18:45/);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('Moved “Title of soup”.');
  expect(await timeOfStored(page, 'soup')).toBe(at(9) + 75 * 60_000);
});

test('selected pins move together, keeping their distances', async ({ extension }) => {
  const pins = [1, 2].map((days) => makeDemoPin({ id: `p${days}`, publishAt: at(days) }));
  const page = await openCalendar(extension, pins, 'Day');
  await page.getByRole('tab', { name: 'List' }).click();
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await page.getByRole('tab', { name: 'Calendar' }).click();
  await page.getByRole('button', { name: 'Later day' }).click();
  await page.getByRole('button', { name: /Title of p1/ }).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('PageDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('status')).toContainText('Moved 2 pins.');
  expect(await timeOfStored(page, 'p1')).toBe(at(8));
  expect(await timeOfStored(page, 'p2')).toBe(at(9));
});

test('an empty slot is filled with a draft, which waits there until it is complete', async ({ extension }) => {
  const draft = makeDemoPin({ id: 'idea', state: 'draft', when: 'slot', publishAt: null });
  const page = await openCalendar(extension, [draft], 'Day');
  await page.getByRole('button', { name: 'Later day' }).click();
  await page
    .getByRole('button', { name: /^Free slot, Tomorrow/ })
    .first()
    .click();
  await page
    .getByRole('dialog', { name: /^Free slot/ })
    .getByRole('button', { name: /Title of idea/ })
    .click();
  await expect(page.getByRole('status')).toContainText('Moved “Title of idea”.');
  await expect(
    page.getByRole('region', { name: 'Calendar' }).getByRole('button', { name: /Title of idea, Draft/ }),
  ).toBeVisible();
});
