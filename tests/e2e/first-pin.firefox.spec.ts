import { putArticle } from './kit/chromium';
import { expect, test } from './kit/firefox';

test('a pin travels from a page to Pinterest', async ({ firefox, sandbox, site }) => {
  await putArticle(site, `http://kitchen.test:${site.port}`);
  const article = await firefox.open(`http://kitchen.test:${site.port}/autumn-soup`);
  const composer = await firefox.openComposer(article);
  await composer.find('heading', 'New pin');
  await composer.tick('Soup in a blue bowl');
  await composer.fill('textbox', /^Title/, 'Pumpkin soup in an hour');
  await composer.click('combobox', 'Board');
  await composer.click('option', /Cosy kitchens/);
  await composer.click('radio', 'Now');
  await composer.click('button', 'Schedule pin');
  await composer.find('heading', /^(Scheduled|On its way|Published)/);

  await expect
    .poll(() => [...sandbox.state.posts.values()].map(({ status }) => status), { timeout: 20_000 })
    .toEqual(['SCHEDULED']);
  const [post] = sandbox.state.posts.values();
  await sandbox.clock.move(60_000);
  await expect.poll(() => post?.status, { timeout: 20_000 }).toBe('PUBLISHED');
  expect(post?.targets[0]?.platformOptions).toMatchObject({
    board: '836543855725303',
    title: 'Pumpkin soup in an hour',
  });
});
