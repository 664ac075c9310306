import { expect, test } from 'vitest';
import { isPublicPicture, takeSlide } from '../../../lib/images/ladder';
import { takeThumbnail } from '../../../lib/images/preparer';
import type { SlideWorld } from '../../../lib/images/world';
import type { Slide } from '../../../lib/pin/slide';
import { createPin, createWorld, PAGE_URL } from './fake-world';
import { drawBlob } from './pixels';

const CDN = 'https://cdn.example.net/photo.jpg';
const OWN = 'https://blog.example.com/photo.jpg';
const TAB = 7;

/** A picture that a test recognises by its width; all of one colour look the same. */
const picture = (width: number, colour = '#369') =>
  drawBlob(width, width * 1.5, (pen) => {
    pen.fillStyle = colour;
    pen.fillRect(0, 0, width, width * 1.5);
    pen.fillStyle = '#fff';
    pen.fillRect(width * 0.1, width * 0.2, width * 0.4, width * 0.3);
  });

/** The rung that the slide reaches and the width of its picture; or the problem when it reaches none. */
async function reach(
  url: string,
  { hosts = {}, ...rest }: Parameters<typeof createWorld>[1] = {},
  change: Partial<Slide> = {},
  tabId: number | null = TAB,
) {
  const pin = createPin([url], change);
  const world = createWorld(pin, { hosts, ...rest });
  const { patch } = await takeSlide(pin.slides[0]!, { pageUrl: PAGE_URL, tabId }, world);
  const came = patch.rung === 'none' ? patch.problem : [patch.rung, patch.original?.width].filter(Boolean).join(' ');
  return { came, asked: world.asked };
}

const inPage = (width: number): Partial<SlideWorld> => ({ readInPage: () => picture(width) });

test('takes the bytes when the host lets us read them', async () => {
  expect((await reach(CDN, { hosts: { [CDN]: await picture(40) } })).came).toBe('bytes 40');
});

test('reads the page’s own pictures through the page, without a request of our own', async () => {
  expect(await reach(OWN, inPage(50))).toEqual({ came: 'bytes 50', asked: [] });
});

test('reads straight from the page’s host when it is granted', async () => {
  const granted = { hosts: { [OWN]: await picture(60) }, hasHost: async () => true, ...inPage(50) };
  expect((await reach(OWN, granted)).came).toBe('bytes 60');
});

test('reads through the page when the host refuses us or cannot be reached: hotlink protection, a service worker', async () => {
  expect((await reach(CDN, { hosts: { [CDN]: 403 }, ...inPage(50) })).came).toBe('bytes 50');
  expect((await reach(CDN, inPage(50))).came).toBe('bytes 50');
});

test('leaves a redirect to the page, and follows it itself only with a grant', async () => {
  const redirects: RequestRedirect[] = [];
  const fetch: typeof globalThis.fetch = async (_, options) => {
    redirects.push(options?.redirect ?? 'follow');
    if (options?.redirect !== 'manual') return new Response(await picture(40));
    return Object.defineProperty(new Response(), 'type', { value: 'opaqueredirect' });
  };
  expect((await reach(CDN, { fetch, ...inPage(50) })).came).toBe('bytes 50');
  expect((await reach(CDN, { fetch, hasHost: async () => true })).came).toBe('bytes 40');
  expect((await reach(CDN, { fetch }, {}, null)).came).not.toBe('bytes 40');
  expect(redirects).toEqual(['manual', 'follow', 'manual']);
});

test('reads a blob: address through its page or not at all', async () => {
  const url = 'blob:https://blog.example.com/1';
  expect((await reach(url, inPage(50))).came).toBe('bytes 50');
  expect((await reach(url, {}, {}, null)).came).toBe('PAGE_NEEDED');
});

test('falls back to the address of a public JPEG that cannot be read', async () => {
  expect((await reach(CDN)).came).toBe('address');
});

test('needs permission for an unreadable picture unless it is an https JPEG or PNG by name', async () => {
  expect((await reach('https://cdn.example.net/photo.webp')).came).toBe('NEEDS_PERMISSION');
  expect((await reach('http://cdn.example.net/photo.jpg')).came).toBe('NEEDS_PERMISSION');
});

test('reports the host’s answer when permission is granted and the screen does not show the picture', async () => {
  const shown = { showPicture: async () => null, hasHost: async () => true, hosts: { [CDN]: 403 } };
  expect((await reach(CDN, shown)).came).toBe('HTTP_403');
});

test('never falls back to the address of a picture that it read and found bad', async () => {
  const cut = (await picture(40)).slice(0, 60);
  expect((await reach(CDN, { hosts: { [CDN]: cut } })).came).toBe('TRUNCATED');
});

test('takes the next smaller declared rendition when the largest is gone', async () => {
  const small = 'https://cdn.example.net/small.jpg';
  const hosts = { [CDN]: 404, [small]: await picture(30) };
  expect((await reach(CDN, { hosts }, { variants: [small] })).came).toBe('bytes 30');
});

test('never takes a proposed rendition in place of a picture that is gone', async () => {
  const other = 'https://cdn.example.net/other/photo.jpg';
  const hosts = { [CDN]: 404, [other]: await picture(900, '#933') };
  const { came, asked } = await reach(CDN, { hosts }, { proposals: [other] });
  expect({ came, asked }).toEqual({ came: 'HTTP_404', asked: [CDN] });
});

test('takes a proposed rendition only if it loads, is clearly larger and shows the same picture', async () => {
  const [gone, other, smaller, larger] = ['a', 'b', 'c', 'd'].map((name) => `https://cdn.example.net/${name}.jpg`) as [
    string,
    string,
    string,
    string,
  ];
  const hosts = {
    [CDN]: await picture(100),
    [gone]: 404,
    [other]: await picture(200, '#933'),
    [smaller]: await picture(105),
    [larger]: await picture(200),
  };
  expect((await reach(CDN, { hosts }, { proposals: [gone, other, larger] })).came).toBe('bytes 200');
  expect((await reach(CDN, { hosts }, { proposals: [gone, other, smaller] })).came).toBe('bytes 100');
});

test('asks for permission rather than taking a smaller rendition', async () => {
  const small = 'https://cdn.example.net/small.webp';
  const hosts = { [small]: await picture(30) };
  const { came } = await reach('https://cdn.example.net/large.webp', { hosts }, { variants: [small] });
  expect(came).toBe('NEEDS_PERMISSION');
});

test('never fetches a picture from a private network for a public page', async () => {
  const { came, asked } = await reach('http://192.168.0.1/photo.jpg');
  expect({ came, asked }).toEqual({ came: 'BLOCKED', asked: [] });
});

test.each([
  ['https://cdn.example.net/a/photo.JPG?w=1200', true],
  ['https://cdn.example.net/photo.png', true],
  ['http://cdn.example.net/photo.png', false],
  ['https://cdn.example.net/photo.webp', false],
  ['https://cdn.example.net/photo', false],
  ['https://cdn.example.net/photo.jpg?auto=format&w=900', false],
  ['https://cdn.example.net/f_auto,q_auto/photo.jpg', false],
  ['https://user@cdn.example.net/photo.jpg', false],
  ['https://127.0.0.1/photo.jpg', false],
  ['https://nas.local/photo.jpg', false],
])('%s is a public JPEG or PNG by its name: %s', (url, isPublic) => {
  expect(isPublicPicture(url)).toBe(isPublic);
});

test('a thumbnail is small, shows the same shape and tells the picture’s own size', async () => {
  const world = createWorld(createPin([CDN]), { hosts: { [CDN]: await picture(1000) } });
  const made = await takeThumbnail(CDN, { pageUrl: PAGE_URL, tabId: null }, world);
  expect(made).toMatchObject({ width: 1000, height: 1500 });
  const { width, height } = await createImageBitmap(await (await fetch(made!.src)).blob());
  expect([width, height]).toEqual([320, 480]);
});

test('there is no thumbnail of what cannot be read, is no picture, or is out of reach', async () => {
  const HOME = 'http://192.168.1.1/photo.jpg';
  const hosts = { [OWN]: new Blob(['<html>'], { type: 'text/html' }), [HOME]: await picture(100) };
  const world = createWorld(createPin([CDN]), { hosts });
  for (const url of [CDN, OWN, HOME])
    expect(await takeThumbnail(url, { pageUrl: PAGE_URL, tabId: null }, world)).toBeNull();
  expect(world.asked).not.toContain(HOME);
});
