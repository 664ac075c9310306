import { DAY, HOUR, MINUTE, toFieldValue } from '../../lib/time';
import { EXPIRED_ACCOUNT_ID, seedSecondWorkspace } from '../sandbox/seed';
import { makeProblem } from '../unit/planner/make-pin';
import { expect, test } from './kit/chromium';
import { composePin, schedule } from './kit/compose';
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
} from './kit/planner';

test('after each act on a pin the stand-in has the post that the planner shows', async ({
  extension,
  article,
  sandbox,
  site,
}) => {
  const gone = { ...HANDED_OVER, state: 'failed', lastError: makeProblem('PIN_BOARD_NOT_FOUND') } as const;
  const held = ['Moved', 'Rehung', 'Fetched', 'Dropped', 'Sent', 'Twice'];
  const page = await openPlanner(extension, site, {
    ...Object.fromEntries(held.map((title) => [title, HANDED_OVER])),
    Given: {},
    Mended: gone,
  });
  // An edit reads the picture again, so this one is of a page.
  const composer = await composePin(extension, article, { title: 'Edited', when: 'Next free slot' });
  await composer.getByRole('radio', { name: /^Postbreeze/ }).check();
  await schedule(composer);
  await page.bringToFront();
  await expect.poll(() => Object.keys(listPosts(sandbox)), PATIENCE).toHaveLength(held.length + 1);
  for (const title of [...held, 'Edited']) await expect(rowOf(page, title)).toContainText('Handed over');

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
    'Edited anew': expect.stringContaining('Autumn baking'),
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

test('a pin moves to another account, and is made again there', async ({ extension, sandbox, site }) => {
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
