import { IS_THOROUGH } from '../setup/thorough';
import { expect, test } from './kit/chromium';
import { writeArticle } from './kit/site';

test('the toolbar button opens the side panel, which stays with its page or goes along', async ({
  extension,
  article,
  site,
}) => {
  await site.putPicture('http://kitchen.test/pears.jpg', { width: 1000, height: 1500 });
  site.put('http://kitchen.test/pears', writeArticle({ title: 'Pears', pictures: { 'Pears in a row': '/pears.jpg' } }));
  const options = await extension.openPage('options.html');
  await options.getByRole('radio', { name: 'Side panel' }).check();
  await options.close();

  await extension.clickAction(article);
  const panel = await extension.popup('sidepanel.html');
  await panel.expect('heading', 'New pin');
  await panel.expect('checkbox', /^Soup in a blue bowl/);
  await panel.fill('textbox', 'Title', 'Typed in the panel');

  const pears = await extension.context.newPage();
  await pears.goto('http://kitchen.test/pears');
  await panel.expect('button', 'Pin from the tab in view');
  expect(await panel.value('textbox', 'Title')).toBe('Typed in the panel');

  await extension.clickAction(pears);
  await panel.expect('checkbox', 'Pears in a row');
  await panel.click('checkbox', 'Follow the tab I look at');
  await article.bringToFront();
  await panel.expect('checkbox', /^Soup in a blue bowl/);
  expect(await panel.value('textbox', 'Title')).toBe('Typed in the panel');
});

const COUNT_PANELS = "chrome.runtime.getContexts({ contextTypes: ['SIDE_PANEL'] }).then(({ length }) => length)";

/** How often something is typed and the panel closed at once; by the week more often. */
const CLOSINGS = IS_THOROUGH ? 200 : 5;

test.describe('closed in the middle of its work', () => {
  // What a window was still loading when it closed.
  test.use({ allowedWords: [[/Failed to fetch dynamically imported module/], { scope: 'test' }] });

  test('what was typed is there again, however often the side panel is closed in the middle of a word', async ({
    extension,
    article,
  }) => {
    test.setTimeout(30_000 + CLOSINGS * 5_000);
    const options = await extension.openPage('options.html');
    await options.getByRole('radio', { name: 'Side panel' }).check();
    let typed = 'Autumn soup';
    for (let closing = 0; closing < CLOSINGS; closing++) {
      await extension.clickAction(article);
      const panel = await extension.popup('sidepanel.html');
      await panel.expect('textbox', 'Title');
      expect(await panel.value('textbox', 'Title')).toBe(typed);
      typed = `Pumpkin sou ${closing}`;
      await panel.fill('textbox', 'Title', typed);
      void panel.evaluate('window.close()').catch(() => {}); // nobody is left to answer
      await expect.poll(() => options.evaluate(COUNT_PANELS)).toBe(0);
    }
  });
});

test('separate pins of several pictures are reviewed together, and the choice is remembered', async ({
  extension,
  article,
}) => {
  const composer = await extension.openComposerPage(article);
  await composer.getByRole('checkbox', { name: 'Bread by the window' }).check();
  await composer.getByRole('checkbox', { name: 'Pumpkins on a table' }).check();
  const make = composer.getByRole('radiogroup', { name: 'Make' });
  await expect(make.getByRole('radio', { name: 'One pin' })).toBeChecked();
  await make.getByRole('radio', { name: 'Separate pins' }).check();
  await composer.getByRole('button', { name: 'Review 2 pins' }).click();
  const grid = composer.getByRole('grid', { name: 'Pins' });
  await expect(grid.getByRole('textbox', { name: 'Title' })).toHaveCount(2);
});
