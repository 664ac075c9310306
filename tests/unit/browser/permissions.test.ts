import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { hostPattern, listGrantedHosts, requestHost } from '../../../lib/browser/permissions';

beforeEach(() => fakeBrowser.reset());

test.each([
  ['https://cdn.example.com/a/b.jpg?w=1', 'https://cdn.example.com/*'],
  ['http://localhost:8080/a.jpg', 'http://localhost/*'],
  ['https://user:secret@example.com/', 'https://example.com/*'],
  ['data:image/png;base64,AA', null],
  ['blob:https://example.com/1', null],
  ['file:///etc/passwd', null],
  ['javascript:alert(1)', null],
  ['nonsense', null],
])('%s is asked for as %s', (url, pattern) => {
  expect(hostPattern(url)).toBe(pattern);
});

test('only what the user granted is listed', async () => {
  const own = ['https://api.postbreeze.ai/*'];
  fakeBrowser.runtime.getManifest = (() => ({ host_permissions: own })) as never;
  fakeBrowser.permissions.getAll = (async () => ({
    origins: ['https://b.test/*', ...own, 'https://a.test/*'],
  })) as never;
  expect(await listGrantedHosts()).toEqual(['https://a.test/*', 'https://b.test/*']);
});

test('a browser that refuses to ask is a no', async () => {
  fakeBrowser.permissions.request = (() => Promise.reject(new Error('must be called during a user gesture'))) as never;
  expect(await requestHost('https://a.test/')).toBe(false);
});
