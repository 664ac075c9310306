import AxeBuilder from '@axe-core/playwright';
import { expect, test } from './kit/chromium';
import { writeArticle } from './kit/site';

const COUNT = 24;
const names = Array.from({ length: COUNT }, (_, place) => `Dish number ${place + 1}`);

test('24 pictures of a page become 24 pins over three boards and eight days, each sent once', async ({
  extension,
  sandbox,
  site,
}) => {
  test.slow();
  for (const [place] of names.entries())
    await site.putPicture(`http://kitchen.test/${place}.jpg`, { width: 600, height: 900, hue: place * 15 });
  const pictures = Object.fromEntries(names.map((name, place) => [name, `/${place}.jpg`]));
  site.put('http://kitchen.test/dishes', writeArticle({ title: 'Dishes', pictures }));
  const options = await extension.openPage('options.html');
  await options.getByRole('radio', { name: 'Postbreeze, also when this browser is closed' }).check();
  await options.close();
  const page = await extension.context.newPage();
  await page.goto('http://kitchen.test/dishes');

  const composer = await extension.openComposerPage(page);
  for (const name of names) {
    const box = composer.getByRole('checkbox', { name, exact: true });
    if (!(await box.isChecked())) await box.check();
  }
  await composer.getByRole('button', { name: `Review ${COUNT} pins` }).click();
  const grid = composer.getByRole('grid', { name: 'Pins' });
  await expect(grid.getByRole('textbox', { name: 'Title' })).toHaveCount(COUNT);
  await composer.getByRole('radio', { name: 'Boards in turn' }).check();
  await composer.getByRole('radio', { name: 'So many a day' }).check();
  await expect(composer.getByText(/^On [89] days$/)).toBeVisible();
  await expect(grid.locator('[aria-busy="true"]')).toHaveCount(0, { timeout: 60_000 });
  expect((await new AxeBuilder({ page: composer }).analyze()).violations).toEqual([]);
  await composer.screenshot({ path: 'test-results/plan-light.png', fullPage: true });
  await composer.emulateMedia({ colorScheme: 'dark' });
  await composer.screenshot({ path: 'test-results/plan-dark.png' });
  await composer.getByRole('button', { name: `Schedule ${COUNT} pins` }).click();
  await expect(composer.getByRole('status')).toHaveText(`${COUNT} pins are scheduled.`);
  await expect.poll(() => sandbox.state.posts.size, { timeout: 90_000 }).toBe(COUNT);
});
