import { expect, test } from 'vitest';
import { domainOf, isSameSite, resolveImage, resolvePage } from '../../../lib/page/identity/address';

const BASE = 'https://www.garden.test/posts/';

test.each([
  ['photo.jpg', 'https://www.garden.test/posts/photo.jpg'],
  ['//cdn.test/a b.jpg', 'https://cdn.test/a%20b.jpg'],
  ['https://cdn.test/x.jpg?a=1&amp;b=2', 'https://cdn.test/x.jpg?a=1&b=2'],
  ['https://cdn.test/x/../y.jpg', 'https://cdn.test/y.jpg'],
  ['https://me:secret@cdn.test/x.jpg', 'https://cdn.test/x.jpg'],
  ['“https://cdn.test/x.jpg″', 'https://cdn.test/x.jpg'],
  ["'https://cdn.test/x.jpg'", 'https://cdn.test/x.jpg'],
  ['https://cdn.test/x.css', ''],
  ['data:image/png;base64,AA==', 'data:image/png;base64,AA=='],
  ['data:text/html,<script>', ''],
  ['javascript:alert(1)', ''],
  ['JaVaScRiPt:alert(1)', ''],
  ['file:///etc/passwd', ''],
  ['#', ''],
  ['', ''],
  ['{{ image.url }}', ''],
  ['YOUR_IMAGE_URL', ''],
  ['/i/your-kitchen.jpg', 'https://www.garden.test/i/your-kitchen.jpg'],
  ['https://cdn.test/undefined', ''],
  ['https://cdn.test/clip.mp4', ''],
  ['http://https://cdn.test/x.jpg', ''],
  [`https://cdn.test/${'x'.repeat(5_000)}.jpg`, ''],
  [`data:image/png;base64,${'A'.repeat(1_000_001)}`, ''],
])('resolves the picture address %.60j to %.60j', (raw, address) => {
  expect(resolveImage(raw, BASE)).toBe(address);
});

test.each([
  ['../about', 'https://www.garden.test/about'],
  ['http://me:secret@www.garden.test/x', 'http://www.garden.test/x'],
  ['javascript:void(0)', ''],
  ['mailto:a@b.test', ''],
  ['https:///nowhere', ''],
  ['blob:https://www.garden.test/1', ''],
])('resolves the page address %j to %j', (raw, address) => {
  expect(resolvePage(raw, BASE)).toBe(address);
});

test.each([
  ['m.example.co.uk', 'example.co.uk'],
  ['www.example.com', 'example.com'],
  ['example.com', 'example.com'],
  ['anna.blogspot.com', 'anna.blogspot.com'],
  ['127.0.0.1', '127.0.0.1'],
  ['localhost', 'localhost'],
])('%s belongs to %s', (host, site) => {
  expect(domainOf(host)).toBe(site);
});

test('two blogs on a shared host are two sites; m. and www. of one domain are the same site', () => {
  expect(isSameSite('https://anna.blogspot.com/a', 'https://ben.blogspot.com/b')).toBe(false);
  expect(isSameSite('https://m.shop.de/a', 'https://www.shop.de/b')).toBe(true);
});
