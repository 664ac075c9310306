import { expect, putArticle, test } from './kit/chromium';

test('a pin travels from a page to Pinterest', async ({ extension, article, sandbox }) => {
  const popup = await extension.openComposer(article);
  await popup.expect('heading', 'New pin');
  await popup.tick(/^Soup in a blue bowl/);
  await popup.fill('textbox', /^Title/, 'Pumpkin soup in an hour');
  await popup.click('combobox', 'Board');
  await popup.click('option', /Cosy kitchens/);
  await popup.click('radio', 'Now');
  await popup.click('button', 'Schedule pin');
  await popup.expect('heading', /^(Scheduled|On its way|Published)/);

  await expect
    .poll(() => [...sandbox.state.posts.values()].map(({ status }) => status), { timeout: 20_000 })
    .toEqual(['SCHEDULED']);
  const [post] = sandbox.state.posts.values();
  await sandbox.clock.move(60_000);
  await expect.poll(() => post?.status, { timeout: 20_000 }).toBe('PUBLISHED');
  expect(post?.targets[0]?.platformOptions).toMatchObject({
    board: '836543855725303',
    title: 'Pumpkin soup in an hour',
    link: 'http://kitchen.test/autumn-soup',
  });
  expect(post?.media).toHaveLength(1);
});

test('nothing reaches a page before the user asks', async ({ extension, site }) => {
  await putArticle(site);
  const page = await extension.context.newPage();
  const session = await extension.context.newCDPSession(page);
  const worlds: string[] = [];
  session.on('Runtime.executionContextCreated', ({ context }) => worlds.push(context.origin));
  await session.send('Runtime.enable');
  const before = extension.watch.requests.length;
  await page.goto('http://kitchen.test/autumn-soup');
  await page.waitForTimeout(500);

  expect(worlds.filter((origin) => origin.startsWith('chrome-extension:'))).toEqual([]);
  expect(
    extension.watch.requests.slice(before).filter((address) => !address.startsWith('http://kitchen.test/')),
  ).toEqual([]);
  expect(site.requests.filter((request) => !/\.jpg$|favicon/.test(request))).toEqual([
    'GET http://kitchen.test/autumn-soup',
  ]);
});
