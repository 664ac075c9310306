import { beforeEach, expect, test } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import {
  hasOwnHosts,
  hostPattern,
  listGrantedHosts,
  requestHost,
  requestOwnHosts,
} from '../../../lib/browser/permissions';

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
])('the host pattern of %s is %s', (url, pattern) => {
  expect(hostPattern(url)).toBe(pattern);
});

test('lists only hosts that the user granted', async () => {
  const own = ['https://api.postbreeze.ai/*'];
  fakeBrowser.runtime.getManifest = (() => ({ host_permissions: own })) as never;
  fakeBrowser.permissions.getAll = (async () => ({
    origins: ['https://b.test/*', ...own, 'https://a.test/*'],
  })) as never;
  expect(await listGrantedHosts()).toEqual(['https://a.test/*', 'https://b.test/*']);
});

test('asks again for all hosts of the manifest when the browser withholds them', async () => {
  const own = ['https://api.postbreeze.ai/*', 'https://*.r2.cloudflarestorage.com/*'];
  fakeBrowser.runtime.getManifest = (() => ({ host_permissions: own })) as never;
  const asked: string[][] = [];
  const answer = (is: boolean) => async (what: { origins: string[] }) => asked.push(what.origins) > 0 && is;
  fakeBrowser.permissions.contains = answer(false) as never;
  fakeBrowser.permissions.request = answer(true) as never;
  expect([await hasOwnHosts(), await requestOwnHosts()]).toEqual([false, true]);
  expect(asked).toEqual([own, own]);
});

test('takes a refused request for a no', async () => {
  fakeBrowser.permissions.request = (() => Promise.reject(new Error('must be called during a user gesture'))) as never;
  expect(await requestHost('https://a.test/')).toBe(false);
});
