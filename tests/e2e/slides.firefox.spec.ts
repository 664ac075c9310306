import sharp from 'sharp';
import { expect, test } from './kit/firefox';
import { writeArticle } from './kit/site';

test('Firefox’s event page converts, draws and crops what Pinterest would not take', async ({
  firefox,
  sandbox,
  site,
}) => {
  const origin = `http://kitchen.test:${site.port}`;
  const svg =
    '<svg xmlns="http://www.w3.org/2000/svg" width="600" height="600"><rect width="600" height="600" fill="#c03020"/></svg>';
  const pictures = {
    'Pears in a row': '/pears.webp',
    'A plan of the garden': '/plan.svg',
    'Tea by the window': '/tea.avif',
  };
  await site.putPicture('http://kitchen.test/pears.webp', { width: 1600, height: 1200, type: 'webp', hue: 120 });
  site.put('http://kitchen.test/plan.svg', svg, { 'content-type': 'image/svg+xml' });
  await site.putPicture('http://kitchen.test/tea.avif', { width: 1000, height: 1500, type: 'avif', hue: 240 });
  site.put('http://kitchen.test/kinds', writeArticle({ title: 'Kinds', pictures }));
  const page = await firefox.open(`${origin}/kinds`);
  const composer = await firefox.openComposer(page);
  for (const text of Object.keys(pictures)) await composer.tick(text);
  await composer.until('document.body.innerText.match(/Kept here/g)?.length === 3');
  await composer.click('button', /^Make all slides square/);
  await composer.until('document.body.innerText.match(/Kept here, mended/g)?.length === 2');
  await composer.fill('textbox', /^Title/, 'Pears, a plan and tea');
  await composer.click('combobox', 'Board');
  await composer.click('option', /Cosy kitchens/);
  await composer.click('radio', 'Now');
  await composer.click('button', 'Schedule pin');

  const status = () => [...sandbox.state.posts.values()].map((post) => post.status);
  await expect.poll(status, { timeout: 20_000 }).toEqual(['SCHEDULED']);
  await sandbox.clock.move(60_000);
  await expect.poll(status, { timeout: 20_000 }).toEqual(['PUBLISHED']);
  const [post] = sandbox.state.posts.values();
  const sent = await Promise.all(
    (post?.media ?? []).map(async ({ mediaAssetId }) => {
      const image = sharp(sandbox.state.media.get(mediaAssetId)?.bytes ?? undefined);
      const { format, width, height } = await image.metadata();
      const { r, g, b } = (await image.stats()).dominant;
      const loudest = Object.entries({ r, g, b }).reduce((one, other) => (other[1] > one[1] ? other : one))[0];
      return { isTaken: format === 'jpeg' || format === 'png', isSquare: width === height && width >= 900, loudest };
    }),
  );
  expect(sent).toEqual(['g', 'r', 'b'].map((loudest) => ({ isTaken: true, isSquare: true, loudest })));
});
