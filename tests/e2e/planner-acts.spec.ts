import type { Locator, Page } from '@playwright/test';
import type { Pin } from '../../lib/pin/pin';
import { DAY, HOUR, MINUTE, toFieldValue } from '../../lib/time';

import type { Sandbox } from '../sandbox/sandbox';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS, EXPIRED_ACCOUNT_ID, seedSecondWorkspace } from '../sandbox/seed';
import { makePin, makeProblem } from '../unit/planner/make-pin';
import { expect, test } from './kit/chromium';
import type { Extension } from './kit/extension';
import type { Site } from './kit/site';
import { storePins } from './kit/stored-pins';

/** Whole minutes, as the fields for date and time hold them. */
const AT = Math.ceil(Date.now() / HOUR) * HOUR + 2 * DAY;
const LATER = AT + 3 * DAY;
/** A removal, a hand-over and the like wait for an undo before they leave. */
const PATIENCE = { timeout: 40_000 };
const HANDED_OVER: Partial<Pin> = { handOver: 'right-away' };

const rowOf = (page: Page, title: string) => page.getByRole('listitem', { name: title, exact: true });
const bulk = (page: Page) => page.getByRole('toolbar', { name: 'Selected pins' });
const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true }).first().click();

/** Opens the planner with these pins, each with a picture that the stand-in fetches, and lets the engine see them. */
async function openPlanner(extension: Extension, site: Site, pins: Record<string, Partial<Pin>>): Promise<Page> {
  await site.putPicture('http://127.0.0.1/dish.jpg', { width: 1000, height: 1500, hue: 40 });
  extension.watch.allowedHosts.push(`127.0.0.1:${site.port}`);
  const page = await extension.openPage('queue.html');
  await expect(page.getByText('No pins yet')).toBeVisible();
  const made = Object.entries(pins).map(([title, over], place) => {
    const board = { ...DEMO_BOARDS[2] };
    const pin = makePin({ id: title, title, accountId: DEMO_ACCOUNT_ID, board, publishAt: AT + place * HOUR, ...over });
    return { ...pin, slides: pin.slides.map((slide) => ({ ...slide, url: `http://127.0.0.1:${site.port}/dish.jpg` })) };
  });
  await storePins(page, made);
  await page.reload();
  return page;
}

/** What the stand-in will publish or has published, by title: `board, time`. */
function listPosts({ state }: Sandbox): Record<string, string> {
  const live = [...state.posts.values()].filter(({ status }) => status === 'SCHEDULED' || status === 'PUBLISHED');
  return Object.fromEntries(
    live.map(({ targets, scheduledAt }) => {
      const { title, board }: Record<string, unknown> = targets[0]?.platformOptions ?? {};
      return [String(title), `${nameBoard(String(board))}, ${toFieldValue(scheduledAt ?? 0)}`];
    }),
  );
}

function nameBoard(id: string): string {
  return DEMO_BOARDS.find((board) => board.id === id)?.name ?? id;
}

const says = (at: number, board: string = DEMO_BOARDS[2].name) => `${board}, ${toFieldValue(at)}`;

async function chooseInMenu(page: Page, owner: Locator, item: string | RegExp): Promise<void> {
  await owner.getByRole('button', { name: 'More acts' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}

test('after each act on a pin the stand-in has the post that the planner shows', async ({
  extension,
  sandbox,
  site,
}) => {
  const gone = { state: 'failed', lastError: makeProblem('PIN_BOARD_NOT_FOUND') } as const;
  const held = ['Edited', 'Moved', 'Rehung', 'Fetched', 'Dropped', 'Sent', 'Twice'];
  const page = await openPlanner(extension, site, {
    ...Object.fromEntries(held.map((title) => [title, HANDED_OVER])),
    Given: {},
    Mended: gone,
  });
  await expect.poll(() => Object.keys(listPosts(sandbox)), PATIENCE).toHaveLength(held.length);
  for (const title of held) await expect(rowOf(page, title)).toContainText('Handed over');

  const act = (title: string, name: string) => rowOf(page, title).getByRole('button', { name, exact: true }).click();
  await act('Fetched', 'Take back');
  await act('Dropped', 'Remove');
  await act('Sent', 'Send now');
  await act('Mended', 'Retry');
  await chooseInMenu(page, rowOf(page, 'Given'), 'Hand over now');
  await act('Twice', 'Duplicate');
  await chooseInMenu(page, rowOf(page, 'Rehung'), 'Change board');
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Board' }).selectOption('Reading nooks');
  await dialog.getByRole('button', { name: 'Change board' }).click();
  await act('Moved', 'Reschedule');
  await dialog.getByLabel('Date and time').fill(toFieldValue(LATER));
  await dialog.getByRole('button', { name: 'Reschedule' }).click();
  const opening = extension.context.waitForEvent('page');
  await act('Edited', 'Edit');
  const editor = await opening;
  await editor.getByRole('textbox', { name: 'Title', exact: true }).fill('Edited anew');
  await editor.getByRole('button', { name: 'Schedule pin' }).click();

  const at = (title: string) => AT + [...held, 'Given', 'Mended'].indexOf(title) * HOUR;
  const standing = {
    'Edited anew': says(at('Edited')),
    Moved: says(LATER),
    Rehung: says(at('Rehung'), 'Reading nooks'),
    Twice: says(at('Twice')),
    Given: says(at('Given')),
    Mended: says(at('Mended')),
  };
  await expect.poll(() => listPosts(sandbox), PATIENCE).toMatchObject(standing);
  await expect.poll(() => Object.keys(listPosts(sandbox)), PATIENCE).not.toContain('Dropped');
  await expect.poll(() => Object.keys(listPosts(sandbox)), PATIENCE).not.toContain('Fetched');
  const sent = [...sandbox.state.posts.values()].find(({ targets }) => targets[0]?.platformOptions.title === 'Sent');
  await expect.poll(() => sent?.scheduledAt ?? Infinity, PATIENCE).toBeLessThan(Date.now() + MINUTE);
  expect(Object.keys(listPosts(sandbox)).sort()).toEqual([...Object.keys(standing), 'Sent'].sort());

  await expect(rowOf(page, 'Dropped')).toHaveCount(0);
  await expect(rowOf(page, 'Fetched')).toContainText('Draft');
  await expect(rowOf(page, 'Twice')).toHaveCount(2);
  for (const title of Object.keys(standing).filter((one) => one !== 'Twice'))
    await expect(rowOf(page, title)).toContainText('Handed over');
});

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

test('a pin moves to another account, and is made anew there', async ({ extension, sandbox, site }) => {
  seedSecondWorkspace(sandbox.state, Date.now());
  const other = sandbox.state.accounts.get(EXPIRED_ACCOUNT_ID);
  if (other) Object.assign(other, { status: 'ACTIVE', tokenExpiresAt: Date.now() + 365 * DAY });
  await extension.connect({ apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' });
  const page = await openPlanner(extension, site, { Held: HANDED_OVER, Here: {} });
  await expect.poll(() => listPosts(sandbox), PATIENCE).toEqual({ Held: says(AT) });
  await expect(rowOf(page, 'Held')).toContainText('Handed over');
  await page.getByRole('checkbox', { name: 'Select all' }).check();
  await bulk(page).getByRole('button', { name: 'Change board' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Account' }).selectOption('Harbour Crafts');
  await dialog.getByRole('combobox', { name: 'Board' }).selectOption('Rope and sail');
  await dialog.getByRole('button', { name: 'Change board' }).click();
  await expect(page.getByRole('status')).toContainText('Changed the board of 2 pins.');
  await expect(rowOf(page, 'Here')).toContainText('Harbour Crafts');
  await expect.poll(() => listPosts(sandbox), PATIENCE).toEqual({ Held: says(AT, '724445471825101') });
  const accounts = [...sandbox.state.posts.values()].flatMap(({ status, targets }) =>
    status === 'SCHEDULED' ? targets.map(({ socialAccountId }) => socialAccountId) : [],
  );
  expect(accounts).toEqual([EXPIRED_ACCOUNT_ID]);
});

test('the list is worked by keys alone', async ({ extension, site }) => {
  const page = await openPlanner(extension, site, { Apple: {}, Berry: {}, Cherry: {} });
  const { keyboard } = page;
  await expect(rowOf(page, 'Cherry')).toBeVisible();
  await keyboard.press('j');
  await expect(rowOf(page, 'Apple')).toBeFocused();
  await keyboard.press('j');
  await keyboard.press('x');
  await expect(rowOf(page, 'Berry').getByRole('checkbox')).toBeChecked();
  await keyboard.press('j');
  await keyboard.press('Shift+X');
  await expect(bulk(page)).toContainText('2 selected');
  await keyboard.press('r');
  await expect(page.getByRole('dialog', { name: 'Reschedule' })).toContainText('2 pins');
  await keyboard.press('Escape');
  await keyboard.press('Delete');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await expect(rowOf(page, 'Apple')).toBeFocused();
  await keyboard.press('Control+z');
  await expect(page.getByRole('listitem')).toHaveCount(3);
  await keyboard.press('/');
  await keyboard.type('cherry');
  await expect(page.getByRole('listitem')).toHaveCount(1);
  await keyboard.press('Escape');
  await expect(page.getByRole('listitem')).toHaveCount(3);
  await rowOf(page, 'Apple').focus();
  await keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await keyboard.press('Escape');
  await rowOf(page, 'Apple').focus();
  await keyboard.press('k');
  const opening = extension.context.waitForEvent('page');
  await keyboard.press('e');
  await expect((await opening).getByRole('textbox', { name: 'Title', exact: true })).toHaveValue('Apple');
});
