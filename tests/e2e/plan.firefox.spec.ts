import { putArticle } from './kit/chromium';
import { expect, test } from './kit/firefox';

test('the pictures of a page become separate pins that are scheduled together', async ({ firefox, sandbox, site }) => {
  await putArticle(site, `http://kitchen.test:${site.port}`);
  const article = await firefox.open(`http://kitchen.test:${site.port}/autumn-soup`);
  const composer = await firefox.openComposer(article);
  for (const name of ['Soup in a blue bowl', 'Pumpkins on a table', 'Bread by the window']) await composer.tick(name);
  await composer.click('radio', 'Separate pins');
  await composer.click('radio', 'Postbreeze, also when this browser is closed');
  await composer.click('button', 'Review 3 pins');
  await composer.find('grid', 'Pins');
  await composer.click('radio', 'Boards in turn');
  await composer.click('button', 'Schedule 3 pins');
  await expect.poll(() => sandbox.state.posts.size, { timeout: 60_000 }).toBe(3);
  const targets = [...sandbox.state.posts.values()].map(({ targets }) => targets[0]?.platformOptions);
  expect(new Set(targets.map((options) => options?.board)).size).toBe(3);
});
