import type { Page } from '@playwright/test';
import { DAY } from '../../lib/time';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS } from '../sandbox/seed';
import { makePin, makeProblem, makePublished } from '../unit/planner/make-pin';
import { expectAccessible } from './kit/axe';
import { expect, test } from './kit/chromium';
import { choose } from './kit/compose';
import { storePins } from './kit/stored-pins';

const WIDTHS = [320, 768, 1920];

/** From a phone's width to a wide screen nothing hangs out at the side, and `inSight` is in the window. */
async function expectToFit(page: Page, state: string, inSight?: string): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    const root = page.locator('html');
    await expect
      .poll(() => root.evaluate((html) => html.scrollWidth), { message: `${state}, ${width} px` })
      .toBe(width);
    if (inSight) await expect(page.getByRole('button', { name: inSight, exact: true })).toBeInViewport({ ratio: 1 });
  }
  await page.setViewportSize({ width: 1000, height: 800 });
}

test('the composer can be used by anyone, at any width, in every state', async ({ extension, article, site }) => {
  test.slow();
  const composer = await extension.openComposerPage(article);
  await expect(composer.getByRole('checkbox', { checked: true })).toBeFocused();
  await expect(composer.locator('body')).toMatchAriaSnapshot({ name: 'composer.aria.yml' });
  await expectToFit(composer, 'one picture', 'Schedule pin');
  await expectAccessible(composer, 'one picture');

  await composer.getByRole('button', { name: 'Crop or pad' }).click();
  await expect(composer.getByRole('dialog', { name: 'Crop or pad' }).getByRole('status')).toContainText(
    '1,000 × 1,500',
  );
  await expectAccessible(composer, 'crop');
  await composer.keyboard.press('Escape');

  await choose(composer, 'Pumpkins on a table', 'Bread by the window');
  await composer.getByRole('textbox', { name: 'Title', exact: true }).fill('x'.repeat(101));
  await composer.getByRole('textbox', { name: 'Link', exact: true }).fill('nowhere');
  await composer.getByRole('radio', { name: 'Pick a time' }).check();
  await composer.getByRole('button', { name: 'Schedule pin' }).click();
  await expect(composer.getByRole('status')).toContainText('things to put right');
  await expectToFit(composer, 'checks', 'Schedule pin');
  await composer.getByRole('combobox', { name: 'Board' }).click();
  await expect(composer.getByRole('option').first()).toBeVisible();
  await expectAccessible(composer, 'checks and boards');
  await composer.keyboard.press('Escape');

  const title = composer.getByRole('textbox', { name: 'Title', exact: true });
  await composer.getByRole('radio', { name: 'Separate pins' }).check();
  await expect(composer.getByText('Each picture becomes a pin with its own title')).toBeVisible();
  await expect(title).toHaveCount(0);
  await expectToFit(composer, 'separate pins', 'Review 2 pins');
  await expectAccessible(composer, 'separate pins');
  await composer.getByRole('radio', { name: 'One pin' }).check();
  await expect(title).toHaveValue('x'.repeat(101));

  await composer.getByRole('button', { name: 'Start over' }).click();
  await expect(composer.getByRole('status')).toContainText('this is a new one');
  await composer.getByRole('button', { name: 'Schedule pin' }).click();
  await expect(composer.getByRole('heading', { name: /^(Scheduled|On its way)/ })).toBeVisible();
  await expectToFit(composer, 'scheduled');
  await expectAccessible(composer, 'scheduled');
  await composer.close();

  site.put('http://kitchen.test/bare', '<!doctype html><title>Words</title><p>Only words.');
  await article.goto('http://kitchen.test/bare');
  const bare = await extension.openComposerPage(article);
  await expect(bare.getByText('No picture to pin was found')).toBeVisible();
  await expectToFit(bare, 'no picture', 'Schedule pin');
  await expectAccessible(bare, 'no picture');
});

test('the planner can be used by anyone, at any width, in every view', async ({ extension }) => {
  test.slow();
  const page = await extension.openPage('queue.html');
  await expect(page.getByText('No pins yet')).toBeVisible();
  const demo = { accountId: DEMO_ACCOUNT_ID, board: { ...DEMO_BOARDS[2] }, slides: [] };
  const gone = { state: 'failed', lastError: makeProblem('PIN_BOARD_NOT_FOUND') } as const;
  const long = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft, and then some';
  const at = new Date(Date.now() + DAY).setHours(9, 0, 0, 0);
  await storePins(page, [
    ...['soup', 'bread', 'pears'].map((id, place) => makePin({ ...demo, id, publishAt: at + place * 60_000 })),
    makePin({ ...demo, id: 'long', title: long, publishAt: at }),
    makePin({ ...demo, ...gone, id: 'failed', publishAt: at }),
    makePin({ ...demo, ...gone, id: 'failed-too', publishAt: at }),
    makePin({ ...demo, id: 'draft', state: 'draft', publishAt: null, when: 'slot' }),
    makePublished({ ...demo, id: 'out' }),
  ]);
  await expect(page.getByRole('listitem', { name: 'Title of soup' })).toBeVisible();
  await expect(page.getByRole('main')).toMatchAriaSnapshot({ name: 'planner.aria.yml' });
  await page.getByRole('checkbox', { name: 'Select Title of soup' }).check();
  await expectToFit(page, 'list');
  await expectAccessible(page, 'list');
  await page.getByRole('button', { name: 'Title of failed', exact: true }).click();
  await expectAccessible(page, 'details');
  await page.keyboard.press('Escape');
  await page
    .getByRole('toolbar')
    .getByRole('button', { name: /^Reschedule/ })
    .click();
  await expectAccessible(page, 'reschedule');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Clear selection' }).click();
  await page.getByRole('tab', { name: 'Calendar' }).click();
  for (const mode of ['Week', 'Month', 'Day']) {
    await page.getByRole('radio', { name: mode }).check();
    await expectToFit(page, mode);
    if (mode !== 'Day') await expectAccessible(page, mode);
  }
  await page.getByRole('tab', { name: 'History' }).click();
  await expectToFit(page, 'history');
  await expectAccessible(page, 'history');
});

test('options and first steps can be used by anyone, at any width', async ({ extension }) => {
  test.slow();
  for (const [file, connected] of [
    ['options.html', '@hearthandhill'],
    ['welcome.html', 'Autumn baking'],
  ] as const) {
    const page = await extension.openPage(file);
    await expect(page.getByText(connected).first()).toBeVisible();
    const name = file.replace('.html', '.aria.yml');
    await expect(page.locator('body')).toMatchAriaSnapshot({ name });
    await expectToFit(page, file);
    await expectAccessible(page, file);
    await page.close();
  }
});
