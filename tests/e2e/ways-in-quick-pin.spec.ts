import { expect, test } from './kit/chromium';
import { writeArticle } from './kit/site';
import { clickNotice, dispatch, grantTab, listNotices, nextNotice, pressQuickPin } from './kit/worker-events';

test('quick-pin schedules the best picture to the default board without a window, and undo takes it back', async ({
  extension,
  article,
  sandbox,
}) => {
  const pages = extension.context.pages().length;
  const notice = await pressQuickPin(extension, article);
  expect(notice.title).toMatch(/^Scheduled to /);
  expect(notice.message).toContain('Autumn soup · ');
  expect(notice.message).toContain('Only this browser holds it. The browser must be running at the chosen time.');
  expect(notice.buttons).toEqual(['Undo']);
  expect(extension.context.pages()).toHaveLength(pages);

  const queue = await extension.openPage('queue.html');
  const row = queue.getByRole('listitem').filter({ hasText: 'Autumn soup' });
  await expect(row).toContainText('Queued');
  const second = await pressQuickPin(extension, article);
  await expect(row.filter({ hasText: 'Queued' })).toHaveCount(2);
  const times = await row.locator('time').evaluateAll((all) => all.map((one) => one.getAttribute('datetime')));
  expect(new Set(times).size, 'each has a slot of its own').toBe(2);

  for (const { id } of [notice, second]) {
    const before = (await listNotices(extension)).length;
    await clickNotice(extension, id, 0);
    expect(await nextNotice(extension, before)).toMatchObject({ title: 'Undone' });
  }
  await expect(row).toHaveCount(0);
  expect(sandbox.state.posts.size).toBe(0);
});

test('a key that is pressed twice pins once', async ({ extension, article }) => {
  await listNotices(extension);
  await grantTab(extension, article);
  await dispatch(extension, 'commands.onCommand', ['quick-pin'], 3);
  await nextNotice(extension, 0);
  const queue = await extension.openPage('queue.html');
  await expect(queue.getByRole('listitem').filter({ hasText: 'Autumn soup' })).toHaveCount(1);
});

test.describe('without a key', () => {
  test.use({ connected: false });

  test('quick-pin keeps a draft and says what is missing; its notice leads to it', async ({ extension, article }) => {
    const notice = await pressQuickPin(extension, article);
    expect(notice).toMatchObject({
      title: 'Kept as a draft',
      message: 'Connect Postbreeze in the options first. Click here to finish it.',
    });
    const opened = extension.context.waitForEvent('page');
    await clickNotice(extension, notice.id);
    const composer = await opened;
    await expect(composer.getByRole('textbox', { name: /^Title/ })).toHaveValue('Autumn soup');
    await expect(composer.getByText('Not connected to Postbreeze yet.')).toBeVisible();
    await expect(composer.getByRole('listitem', { name: 'Slide 1 of 1' })).toBeVisible();
  });
});

test('quick-pin says in words when there is no picture, or no page to read', async ({ extension, article, site }) => {
  site.put('http://kitchen.test/words', writeArticle({ title: 'Only words', pictures: {} }));
  await article.goto('http://kitchen.test/words');
  expect(await pressQuickPin(extension, article)).toMatchObject({
    title: 'Nothing was pinned',
    message: 'No picture to pin was found on this page.',
  });
  await article.goto('chrome://version/');
  expect(await pressQuickPin(extension, article)).toMatchObject({
    title: 'Nothing was pinned',
    message: expect.stringContaining('does not let extensions read this page'),
  });
});
