// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import { Thumb } from '../../../components/ui/thumb';

/** The address that is asked for; undefined where a placeholder stands instead. */
function show(src: string, pageUrl: string): string | undefined {
  const box = document.createElement('div');
  render(<Thumb src={src} pageUrl={pageUrl} />, box);
  return box.querySelector('img')?.getAttribute('src') ?? undefined;
}

const ROUTER = 'http://192.168.1.1/reboot.png';
const BLOG = 'https://www.blog.example/post';

test('a picture in a private network is never requested for a public page, nor when no page is known', () => {
  for (const src of [ROUTER, 'http://localhost:3000/a.png', 'https://[::1]/a.png', 'http://nas.local/a.png']) {
    expect(show(src, BLOG), src).toBeUndefined();
    expect(show(src, ''), src).toBeUndefined();
  }
});

test('a page of a private network may show its own pictures, and any page public ones', () => {
  expect(show(ROUTER, 'http://intranet/wiki')).toBe(ROUTER);
  expect(show('https://cdn.example/a.jpg', BLOG)).toBe('https://cdn.example/a.jpg');
  expect(show('data:image/png;base64,AAAA', BLOG)).toBe('data:image/png;base64,AAAA');
  expect(show('blob:chrome-extension://abc/1', BLOG)).toBe('blob:chrome-extension://abc/1');
});

test('a picture that failed has an icon in its place, one that is not known yet has none', () => {
  const box = document.createElement('div');
  const drawing = () => box.querySelector('svg');
  render(<Thumb src="" pageUrl={BLOG} />, box);
  expect(drawing()).not.toBeNull();
  render(<Thumb src={null} pageUrl={BLOG} />, box);
  expect(drawing()).toBeNull();
  expect(box.textContent).toBe('');
});
