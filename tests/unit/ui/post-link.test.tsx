// @vitest-environment happy-dom
import { render } from 'preact';
import { expect, test } from 'vitest';
import { PostLink } from '../../../components/ui/button';

function show(what: Parameters<typeof render>[0]): Element {
  const screen = document.createElement('div');
  render(what, screen);
  return screen;
}

test('a published pin’s web address is a link, named by its host unless that is Pinterest’s', () => {
  const linkOf = (address: string | null) => show(<PostLink address={address} />).querySelector('a');
  expect(linkOf('https://www.pinterest.com/pin/1/')?.textContent).toBe('See it on Pinterest');
  expect(linkOf('https://www.pinterest.evil.example/pin/1/')?.textContent).toBe('See it at www.pinterest.evil.example');
  for (const address of [null, '', 'javascript:alert(1)', 'file:///etc/passwd', 'https://'])
    expect(linkOf(address)).toBeNull();
});
