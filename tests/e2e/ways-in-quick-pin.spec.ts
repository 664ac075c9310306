import { expect, test } from './kit/chromium';
import { composePin, schedule } from './kit/compose';
import { writeArticle } from './kit/site';
import { clickNotice, pressQuickPin, pressQuickPinForNotice } from './kit/worker-events';

test('quick-pin schedules the best picture without a window, says so in the page, and undo takes it back', async ({
  extension,
  article,
  sandbox,
}) => {
  const pages = extension.context.pages().length;
  await pressQuickPin(extension, article);
  const toast = await extension.screenOf(article);
  await toast.expect('button', 'Undo');
  expect(extension.context.pages()).toHaveLength(pages);
  await article.screenshot({ path: test.info().outputPath('toast.png') });

  const queue = await extension.openPage('queue.html');
  const row = queue.getByRole('listitem').filter({ hasText: 'Autumn soup' });
  await expect(row).toContainText('Queued');

  await article.bringToFront();
  await toast.click('button', 'Undo');
  await toast.expect('StaticText', 'Undone');
  await expect(row).toHaveCount(0);
  expect(sandbox.state.posts.size).toBe(0);
});

test('the toast changes the board and opens the pin', async ({ extension, article }) => {
  await pressQuickPin(extension, article);
  const toast = await extension.screenOf(article);
  await toast.expect('combobox', 'Board');
  await toast.choose('Board', 1);
  await toast.expect('StaticText', /^Moved to /);
  const opened = extension.context.waitForEvent('page');
  await toast.click('button', 'Edit');
  const composer = await opened;
  await expect(composer.getByRole('textbox', { name: /^Title/ })).toHaveValue('Autumn soup');
});

test('a key pressed twice pins once, and a second press within a minute says so', async ({ extension, article }) => {
  await pressQuickPin(extension, article, 3);
  const toast = await extension.screenOf(article);
  await toast.expect('StaticText', /^Scheduled to /);
  await pressQuickPin(extension, article);
  await toast.expect('StaticText', 'You pinned this page a moment ago');
  const queue = await extension.openPage('queue.html');
  await expect(queue.getByRole('listitem').filter({ hasText: 'Autumn soup' })).toHaveCount(1);
});

test('what is planned already is said in the composer, marked on its tile and the toolbar, and asked by quick-pin', async ({
  extension,
  article,
}) => {
  const composer = await composePin(extension, article, { when: 'Next free slot' });
  await schedule(composer);
  await expect(composer.getByRole('heading', { name: /^Scheduled/ })).toBeVisible();
  await composer.close();

  await pressQuickPin(extension, article);
  const toast = await extension.screenOf(article);
  await toast.expect('StaticText', 'This page is planned already');
  const again = await extension.openComposerPage(article);
  const lines = again.getByRole('list', { name: 'Checks: pictures' });
  await expect(lines.getByText(/^This picture is already planned: .+\.$/)).toBeVisible();
  await expect(lines.getByRole('button', { name: 'Show that pin' })).toBeVisible();
  await expect(again.getByRole('checkbox', { name: 'Soup in a blue bowl' })).toHaveAccessibleDescription(
    /This picture is already planned/,
  );
  await expect(again.getByRole('checkbox', { name: 'Bread by the window' })).not.toHaveAccessibleDescription(
    /goes out/,
  );
  const marks = await again.evaluate(async () => {
    const { tabs, action } = (globalThis as unknown as { chrome: typeof import('wxt/browser').browser }).chrome;
    const open = await tabs.query({});
    return Promise.all(open.map(({ id }) => action.getBadgeText({ tabId: id as number })));
  });
  expect(marks).toContain('✓');
  await again.close();

  await article.bringToFront();
  await toast.click('button', 'Pin again');
  await toast.expect('StaticText', /^Scheduled to /);
  const queue = await extension.openPage('queue.html');
  await expect(queue.getByRole('listitem').filter({ hasText: /soup/i })).toHaveCount(2);
});

test('a page can neither restyle the toast nor press its buttons', async ({ extension, article, site }) => {
  const hostile = `<style>div { display: none !important; color: red !important; inset: 0 auto auto 0 !important }</style>
    <script>new MutationObserver(() => { for (const one of document.querySelectorAll('div[popover]')) {
      one.click(); document.title = String(one.shadowRoot); } }).observe(document.documentElement, { childList: true });</script>`;
  await site.putPicture('http://kitchen.test/bowl.jpg', { width: 1000, height: 1500 });
  site.put(
    'http://kitchen.test/hostile',
    writeArticle({ title: 'Autumn soup', pictures: { 'A bowl': '/bowl.jpg' } }).replace('</body>', hostile),
  );
  await article.goto('http://kitchen.test/hostile');
  await pressQuickPin(extension, article);
  const toast = await extension.screenOf(article);
  await toast.expect('button', 'Close');
  await article.waitForFunction("document.title === 'null'");
  await toast.click('button', 'Close');
});

test.describe('without a key', () => {
  test.use({ connected: false });

  test('quick-pin keeps a draft and says what is missing; the toast leads to it', async ({ extension, article }) => {
    await pressQuickPin(extension, article);
    const toast = await extension.screenOf(article);
    await toast.expect('StaticText', 'Kept as a draft');
    await toast.expect('StaticText', 'Connect Postbreeze in the options first.');
    const opened = extension.context.waitForEvent('page');
    await toast.click('button', 'Edit');
    const composer = await opened;
    await expect(composer.getByRole('textbox', { name: /^Title/ })).toHaveValue('Autumn soup');
    await expect(composer.getByRole('listitem', { name: 'Slide 1 of 1' })).toBeVisible();
  });
});

test('quick-pin says when there is no picture; where a page cannot show it, a notification does', async ({
  extension,
  article,
  site,
}) => {
  site.put('http://kitchen.test/words', writeArticle({ title: 'Only words', pictures: {} }));
  await article.goto('http://kitchen.test/words');
  await pressQuickPin(extension, article);
  const toast = await extension.screenOf(article);
  await toast.expect('StaticText', 'No picture to pin was found on this page.');

  await article.goto('chrome://version/');
  const notice = await pressQuickPinForNotice(extension, article);
  expect(notice).toMatchObject({
    title: 'Nothing was pinned',
    message: expect.stringContaining('does not let extensions read this page'),
  });
  await clickNotice(extension, notice.id);
});
