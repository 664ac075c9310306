import { browser } from 'wxt/browser';
import * as z from 'zod/mini';

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

/** Has the side panel show a tab, which has just been granted by a click. */
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
