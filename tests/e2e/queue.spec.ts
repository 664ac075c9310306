import type { Page } from '@playwright/test';
import type { Pin } from '../../lib/pin/pin';
import { DAY, HOUR } from '../../lib/time';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS } from '../sandbox/seed';
import { makePin, makeProblem, makePublished } from '../unit/planner/make-pin';
import { expect, test } from './kit/chromium';
import { exportEverything } from './kit/export-everything';
import type { Extension } from './kit/extension';
import type { Site } from './kit/site';
import { storeCopies, storePins } from './kit/stored-pins';

/** A pin of the demo account, due tomorrow, with one picture that Postbreeze fetches by its address. */
function makeDemoPin(over: Partial<Pin> = {}): Pin {
  const board = DEMO_BOARDS[2];
  return makePin({ accountId: DEMO_ACCOUNT_ID, board: { ...board }, publishAt: Date.now() + DAY, ...over });
}

async function openQueue(extension: Extension, pins: Pin[]): Promise<Page> {
  const page = await extension.openPage('queue.html');
  await expect(page.getByRole('heading', { name: 'Planner' })).toBeVisible();
  await expect(page.getByText('No pins yet')).toBeVisible();
  await storePins(page, pins);
  return page;
}
const rowOf = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });

/** The same with a picture that the stand-in can fetch: it takes plain http from this machine alone. */
async function withPicture(pin: Pin, site: Site, extension: Extension): Promise<Pin> {
  await site.putPicture(`http://127.0.0.1/${pin.id}.jpg`, { width: 1000, height: 1500, hue: 40 });
  extension.watch.allowedHosts.push(`127.0.0.1:${site.port}`);
  const url = `http://127.0.0.1:${site.port}/${pin.id}.jpg`;
  const source = { ...pin.source, pageUrl: `http://127.0.0.1:${site.port}/` }; // only a private page may name a private host
  return { ...pin, source, slides: pin.slides.map((slide) => ({ ...slide, url })) };
}

test('each pin is an item with its title, state, holder and buttons', async ({ extension, site }) => {
  const failed = makeDemoPin({
    id: 'failed',
    state: 'failed',
    lastError: makeProblem('PIN_BOARD_NOT_FOUND', 'No board 999.'),
  });
  const page = await openQueue(extension, [
    await withPicture(makeDemoPin({ id: 'soup' }), site, extension),
    { ...failed, slides: [] },
  ]);
  const soup = rowOf(page, 'Title of soup');
  await expect(soup).toContainText('Queued');
  await expect(soup).toContainText('Only this browser holds it');
  await expect(soup).toContainText('Cosy kitchens');
  for (const name of ['Edit', 'Reschedule', 'Duplicate', 'Send now', 'Remove'])
    await expect(soup.getByRole('button', { name, exact: true })).toBeVisible();
  const broken = rowOf(page, 'Title of failed');
  await expect(broken).toContainText('This Pinterest account has no such board.');
  await expect(broken).toContainText('Choose another board.');
  await expect(broken.getByRole('button', { name: 'Retry', exact: true })).toBeVisible();
  await expect.poll(() => soup.locator('img').evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1000);
});

test('a pin is handed over right away when Postbreeze is to send it, and the row follows', async ({
  extension,
  sandbox,
  site,
}) => {
  const page = await openQueue(extension, [await withPicture(makeDemoPin({ id: 'soup' }), site, extension)]);
  const row = rowOf(page, 'Title of soup');
  await row.getByRole('button', { name: 'Title of soup' }).click();
  const details = page.getByRole('dialog', { name: 'Title of soup' });
  const sentBy = details.getByRole('radiogroup', { name: 'Sent by' });
  await expect(sentBy.getByRole('radio', { name: 'This browser, at that time' })).toBeChecked();
  await sentBy.getByRole('radio', { name: 'Postbreeze, also when this browser is closed' }).check();
  await page.keyboard.press('Escape');
  await expect(row.getByRole('button', { name: 'Title of soup' })).toBeFocused();
  const select = row.getByRole('checkbox');
  await select.focus();
  await expect(row).toContainText('Handed over', { timeout: 30_000 });
  await expect(row).toContainText('even with this browser closed');
  await expect(select).toBeFocused();
  expect(sandbox.state.posts.size).toBe(1);
});

test('another time reaches a pin that waits here, and one that Postbreeze holds', async ({
  extension,
  sandbox,
  site,
}) => {
  const page = await openQueue(extension, [
    await withPicture(makeDemoPin({ id: 'soup', handOver: 'right-away' }), site, extension),
  ]);
  const row = rowOf(page, 'Title of soup');
  await page.reload();
  await expect(row).toContainText('Handed over', { timeout: 40_000 });
  await row.getByRole('button', { name: 'Reschedule' }).click();
  const dialog = page.getByRole('dialog', { name: 'Reschedule' });
  await expect(dialog.getByLabel('Date and time')).toBeFocused();
  await dialog.getByLabel('Date and time').fill('2031-05-06T07:08');
  await dialog.getByRole('button', { name: 'Reschedule' }).click();
  await expect(row.locator('time')).toHaveAttribute('datetime', new Date('2031-05-06T07:08').toISOString());
  const [post] = sandbox.state.posts.values();
  await expect
    .poll(() => new Date(post?.scheduledAt ?? 0).toISOString(), { timeout: 20_000 })
    .toBe(new Date('2031-05-06T07:08').toISOString());
});

test('a removed pin comes back by undo, and the keyboard keeps its place', async ({ extension }) => {
  const page = await openQueue(
    extension,
    ['soup', 'bread'].map((id) => makeDemoPin({ id, slides: [] })),
  );
  await rowOf(page, 'Title of soup').getByRole('button', { name: 'Remove' }).focus();
  await page.keyboard.press('Enter');
  await expect(rowOf(page, 'Title of soup')).toHaveCount(0);
  await expect(rowOf(page, 'Title of bread')).toBeFocused();
  await expect(page.getByRole('status')).toHaveText('Removed “Title of soup”.');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(rowOf(page, 'Title of soup')).toContainText('Queued');
});

test('removing what Postbreeze holds stops it there too', async ({ extension, sandbox, site }) => {
  const page = await openQueue(extension, [
    await withPicture(makeDemoPin({ id: 'soup', handOver: 'right-away' }), site, extension),
  ]);
  const row = rowOf(page, 'Title of soup');
  await page.reload();
  await expect(row).toContainText('Handed over', { timeout: 40_000 });
  await row.getByRole('button', { name: 'Remove' }).click();
  await expect(row).toHaveCount(0);
  await expect
    .poll(() => [...sandbox.state.posts.values()].map(({ status }) => status), { timeout: 40_000 })
    .not.toContain('SCHEDULED');
});

test('filter, search and the calendar show the same pins', async ({ extension }) => {
  const page = await openQueue(extension, [
    makeDemoPin({ id: 'soup', slides: [] }),
    makePublished({ id: 'bread', slides: [] }),
    makeDemoPin({ id: 'late', held: true, publishAt: Date.now() - HOUR, slides: [] }),
  ]);
  await page.getByRole('radio', { name: /^Published/ }).check();
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await expect(rowOf(page, 'Title of bread').getByRole('link', { name: 'See it on Pinterest' })).toHaveAttribute(
    'href',
    'https://www.pinterest.com/pin/1/',
  );
  await page.getByRole('radio', { name: /^Needs you/ }).check();
  await expect(rowOf(page, 'Title of late').getByRole('button', { name: 'Send now' })).toBeVisible();
  await page.getByRole('radio', { name: /^All/ }).check();
  await page.getByRole('searchbox', { name: 'Search' }).fill('SOUP');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await page.getByRole('tab', { name: 'Calendar' }).click();
  await page.getByRole('radio', { name: 'Day' }).check();
  await page.getByRole('button', { name: 'Later day' }).click();
  await page.getByRole('button', { name: /Title of soup/ }).click();
  await expect(page.getByRole('dialog', { name: 'Title of soup' })).toContainText('Only this browser holds it');
});

test('an export brings everything back after a deletion, once', async ({ extension }) => {
  const pins = ['soup', 'bread'].map((id) => makeDemoPin({ id, slides: [] }));
  const page = await openQueue(extension, [...pins, makeDemoPin({ id: 'draft', state: 'draft', slides: [] })]);
  await expect(page.getByRole('listitem')).toHaveCount(3);
  const saved = await exportEverything(page);
  const file = { name: 'export.zip', mimeType: 'application/zip', buffer: Buffer.from(saved) };
  await page.getByRole('checkbox', { name: 'Select Title of soup' }).check();
  await page.getByRole('checkbox', { name: 'Select Title of draft' }).check();
  await page.getByRole('toolbar', { name: 'Selected pins' }).getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByRole('listitem')).toHaveCount(1);
  for (let times = 0; times < 2; times++) {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import' }).click();
    await (await chooser).setFiles(file);
    await expect(page.getByRole('status')).toContainText(times === 0 ? 'Import: 2 added' : 'Import: 0 added');
    await expect(page.getByRole('listitem')).toHaveCount(3);
  }
});

test('of ten thousand pins only those in sight are in the document, and a search finds any of them', async ({
  extension,
}) => {
  const page = await openQueue(extension, []);
  await storeCopies(page, makeDemoPin({ slides: [], state: 'canceled' }), 10_000);
  await expect(page.getByRole('radio', { name: 'All 10000' })).toBeVisible({ timeout: 30_000 });
  expect(await page.getByRole('listitem').count()).toBeLessThan(80);
  await page.keyboard.press('/');
  await page.keyboard.type('number 9876');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await expect(page.getByRole('radio', { name: 'All 1', exact: true })).toBeVisible();
  await page.goto(extension.url('queue.html?pin=copy-4321'));
  await expect(rowOf(page, 'Pin number 4321')).toBeFocused({ timeout: 30_000 });
});
