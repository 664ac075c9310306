// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import { PostLink } from '../../../components/ui/button';
import { Thumb } from '../../../components/ui/thumb';

function show(what: Parameters<typeof render>[0]): Element {
  const screen = document.createElement('div');
  render(what, screen);
  return screen;
}

const PUBLIC = 'https://blog.example.com/';

test.each([
  ['https://cdn.example.com/a.jpg', PUBLIC],
  ['http://127.0.0.1:8080/a.jpg', 'http://127.0.0.1:8080/'],
  ['blob:chrome-extension://id/1', PUBLIC],
  ['data:image/png;base64,AAAA', PUBLIC],
  ['/sample/apple-cake.jpg', ''],
])('%s is shown on the word of "%s"', (src, page) => {
  expect(
    show(<Thumb src={src} page={page} />)
      .querySelector('img')
      ?.getAttribute('src'),
  ).toBe(src);
});

test.each([
  ['', PUBLIC],
  ['http://192.168.0.1/router/reboot.jpg', PUBLIC],
  ['http://[::ffff:10.0.0.1]/a.jpg', PUBLIC],
  ['http://localhost./a.jpg', ''],
  ['blob:https://blog.example.com/1', PUBLIC],
  ['https://cdn.example.com/heavy.svg?1', PUBLIC],
  ['data:image/svg+xml,<svg/>', PUBLIC],
  ['data:text/html,hello', PUBLIC],
  ['file:///etc/passwd', PUBLIC],
  ['chrome://settings', PUBLIC],
])('"%s" is not asked for on the word of "%s"', (src, page) => {
  expect(show(<Thumb src={src} page={page} />).querySelector('img')).toBeNull();
});

test('a published pin’s address is a link where it is one of the web, named by its host where that is not Pinterest’s', () => {
  const linkOf = (address: string | null) => show(<PostLink address={address} />).querySelector('a');
  expect(linkOf('https://www.pinterest.com/pin/1/')?.textContent).toBe('See it on Pinterest');
  expect(linkOf('https://www.pinterest.evil.example/pin/1/')?.textContent).toBe('See it at www.pinterest.evil.example');
  for (const address of [null, '', 'javascript:alert(1)', 'file:///etc/passwd', 'https://'])
    expect(linkOf(address)).toBeNull();
});
