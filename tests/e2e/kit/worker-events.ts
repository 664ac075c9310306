import { expect, type Page } from '@playwright/test';
import type { Extension } from './extension';
import type { Screen } from './screen';

/** The parts of the worker's own API that these tests reach into; they run in the worker, where Node's types do not hold. */
interface WorkerScope {
  shownNotices?: ShownNotice[];
  chrome: {
    // biome-ignore lint/suspicious/noExplicitAny: `dispatch` is no part of the documented API
    [api: string]: any;
  };
}

/** A notice as it was handed to the browser. */
export interface ShownNotice {
  id: string;
  title: string;
  message: string;
  buttons: string[];
}

/** What the browser reports of a click in its context menu, but for the ids. */
export interface PointedAt {
  mediaType?: 'image';
  srcUrl?: string;
  linkUrl?: string;
  selectionText?: string;
}

/**
 * *Schedule to Pinterest* chosen in the context menu of a page. The grant that comes with the real gesture is had by a real
 * toolbar click before, since a headless browser opens no menu; the event is the real one.
 */
export async function chooseMenuItem(extension: Extension, page: Page, pointedAt: PointedAt): Promise<Screen> {
  await grantTab(extension, page);
  await dispatch(extension, 'contextMenus.onClicked', [
    { menuItemId: 'schedule', editable: false, pageUrl: page.url(), ...pointedAt },
  ]);
  return extension.popup();
}

/** The quick-pin keys pressed on a page; the grant as above. */
export async function pressQuickPin(extension: Extension, page: Page, times = 1): Promise<void> {
  await grantTab(extension, page);
  await dispatch(extension, 'commands.onCommand', ['quick-pin'], times);
}

/** The same on a page that cannot show a toast. Resolves with the notification. */
export async function pressQuickPinForNotice(extension: Extension, page: Page): Promise<ShownNotice> {
  const before = (await listNotices(extension)).length;
  await pressQuickPin(extension, page);
  return nextNotice(extension, before);
}

/** A click on a notice, or on its button when that is numbered. */
export async function clickNotice(extension: Extension, id: string, button?: number): Promise<void> {
  const worker = await extension.worker();
  await worker.evaluate(
    ([id, button]) => {
      const { notifications } = (globalThis as unknown as WorkerScope).chrome;
      if (button === undefined) notifications.onClicked.dispatch(id);
      else notifications.onButtonClicked.dispatch(id, button);
    },
    [id, button] as const,
  );
}

/** The notice that comes after so many others. */
export async function nextNotice(extension: Extension, after: number): Promise<ShownNotice> {
  for (const startedAt = Date.now(); Date.now() - startedAt < 15_000; ) {
    const notice = (await listNotices(extension))[after];
    if (notice) return notice;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('no notice was shown');
}

/** Every notice shown since this was first called; later calls answer the same list, grown. */
export async function listNotices(extension: Extension): Promise<ShownNotice[]> {
  const worker = await extension.worker();
  return worker.evaluate(() => {
    const scope = globalThis as unknown as WorkerScope;
    if (scope.shownNotices) return scope.shownNotices;
    const shown: ShownNotice[] = [];
    scope.shownNotices = shown;
    const { notifications } = scope.chrome;
    const create = notifications.create.bind(notifications);
    notifications.create = (
      id: string,
      options: { title: string; message: string; buttons?: { title: string }[] },
      ...rest: unknown[]
    ) => {
      const { title, message, buttons = [] } = options;
      shown.push({ id, title, message, buttons: buttons.map((button) => button.title) });
      return create(id, options, ...rest);
    };
    return shown;
  });
}

/** A real click on the toolbar button, for the grant that comes with it; its popup is gone when this resolves. */
export async function grantTab(extension: Extension, page: Page): Promise<void> {
  const popup = await extension.openComposer(page);
  await popup.close();
  const worker = await extension.worker();
  await expect
    .poll(() =>
      worker.evaluate(async () => {
        const { chrome } = globalThis as unknown as WorkerScope;
        return (await chrome.runtime.getContexts({ contextTypes: ['POPUP'] })).length;
      }),
    )
    .toBe(0);
}

/** Fires an event of the worker's API with these arguments and the tab in view as the last one, `times` times in a row. */
export async function dispatch(extension: Extension, event: string, args: unknown[], times = 1): Promise<void> {
  const worker = await extension.worker();
  await worker.evaluate(
    async ([event, args, times]) => {
      const { chrome } = globalThis as unknown as WorkerScope;
      const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
      const [api = '', name = ''] = event.split('.');
      for (let i = 0; i < times; i++) chrome[api][name].dispatch(...args, tab);
    },
    [event, args, times] as const,
  );
}
