import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHtml } from './read-html';

let photo = '';
const reasons = async (html: string) => {
  const { candidates, leftOut } = await readHtml(`<h1>Plum cake</h1>${html}`);
  return { offered: candidates.length, leftOut: leftOut.map(({ reason }) => reason) };
};
/** An image that loads at once; `readHtml` makes the others lazy. */
const loaded = (width: number) => `<img\nsrc="${photo}" width="${width}" height="${width}" alt="Street">`;

beforeAll(async () => {
  const canvas = new OffscreenCanvas(400, 400);
  canvas.getContext('2d')!.fillRect(0, 0, 200, 400);
  photo = URL.createObjectURL(await canvas.convertToBlob({ type: 'image/jpeg' }));
});
afterAll(() => URL.revokeObjectURL(photo));

test('leaves out a loaded picture shown at icon size, unless the page also shows it larger', async () => {
  expect(await reasons(`<main><p>Hello</p>${loaded(24)}</main>`)).toEqual({ offered: 0, leftOut: ['icon'] });
  expect(await reasons(`<main>${loaded(24)}<p>Hello</p>${loaded(200)}</main>`)).toEqual({ offered: 1, leftOut: [] });
});

test('takes no share button’s drawing for the picture that its link names', async () => {
  const share =
    '<a href="#" data-action="https://pinterest.com/pin/create/?url=https://www.craft.test/&description=A plum cake&media=https://www.craft.test/p/plum.jpg"><img src="/i/pinterest-p.svg" width="12" height="16" alt="pinterest"></a>';
  const { candidates } = await readHtml(
    `<head><meta property="og:image" content="/p/plum.jpg"></head><h1>Plum cake</h1><main>${share}<img data-src="/p/plum.jpg" width="810" height="608" alt="Plum cake"></main>`,
  );
  expect(candidates.map(({ url, shownWidth }) => [url, shownWidth])).toEqual([
    ['https://www.craft.test/p/plum.jpg', 0],
  ]);
});

test('keeps a picture that is hidden in one pixel beside a player, and one whose class says how it looks', async () => {
  const box = (names: string, style: string) => loaded(400).replace('<img', `<img\nclass="${names}" style="${style}"`);
  expect(await reasons(`<main>${box('a11y-hidden', 'width:1px;height:1px')}</main>`)).toEqual({
    offered: 1,
    leftOut: [],
  });
  expect(await reasons(`<main>${box('gradient-overlay', 'display:none')}</main>`)).toEqual({ offered: 1, leftOut: [] });
});

test.each([
  [
    'a player',
    '<iframe class="lazy" data-src="https://www.youtube.com/embed/PdgfdN5vpQg" width="600" height="400"></iframe>',
  ],
  ['a player on a host for media', '<iframe data-src="https://media.craft.test/embed/7"></iframe>'],
  [
    'a player in an empty box',
    '<div class="player" style="height:200px" data-src="https://www.youtube.com/embed/PdgfdN5vpQg" data-id="PdgfdN5vpQg"></div>',
  ],
  ['a widget', '<div class="widget" data-src="https://www.craft.test/posts/a-page"></div>'],
])('takes %s that loads later for no picture', async (_, html) => {
  expect(await reasons(`<main>${html}</main>`)).toEqual({ offered: 0, leftOut: [] });
});

test.each([
  '<div class="lazy" data-src="/p/plum.jpg"></div>',
  '<div class="lazy" data-src="https://images.craft.test/7f3a?w=800"></div>',
  '<div data-bg="/p/7f3a"></div>',
])('takes %s for a picture', async (html) => {
  expect(await reasons(`<main>${html}</main>`)).toEqual({ offered: 1, leftOut: [] });
});

test('keeps the picture behind the title, however low its box is before the style sheets have come', async () => {
  const { candidates } = await readHtml(
    '<div class="header-banner" role="banner" style="background-image:url(/p/gelato.jpg)"><h1>Gelato</h1></div><main>Words</main>',
  );
  expect(candidates.map(({ url }) => url)).toEqual(['https://www.craft.test/p/gelato.jpg']);
});

test('keeps a picture that has not loaded yet, however small its alt text makes it', async () => {
  expect(await reasons('<main><img src="/p/plum.jpg" alt="x"></main>')).toEqual({ offered: 1, leftOut: [] });
});

const mark = '<div class="logo"><a href="/"><img src="/i/7f3a.png" width="600" height="400" alt="MARK"></a></div>';

test('leaves out a logo at the top of the page when its alt text is the site name, at any size', async () => {
  const site = '<head><meta property="og:site_name" content="Craft Corner"></head>';
  expect(await reasons(`${site}<div>${mark.replace('MARK', 'Craft Corner')}</div><main>Words</main>`)).toEqual({
    offered: 0,
    leftOut: ['logo'],
  });
  expect(await reasons(`${site}<div>${mark.replace('MARK', 'Plums on a table')}</div>`)).toMatchObject({ offered: 1 });
  expect(await reasons(`${site}<main>${mark.replace('MARK', 'Craft Corner')}</main>`)).toMatchObject({ offered: 1 });
});

test('ranks a large picture with the class “avatar” below others, and leaves out a small one', async () => {
  const portrait = '<aside><img class="avatar" src="/i/me.jpg" width="400" height="400" alt="Me"></aside>';
  const other = '<main><img src="/i/plum-cake.jpg" width="600" height="900" alt="Plum cake"></main>';
  const { candidates } = await readHtml(`<h1>Plum cake</h1>${portrait}${other}`);
  expect(candidates.map(({ text }) => text)).toEqual(['Plum cake', 'Me']);
  expect(await reasons(portrait.replaceAll('400', '180') + other)).toEqual({ offered: 1, leftOut: ['avatar'] });
});
