import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { runInPage } from '../../../lib/browser/in-page';
import { readKey, writeKey } from '../../../lib/browser/key';
import { armEngine } from '../../../lib/browser/life';
import { onNoticeClick, showNotice } from '../../../lib/browser/notifications';
import { onMenuClick } from '../../../lib/browser/ways-in';

beforeEach(() => fakeBrowser.reset());

test('stores and removes the key, and ignores a stored value that is not text', async () => {
  expect(await readKey()).toBeNull();
  await writeKey('pb_live_x');
  expect(await readKey()).toBe('pb_live_x');
  await fakeBrowser.storage.local.set({ apiKey: { not: 'text' } });
  expect(await readKey()).toBeNull();
  await writeKey(null);
  expect(await fakeBrowser.storage.local.get('apiKey')).toEqual({});
});

test('the engine has one alarm, and none when there is nothing to do', async () => {
  await armEngine(Date.now() + 60_000);
  await armEngine(Date.now() + 120_000);
  expect(await fakeBrowser.alarms.getAll()).toHaveLength(1);
  await armEngine(null);
  expect(await fakeBrowser.alarms.getAll()).toEqual([]);
});

test('a click in the menu reports only what was pointed at', async () => {
  let click: ((info: object, tab: object | undefined) => void) | undefined;
  fakeBrowser.contextMenus.onClicked.addListener = ((listener: typeof click) => {
    click = listener;
  }) as never;
  const take = vi.fn();
  onMenuClick(take);
  const page = { menuItemId: 'schedule', pageUrl: 'https://a.test/' };
  click?.({ ...page, mediaType: 'image', srcUrl: 'https://a.test/1.jpg', linkUrl: 'https://a.test/2' }, { id: 7 });
  click?.({ ...page, mediaType: 'video', srcUrl: 'https://a.test/1.mp4', selectionText: 'Words' }, { id: 7 });
  click?.(page, undefined);
  click?.({ ...page, menuItemId: 'other' }, { id: 7 });
  expect(take.mock.calls).toEqual([
    [{ tabId: 7, pageUrl: 'https://a.test/', imageUrl: 'https://a.test/1.jpg', linkUrl: 'https://a.test/2' }],
    [{ tabId: 7, pageUrl: 'https://a.test/', selection: 'Words' }],
  ]);
});

test('shows the notice without buttons if the browser refuses them, and does not fail if it refuses the notice', async () => {
  const create = vi.fn(async (_id: string, options: object) => {
    if ('buttons' in options) throw new Error('Unexpected property "buttons".');
  });
  fakeBrowser.notifications.create = create as never;
  await showNotice({ id: '1', title: 'T', message: 'M', buttons: ['Undo'] });
  expect(create).toHaveBeenCalledTimes(2);
  fakeBrowser.notifications.create = (() => Promise.reject(new Error('No notices here.'))) as never;
  await expect(showNotice({ id: '1', title: 'T', message: 'M' })).resolves.toBeUndefined();
});

test('a click on a notice reports which one it was', () => {
  const take = vi.fn();
  onNoticeClick(take);
  void fakeBrowser.notifications.onClicked.trigger('quick-pin:1');
  expect(take).toHaveBeenCalledWith('quick-pin:1', null);
});

test('returns nothing from a page that does not answer in time or may not be scripted', async () => {
  fakeBrowser.scripting.executeScript = (() => new Promise(() => {})) as never;
  expect(await runInPage(7, () => 1, [], 10)).toBeUndefined();
  fakeBrowser.scripting.executeScript = (() => Promise.reject(new Error('No tab'))) as never;
  expect(await runInPage(7, () => 1, [])).toBeUndefined();
  fakeBrowser.scripting.executeScript = (async () => [{ frameId: 0, result: 'yes' }]) as never;
  expect(await runInPage(7, () => 'yes', [])).toBe('yes');
});
