import { expect, putArticle, test } from './kit/chromium';
import { writeArticle } from './kit/site';
import { chooseMenuItem } from './kit/worker-events';

test('the context menu leads to the composer with what was pointed at', async ({ extension, article }) => {
  const onPage = await chooseMenuItem(extension, article, {});
  await onPage.expect('textbox', /^Title/);
  expect(await onPage.value('textbox', /^Title/)).toBe('Autumn soup');
  expect(await onPage.evaluate('document.querySelectorAll("input:checked[type=checkbox]").length')).toBe(1);
  await onPage.close();

  const onSelection = await chooseMenuItem(extension, article, { selectionText: 'Simmer for twenty minutes.' });
  await onSelection.expect('textbox', /^Description/);
  expect(await onSelection.value('textbox', /^Description/)).toBe('Simmer for twenty minutes.');
  await onSelection.close();

  const onLink = await chooseMenuItem(extension, article, { linkUrl: 'http://kitchen.test/bread' });
  await onLink.expect('textbox', /^Link/);
  expect(await onLink.value('textbox', /^Link/)).toBe('http://kitchen.test/bread');
  await onLink.close();

  const srcUrl = 'http://kitchen.test/pumpkins-on-a-table.jpg';
  const onImage = await chooseMenuItem(extension, article, { mediaType: 'image', srcUrl });
  await onImage.expectText('Slide 1 of 1');
  const ticked = "[...document.querySelectorAll('.tile input:checked')].map((one) => one.closest('label').title)";
  expect(await onImage.evaluate(ticked)).toEqual(['Pumpkins on a table']);
});

for (const [what, part] of Object.entries({
  frame: '<iframe src="http://slow.test/stall"></iframe>',
  script: '<script src="http://slow.test/stall"></script>',
}))
  test(`a page with a ${what} that never loads is read as far as it has come`, async ({ extension, site }) => {
    await putArticle(site);
    await site.putPicture('http://kitchen.test/p.jpg', { width: 1000, height: 1500 });
    const page = writeArticle({ title: 'Slow', pictures: { Pears: '/p.jpg' } });
    site.put('http://kitchen.test/slow', page.replace('</body>', `${part}</body>`));
    const tab = await extension.context.newPage();
    await tab.route('http://slow.test/stall', () => new Promise(() => {}));
    await tab.goto('http://kitchen.test/slow', { waitUntil: 'commit' });
    await tab.getByRole('img', { name: 'Pears' }).waitFor();
    const popup = await extension.openComposer(tab);
    await popup.tick('Pears');
    await popup.expectText('Slide 1 of 1');
    await popup.expectText('Kept here');
  });

test('a Pinterest board that is the page in view can be added and chosen', async ({ extension }) => {
  extension.watch.allowedHosts.push('www.pinterest.com');
  const data = {
    resource: { data: { id: '998877665544', name: 'Slow Sundays', url: '/hearthandhill/slow-sundays/' } },
  };
  const page = await extension.context.newPage();
  await page.route('https://www.pinterest.com/**', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><title>Slow Sundays</title><script type="application/json">${JSON.stringify(data)}</script><h1>Slow Sundays</h1>`,
    }),
  );
  await page.goto('https://www.pinterest.com/hearthandhill/slow-sundays/');
  const popup = await extension.openComposer(page);
  await popup.click('button', 'Add this board, Slow Sundays');
  await expect.poll(() => popup.value('combobox', 'Board')).toBe('Slow Sundays');
  await popup.close();
  const options = await extension.openPage('options.html');
  await expect(options.getByRole('listitem').filter({ hasText: 'Slow Sundays' })).toBeVisible();
});
