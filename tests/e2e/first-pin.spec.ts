import { expect, test } from './chromium';

test('a pin travels from a page to Pinterest', async ({ extension, article, sandbox }) => {
  const popup = await extension.openComposer(article);
  await popup.expect('heading', 'New pin');
  await popup.click('checkbox', /^Soup in a blue bowl/);
  await popup.fill('textbox', /^Title/, 'Pumpkin soup in an hour');
  await popup.click('combobox', 'Board');
  await popup.click('option', /Cosy kitchens/);
  await popup.click('radio', 'Now');
  await popup.click('button', 'Schedule pin');
  await popup.expect('heading', /^(Scheduled|On its way|Published)/);

  await expect.poll(() => sandbox.state.posts.size, { timeout: 20_000 }).toBe(1);
  await sandbox.clock.move(60_000);
  const [post] = sandbox.state.posts.values();
  await expect.poll(() => post?.status, { timeout: 20_000 }).toBe('PUBLISHED');
  expect(post?.targets[0]?.platformOptions).toMatchObject({
    board: '836543855725303',
    title: 'Pumpkin soup in an hour',
    link: 'http://kitchen.test/autumn-soup',
  });
  expect(post?.media).toHaveLength(1);
});

test('nothing reaches a page before the user asks', async ({ article, extension, site }) => {
  await article.waitForTimeout(500);
  expect(site.requests.filter((request) => !/\.jpg$|favicon/.test(request))).toEqual([
    'GET http://kitchen.test/autumn-soup',
  ]);
  expect(
    await article.evaluate(() => Object.keys(globalThis).filter((key) => /pinbreeze|wxt|browser/i.test(key))),
  ).toEqual([]);
  expect(await extension.watch.requests.filter((address) => /_control|posts/.test(address))).toEqual([]);
});
