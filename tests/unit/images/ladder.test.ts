import { expect, test } from 'vitest';
import { climb } from '../../../lib/images/ladder';
import { PictureError } from '../../../lib/images/picture-error';
import { isPublicPicture } from '../../../lib/images/public-address';
import type { SlideWorld } from '../../../lib/images/world';
import { createPin, createWorld } from './fake-world';

const CDN = 'https://cdn.example.net/photo.jpg';
const OWN = 'https://blog.example.com/photo.jpg';
const blob = (text: string) => new Blob([text]);
const TAB = 7;

async function reach(
  url: string,
  hosts: Parameters<typeof createWorld>[1] = {},
  change: Parameters<typeof createPin>[1] = {},
  tabId: number | null = TAB,
) {
  const pin = createPin([url], change);
  const world = createWorld(pin, hosts);
  const found = await climb(pin.slides[0]!, pin, tabId, world, async (bytes) => {
    const text = await bytes.text();
    if (text.startsWith('bad')) throw new PictureError('TRUNCATED');
    return text;
  }).catch((error: PictureError) => error.code);
  const came = typeof found === 'string' ? found : 'opened' in found ? `${found.rung}: ${found.opened}` : found.rung;
  return { came, asked: world.asked };
}

const inPage = (text: string): Partial<SlideWorld> => ({ readInPage: async () => blob(text) });

test('takes the bytes where the host lets them be read', async () => {
  expect((await reach(CDN, { hosts: { [CDN]: blob('cdn') } })).came).toBe('bytes: cdn');
});

test('reads the page’s own pictures through the page, without a request of our own', async () => {
  expect(await reach(OWN, inPage('page'))).toEqual({ came: 'bytes: page', asked: [] });
});

test('with a grant for the page’s host, reads straight from it', async () => {
  const granted = { hosts: { [OWN]: blob('host') }, hasHost: async () => true, ...inPage('page') };
  expect((await reach(OWN, granted)).came).toBe('bytes: host');
});

test('asks the page where the host turns a stranger away: hot-link protection, a service worker', async () => {
  expect((await reach(CDN, { hosts: { [CDN]: 403 }, ...inPage('page') })).came).toBe('bytes: page');
  expect((await reach(CDN, inPage('page'))).came).toBe('bytes: page');
});

test('blob: addresses are read by their page, or not at all', async () => {
  const url = 'blob:https://blog.example.com/1';
  expect((await reach(url, inPage('page'))).came).toBe('bytes: page');
  expect((await reach(url, {}, {}, null)).came).toBe('PAGE_NEEDED');
});

test('an unreadable public JPEG goes by its address', async () => {
  expect((await reach(CDN)).came).toBe('address');
});

test('an unreadable picture that is not JPEG or PNG by name needs permission for its host', async () => {
  expect((await reach('https://cdn.example.net/photo.webp')).came).toBe('NEEDS_PERMISSION');
  expect((await reach('http://cdn.example.net/photo.jpg')).came).toBe('NEEDS_PERMISSION');
});

test('is taken from the screen where permission is there and does not help', async () => {
  const shown = { showPicture: async () => null, hasHost: async () => true, hosts: { [CDN]: 403 } };
  expect((await reach(CDN, shown)).came).toBe('HTTP_403');
});

test('a picture that is read and bad is not sent by its address', async () => {
  expect((await reach(CDN, { hosts: { [CDN]: blob('bad') } })).came).toBe('TRUNCATED');
});

test('takes the next smaller rendition where the largest is gone or bad', async () => {
  const small = 'https://cdn.example.net/small.jpg';
  const hosts = { [CDN]: 404, [small]: blob('small') };
  expect((await reach(CDN, { hosts }, { variants: [small] })).came).toBe('bytes: small');
});

test('asks for permission rather than taking a smaller rendition', async () => {
  const small = 'https://cdn.example.net/small.webp';
  const hosts = { [small]: blob('small') };
  const { came } = await reach('https://cdn.example.net/large.webp', { hosts }, { variants: [small] });
  expect(came).toBe('NEEDS_PERMISSION');
});

test('a picture in a private network is not fetched for a public page', async () => {
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
