import { expect, test } from './kit/chromium';
import { choose } from './kit/compose';
import { drawPicture } from './kit/pictures';
import { writeArticle } from './kit/site';

const svg =
  '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="600"><rect width="400" height="600" fill="#269"/></svg>';

test('pictures that only their page can read are kept: its own, data:, blob: and drawn ones', async ({
  extension,
  site,
}) => {
  const photo = await drawPicture({ width: 800, height: 1200 });
  site.put('http://kitchen.test/own.png', await drawPicture({ width: 700, height: 1050, type: 'png' }), {
    'content-type': 'image/png',
  });
  site.put('http://kitchen.test/drawing.svg', svg, { 'content-type': 'image/svg+xml' });
  const pictures = {
    'Pears in a row': '/own.png',
    'A plan of the garden': '/drawing.svg',
    'Plums in a bowl': `data:image/jpeg;base64,${photo.toString('base64')}`,
    'Apples on a tree': '',
  };
  const script = `<script>fetch('/own.png').then((answer) => answer.blob()).then((blob) => {
    document.querySelector('[alt^=Apples]').src = URL.createObjectURL(blob);
  });</script>`;
  site.put('http://kitchen.test/kinds', writeArticle({ title: 'Kinds', pictures }) + script);
  const page = await extension.context.newPage();
  await page.goto('http://kitchen.test/kinds');
  await page.waitForFunction("document.querySelector('[alt^=Apples]').naturalWidth > 0");

  const composer = await extension.openComposerPage(page);
  await choose(composer, ...Object.keys(pictures));
  const slides = composer.getByRole('list', { name: 'Slides' });
  await expect(slides.getByText('Kept here')).toHaveCount(4, { timeout: 20_000 });
  await expect(slides).toContainText('1,200 × 1,800');
});

test('of pictures of twelve megapixels the composer draws thumbnails alone, and pins the pictures', async ({
  extension,
  site,
}) => {
  await site.putPicture('http://kitchen.test/huge.jpg', { width: 3000, height: 4000, type: 'jpeg', hue: 30 });
  site.put('http://kitchen.test/huge', writeArticle({ title: 'Huge', pictures: { Huge: '/huge.jpg' } }));
  const page = await extension.context.newPage();
  await page.goto('http://kitchen.test/huge');
  await page.waitForFunction("document.querySelector('[alt=Huge]').naturalWidth > 0");

  const composer = await extension.openComposerPage(page);
  const tile = composer.getByRole('group', { name: 'Images on this page' }).locator('img');
  await expect(tile).toHaveAttribute('src', /^data:image\/webp/);
  await composer.getByRole('textbox', { name: 'Title' }).fill('Huge');
  await expect(composer.getByRole('list', { name: 'Slides' }).getByText('Kept here')).toHaveCount(1);
  await expect(composer.locator('img[src*="huge.jpg"]')).toHaveCount(0);
});

test('a picture that is cut off says so, and the others are untouched', async ({ extension, site }) => {
  const photo = await drawPicture({ width: 1000, height: 1500 });
  site.put('http://kitchen.test/cut.jpg', photo.subarray(0, photo.length - 400), { 'content-type': 'image/jpeg' });
  site.put('http://kitchen.test/whole.jpg', photo, { 'content-type': 'image/jpeg' });
  const pictures = { Cut: '/cut.jpg', Whole: '/whole.jpg' };
  site.put('http://kitchen.test/cut', writeArticle({ title: 'Cut', pictures }));
  const page = await extension.context.newPage();
  await page.goto('http://kitchen.test/cut');

  const composer = await extension.openComposerPage(page);
  await choose(composer, ...Object.keys(pictures));
  const checks = composer.getByRole('list', { name: 'Checks: pictures' });
  await expect(checks).toContainText('Slide 1 cannot be used yet. The file ends in the middle of the picture.');
  await expect(composer.getByRole('list', { name: 'Slides' }).getByText('Kept here')).toHaveCount(1);
  await expect(checks.getByText('Slide 2 cannot')).toHaveCount(0);
});

test.describe('a host that lets nobody read', () => {
  test.use({ allowedWords: [/blocked by CORS policy|net::ERR_FAILED/] });

  test('gives what the tab shows of its picture when the user asks for that', async ({ extension, site }) => {
    await site.putPicture('http://closed.test/photo.webp', { width: 900, height: 1350, type: 'webp', hue: 200 });
    site.put(
      'http://kitchen.test/closed',
      writeArticle({ title: 'Closed', pictures: { 'Lighthouse at dusk': 'http://closed.test/photo.webp' } }),
    );
    const page = await extension.context.newPage();
    await page.goto('http://kitchen.test/closed');

    const popup = await extension.openComposer(page);
    await popup.tick('Lighthouse at dusk');
    await popup.expectText('Its host lets it be read only with your permission.');
    await popup.click('button', 'Take it from the screen');
    await popup.expectText(/From the screen/);
    await popup.expectText(/The picture is taken from the screen, in lower quality/);
  });
});
