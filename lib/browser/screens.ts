import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import type { EarlierPin } from '../pin/mends';

const COMPOSER = { width: 820, height: 680 };

/**
 * Opens the composer for a tab: the toolbar's popup where the browser lets us, else the same page in a small window.
 * Must be called during a user's gesture, before any `await`, for the popup to be allowed (Firefox).
 */
export async function openComposer(tabId: number): Promise<void> {
  try {
    await browser.action.openPopup();
  } catch {
    await openInstead(tabId);
  }
}

/** Where no popup opens: the side panel, if that is what the toolbar button opens, else a window. */
async function openInstead(tabId: number): Promise<void> {
  try {
    if ((await browser.action.getPopup({})) !== '') throw new Error('the button opens no panel');
    const { windowId } = await browser.tabs.get(tabId);
    await openPanel(windowId as number);
    await showInPanel(tabId);
  } catch {
    await openComposerWindow(`?tab=${tabId}`);
  }
}

/**
 * Opens the popup again, where the browser closed it over its prompt; its draft is as it was left. Does nothing while any
 * screen of ours is open, and in Firefox, which opens popups during a click only.
 */
export async function reopenComposer(): Promise<void> {
  if (!('getContexts' in browser.runtime)) return;
  try {
    const open = await browser.runtime.getContexts({ contextTypes: ['POPUP', 'TAB'] });
    if (open.length === 0) await browser.action.openPopup();
  } catch {
    // The browser's window is not in front: the toolbar button opens it.
  }
}

/** Opens the composer in a window of its own: `?tab=<tabId>` for a page, `?pin=<id>` for a pin. */
export async function openComposerWindow(query: string): Promise<void> {
  await browser.windows.create({
    url: browser.runtime.getURL(`/popup.html${query}` as '/popup.html'),
    type: 'popup',
    ...COMPOSER,
  });
}

/** Opens a pin (or its working copy) in the composer, in a tab. */
export const openPin = (pinId: string): Promise<void> => openTab(`/popup.html?pin=${encodeURIComponent(pinId)}`);

/** Opens the queue, at one pin when its id is given. */
export const openQueue = (pinId?: string): Promise<void> =>
  openTab(pinId === undefined ? '/queue.html' : `/queue.html?pin=${encodeURIComponent(pinId)}`);

/** Opens a pin that was sent or is to be sent: in the planner, or on Pinterest once it is no longer here. */
export const openEarlier = ({ id, isGone, externalUrl }: Pick<EarlierPin, 'id' | 'isGone' | 'externalUrl'>) =>
  isGone && externalUrl ? openTab(externalUrl) : openQueue(id);

/** Opens the options. */
export const openOptions = (): Promise<void> => browser.runtime.openOptionsPage();

/**
 * Opens a page of the web (http, https), or one of ours by its path. Any other address opens nothing: it may come from an import,
 * and `file:` or the browser's own pages are not for a file to open.
 */
export async function openTab(address: string): Promise<void> {
  await openTabFor(address);
}

/** As `openTab`; answers the new tab's id, undefined where none was opened. */
export async function openTabFor(address: string): Promise<number | undefined> {
  const isOurs = address.startsWith('/');
  if (!isOurs && !/^https?:\/\//i.test(address)) return undefined;
  const url = isOurs ? browser.runtime.getURL(address as '/queue.html') : address;
  return (await browser.tabs.create({ url })).id;
}

/** Chrome's side panel and Firefox's sidebar, which the polyfill's types do not know together. */
const panels = browser as unknown as {
  sidePanel?: { open: (options: { windowId: number }) => Promise<void> };
  sidebarAction?: { open: () => Promise<void> };
};

const ASKED = 'panel-asked';
const Asked = z.object({ tabId: z.number(), at: z.number() });

/** Opens the side panel of a window. Must be called during a user's gesture, before any `await`. */
export async function openPanel(windowId: number): Promise<void> {
  if (panels.sidePanel) await panels.sidePanel.open({ windowId });
  else await panels.sidebarAction?.open();
}

/** Makes the side panel show a tab, to which a click has just given access. */
export async function showInPanel(tabId: number): Promise<void> {
  await browser.storage.session.set({ [ASKED]: { tabId, at: Date.now() } });
}

/** Calls back with the tab that an open side panel is to show. Answers how to stop. */
export function listenToPanelAsks(show: (tabId: number) => unknown): () => void {
  const listener = (changes: Record<string, { newValue?: unknown }>, area: string) => {
    const asked = area === 'session' ? z.safeParse(Asked, changes[ASKED]?.newValue).data : undefined;
    if (asked) show(asked.tabId);
  };
  browser.storage.onChanged.addListener(listener);
  return () => browser.storage.onChanged.removeListener(listener);
}

/** Calls back when another tab comes into view, or the one in view shows another page. Answers how to stop. */
export function listenToTabInView(look: () => void): () => void {
  const onUpdated = (_tabId: number, change: { status?: string }) => {
    if (change.status === 'complete') look();
  };
  browser.tabs.onActivated.addListener(look);
  browser.tabs.onUpdated.addListener(onUpdated);
  return () => {
    browser.tabs.onActivated.removeListener(look);
    browser.tabs.onUpdated.removeListener(onUpdated);
  };
}

/** Where a person signs in to Postbreeze. Its documentation names no address of the dashboard itself. */
export const DASHBOARD = 'https://postbreeze.ai/';
