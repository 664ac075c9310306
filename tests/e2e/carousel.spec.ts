import sharp from 'sharp';
import type { Sandbox } from '../sandbox/sandbox';
import { expect, test } from './kit/chromium';
import { choose, chooseBoard } from './kit/compose';
import { drawPicture } from './kit/pictures';
import { writeArticle } from './kit/site';

const READABLE = { 'access-control-allow-origin': '*' };

/** Three pictures that Pinterest would not take together, each from a host of its own. */
const PICTURES = {
  'Wide soup': {
    address: 'http://one.test/soup.webp',
    type: 'webp',
    width: 1600,
    height: 1200,
    hue: 30,
    headers: READABLE,
  },
  // This host lets nobody read without the user's permission.
  'Square bread': { address: 'http://two.test/bread', type: 'avif', width: 1200, height: 1200, hue: 120, headers: {} },
  'Tall tea': {
    address: 'http://three.test/tea.jpg',
    type: 'jpeg',
    width: 1000,
    height: 1500,
    hue: 240,
    headers: READABLE,
  },
} as const;

test.use({
  grantedOrigins: ['http://two.test/*'],
  // What the browser says of the host that lets nobody read.
  allowedWords: [/blocked by CORS policy|net::ERR_FAILED/],
});

test('three pictures of three kinds, shapes and hosts become one carousel, as it was shown', async ({
  extension,
  site,
  sandbox,
}) => {
  for (const { address, headers, ...options } of Object.values(PICTURES))
    site.put(address, await drawPicture(options), { 'content-type': 'image/jpeg', ...headers });
  const pictures = Object.fromEntries(Object.entries(PICTURES).map(([text, { address }]) => [text, address]));
  site.put('http://kitchen.test/three', writeArticle({ title: 'Three', pictures }));
  const page = await extension.context.newPage();
  await page.goto('http://kitchen.test/three');

  const composer = await extension.openComposerPage(page);
  await choose(composer, ...Object.keys(PICTURES));
  await composer.getByRole('textbox', { name: /^Title/ }).fill('Soup, bread and tea');
  await chooseBoard(composer, 'Cosy kitchens');
  await composer.getByRole('radio', { name: 'Now', exact: true }).check();
  const slides = composer.getByRole('list', { name: 'Slides' });
  const checks = composer.getByRole('list', { name: 'Checks: pictures' });
  await checks.getByRole('button', { name: 'Allow reading from two.test' }).click();
  await expect(slides.getByText('Kept here')).toHaveCount(3, { timeout: 20_000 });

  await expect(checks).toContainText('The slides of a carousel must all be square or all be 2:3.');
  await checks.getByRole('button', { name: 'Make all slides square' }).click();
  await expect(slides.getByText('mended')).toHaveCount(2);
  await expect(checks).not.toContainText('carousel');

  const shown = await composer.evaluate(hashShown);
  await composer.getByRole('button', { name: 'Schedule pin' }).click();
  const status = () => [...sandbox.state.posts.values()].map((post) => post.status);
  await expect.poll(status, { timeout: 20_000 }).toEqual(['SCHEDULED']);
  await sandbox.clock.move(60_000);
  await expect.poll(status, { timeout: 20_000 }).toEqual(['PUBLISHED']);

  const sent = listSent(sandbox);
  expect(sent.map(({ alt }) => alt)).toEqual(Object.keys(PICTURES));
  for (const { bytes } of sent) {
    const { format, width, height } = await sharp(bytes).metadata();
    expect(['jpeg', 'png']).toContain(format);
    expect([width, height]).toEqual([width, width]);
    expect(width).toBeGreaterThanOrEqual(900);
    expect(bytes.byteLength).toBeLessThan(20_000_000);
  }
  const hues = await Promise.all(
    sent.map(({ bytes }) =>
      sharp(bytes)
        .stats()
        .then(({ dominant }) => loudest(dominant)),
    ),
  );
  expect(hues).toEqual(['r', 'g', 'b']);
  expect(await Promise.all(sent.map(({ bytes }) => sha256(bytes)))).toEqual(shown);
});

/** What was published, in order. */
function listSent({ state }: Sandbox): { alt: string | null; bytes: Uint8Array<ArrayBuffer> }[] {
  const [post] = state.posts.values();
  return (post?.media ?? []).map(({ mediaAssetId, altText }) => {
    const bytes = state.media.get(mediaAssetId)?.bytes;
    if (!bytes) throw new Error(`nothing was stored for ${mediaAssetId}`);
    return { alt: altText, bytes: Uint8Array.from(bytes) };
  });
}

function loudest({ r, g, b }: { r: number; g: number; b: number }): string {
  return Object.entries({ r, g, b }).reduce((one, other) => (other[1] > one[1] ? other : one))[0];
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return Buffer.from(await crypto.subtle.digest('SHA-256', bytes)).toString('hex');
}

/** In the composer: the SHA-256 of what each slide shows, in order. */
async function hashShown(): Promise<string[]> {
  const images = document.querySelectorAll<HTMLImageElement>('[aria-label="Slides"] > li img');
  return Promise.all(
    Array.from(images, async ({ src }) => {
      const bytes = await new Promise<ArrayBuffer>((resolve, reject) => {
        const request = new XMLHttpRequest();
        request.open('GET', src);
        request.responseType = 'arraybuffer';
        request.onload = () => resolve(request.response);
        request.onerror = () => reject(new Error(`the preview ${src} cannot be read`));
        request.send();
      });
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
      return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
    }),
  );
}
