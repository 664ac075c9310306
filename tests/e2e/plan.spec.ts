import type { Page } from '@playwright/test';
import { IS_THOROUGH } from '../setup/thorough';
import { expectAccessible } from './kit/axe';
import { expect, test } from './kit/chromium';
import { HURRY } from './kit/engine-life';
import { pressForFile } from './kit/export-everything';
import { drawPicture } from './kit/pictures';
import type { Site } from './kit/site';

const COUNT = 24;
const DAYS = 8;
const dishes = Array.from({ length: COUNT }, (_, place) => `Dish number ${place + 1}`);

/** A list page with a card for each dish: a picture, its name, and the link to its recipe. */
async function putDishes(site: Site, names = dishes): Promise<string> {
  for (const place of names.keys())
    await site.putPicture(`http://kitchen.test/${place}.jpg`, { width: 600, height: 900, hue: place * 15 });
  const cards = names.map(
    (name, place) => `<li><a href="/recipes/${place}"><img src="/${place}.jpg" alt="${name}"><h3>${name}</h3></a></li>`,
  );
  site.put(
    'http://kitchen.test/dishes',
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Dishes</title>
    <style>img { width: 200px; height: auto } ul { display: grid; grid-template-columns: repeat(4, 1fr) }</style></head>
    <body><main><h1>Dishes</h1><ul>${cards.join('\n')}</ul></main></body></html>`,
  );
  return 'http://kitchen.test/dishes';
}

const grid = (page: Page) => page.getByRole('grid', { name: 'Pins' });

test('24 pictures of a page become 24 pins over three boards and eight days in six clicks, each published once', async ({
  extension,
  sandbox,
  site,
}) => {
  test.slow();
  const options = await extension.openPage('options.html');
  await options.getByRole('radio', { name: 'Postbreeze, also when this browser is closed' }).check();
  const page = await extension.context.newPage();
  await page.goto(await putDishes(site));

  let composer = await extension.openComposerPage(page); // click 1, on the toolbar button
  await composer.getByRole('button', { name: 'Choose all' }).click(); // 2
  await composer.getByRole('button', { name: `Review ${COUNT} pins` }).click(); // 3
  await expect(grid(composer).getByRole('textbox', { name: 'Title' })).toHaveCount(COUNT);

  // The window is closed and the worker killed while pictures are read: the plan is there again, one click away.
  const address = composer.url();
  await composer.close();
  await extension.stopWorker();
  composer = await extension.openPage(address.slice(address.indexOf('popup.html')));
  await composer.getByRole('button', { name: 'Go on with them' }).click();
  await composer.getByRole('radio', { name: 'Boards in turn' }).check(); // 4
  await composer.getByRole('radio', { name: 'A set number a day' }).check(); // 5
  await expect(composer.getByText(`On ${DAYS} days`)).toBeVisible();
  await expect(grid(composer).locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
  await expectAccessible(composer, 'the review of a plan');

  await composer.getByRole('button', { name: `Schedule ${COUNT} pins` }).click(); // 6
  await expect(composer.getByRole('status')).toHaveText(`${COUNT} pins are scheduled.`);
  await options.evaluate(HURRY);
  await expect
    .poll(
      async () => {
        await sandbox.clock.move(60_000); // the stand-in's minute is over sooner
        return [...sandbox.state.posts.values()].filter(({ status }) => status !== 'DRAFT').length;
      },
      { timeout: 90_000, intervals: [1000] },
    )
    .toBe(COUNT);

  await sandbox.clock.move((DAYS + 1) * 24 * 60 * 60_000);
  const pins = [...sandbox.state.posts.values()].map((post) => ({ ...post, ...post.targets[0]?.platformOptions }));
  expect(pins.map(({ status }) => status)).toEqual(Array(COUNT).fill('PUBLISHED'));
  const of = (key: 'title' | 'link' | 'board') => new Set(pins.map((pin) => String(pin[key as keyof typeof pin])));
  expect([...of('title')].sort()).toEqual([...dishes].sort());
  expect([...of('link')].sort()).toEqual(dishes.map((_, place) => `http://kitchen.test/recipes/${place}`).sort());
  expect(of('board').size).toBe(3);
  expect(new Set(pins.map(({ scheduledAt }) => new Date(scheduledAt ?? 0).toDateString())).size).toBe(DAYS);
});

test('a plan is made and scheduled by keys alone, and undone', async ({ extension, sandbox, site }) => {
  const page = await extension.context.newPage();
  await page.goto(await putDishes(site, dishes.slice(0, 8)));
  const composer = await extension.openComposerPage(page);
  const press = async (name: RegExp | string, role: 'button' | 'radio' = 'button', key = 'Enter') => {
    await composer.getByRole(role, { name }).focus();
    await composer.keyboard.press(key);
  };
  await composer.getByRole('checkbox', { name: dishes[0]!, exact: true }).waitFor();
  await press('Choose all');
  await composer.keyboard.press('Control+Enter');
  await expect(composer.getByRole('heading', { level: 1 })).toHaveText('8 pins');
  await expect(composer).toHaveTitle(/^8 pins/);
  await grid(composer).getByRole('gridcell').first().focus();
  // Down to the second row, into its title, and out again.
  for (const key of ['ArrowDown', 'ArrowRight', 'Enter']) await composer.keyboard.press(key);
  await composer.keyboard.press('Control+A');
  await composer.keyboard.type('Typed by keys');
  await composer.keyboard.press('Escape');
  await expect(grid(composer).getByRole('textbox', { name: 'Title' }).nth(1)).toHaveValue('Typed by keys');
  await press('At intervals', 'radio', ' ');
  await expect(composer.getByText('On 8 days')).toBeVisible();
  await press(/^Schedule 8 pins$/);
  await expect(composer.getByRole('status')).toHaveText('8 pins are scheduled.', { timeout: 30_000 });
  await press('Undo');
  await expect(composer.getByRole('status')).toHaveText('Nothing is scheduled any more. The pins are drafts again.');
  await expect(grid(composer).getByRole('textbox', { name: 'Title' })).toHaveCount(8);
  expect(sandbox.state.posts.size).toBe(0);
});

/** Rows of a file; `npm run bench -- plan` has a thousand too. */
const ROWS = IS_THOROUGH ? 1000 : 200;

test(`${ROWS} rows are imported, exported and imported again as the same pins, whatever is closed in between`, async ({
  extension,
  site,
}) => {
  test.slow();
  const written = ROWS.toLocaleString('en');
  const picture = await drawPicture({ width: 600, height: 900 });
  const headers = { 'content-type': 'image/jpeg', 'access-control-allow-origin': '*' };
  for (let place = 0; place < ROWS; place++) site.put(`http://pictures.test/${place}.jpg`, picture, headers);
  const boards = ['Cosy kitchens', 'A board of nowhere'];
  const head = 'Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,Keywords';
  const day = (place: number) => new Date(Date.UTC(2030, 0, 1 + (place % 300), 9, place % 60)).toISOString();
  const rows = Array.from(
    { length: ROWS },
    (_, place) =>
      `"Pin, ${place}",http://pictures.test/${place}.jpg,${boards[place % 2]},,"=cmd|${place}",http://kitchen.test/${place},${day(place)},`,
  );

  const importFile = async (buffer: Buffer): Promise<Page> => {
    const planner = await extension.openPage('queue.html');
    await planner.getByRole('button', { name: 'More' }).click();
    await planner.getByRole('menuitem', { name: 'Spreadsheet' }).click();
    await planner
      .getByLabel('Spreadsheet to import')
      .setInputFiles({ name: 'month.csv', mimeType: 'text/csv', buffer });
    const dialog = planner.getByRole('dialog', { name: 'Import month.csv' });
    await expect(dialog.getByRole('button', { name: `Import ${written} pins` })).toBeVisible({ timeout: 30_000 });
    const unknown = dialog.getByRole('combobox', { name: 'A board of nowhere' });
    if (await unknown.isVisible()) await unknown.selectOption({ index: 2 });
    const opened = extension.context.waitForEvent('page');
    await dialog.getByRole('button', { name: `Import ${written} pins` }).click();
    const review = await opened;
    await expect(review.getByRole('heading', { name: `${written} pins` })).toBeVisible({ timeout: 30_000 });
    await planner.close();
    return review;
  };
  const exportFile = async (review: Page) => Buffer.from(await pressForFile(review, 'Export spreadsheet', 'text/csv'));

  const first = await importFile(Buffer.from([head, ...rows].join('\n')));
  const address = first.url();
  await first.close(); // while pictures are read
  await extension.stopWorker();
  const again = await extension.openPage(address.slice(address.indexOf('popup.html')));
  await expect(again.getByRole('heading', { name: `${written} pins` })).toBeVisible({ timeout: 30_000 });
  await again.getByRole('button', { name: 'Stop reading' }).click();
  await expectAccessible(again, 'a plan from a file');
  const exported = await exportFile(again);
  expect(exported.toString()).toContain("'=cmd|");
  await again.close();
  const second = await importFile(exported);
  await second.getByRole('button', { name: 'Stop reading' }).click();
  expect((await exportFile(second)).toString()).toBe(exported.toString());
});
