import { browser } from 'wxt/browser';
import { readSettings, type Settings } from '../store/settings';
import { openPanel, showInPanel } from './screens';

/** The popup's page by what the button opens: a window is opened by the popup itself, the panel by `onToolbarClick`. */
const POPUPS: Record<Settings['toolbarOpens'], string> = {
  popup: '/popup.html',
  window: '/popup.html?to=window',
  panel: '',
};

/** Sets what a click on the toolbar button opens, until the browser closes. */
export async function setToolbar(opens: Settings['toolbarOpens']): Promise<void> {
  await browser.action.setPopup({ popup: POPUPS[opens] });
}

/**
 * Keeps the button as the settings say, which the browser forgets when it closes, and opens the side panel where the button
 * has no popup. Call synchronously at worker start.
 */
export function keepToolbar(): void {
  browser.action.onClicked.addListener((tab) => {
    if (tab.windowId === undefined || tab.id === undefined) return;
    // Opened before anything is awaited: the browser allows it during the click alone.
    void openPanel(tab.windowId);
    void showInPanel(tab.id);
  });
  void readSettings().then(({ toolbarOpens }) => setToolbar(toolbarOpens));
}

/** Puts the number of pins that need the user on the toolbar button; 0 clears it. */
export async function setBadge(count: number): Promise<void> {
  await browser.action.setBadgeText({ text: count === 0 ? '' : count > 99 ? '99+' : String(count) });
  if (count === 0) return;
  await browser.action.setBadgeBackgroundColor({ color: '#b3261e' });
  await browser.action.setBadgeTextColor?.({ color: '#ffffff' });
}

/** What the toolbar button shows for one tab: its page has a draft that waits, or was pinned already. */
const MARKS = { draft: '•', pinned: '✓' };

/**
 * Marks the toolbar button for the page of a tab that the user just asked about; the browser takes the mark off when the tab
 * goes elsewhere. The number of pins that need the user comes first.
 */
export async function markTab(tabId: number, mark: keyof typeof MARKS | null): Promise<void> {
  if (tabId === browser.tabs.TAB_ID_NONE) return;
  const isCounting = (await browser.action.getBadgeText({})) !== '';
  // null, which the types leave out, goes back to what the button shows for every tab.
  const text = mark !== null && !isCounting ? MARKS[mark] : null;
  await browser.action.setBadgeText({ tabId, text: text as string }).catch(() => undefined); // the tab is closed
}
