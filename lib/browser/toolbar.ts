import { browser } from 'wxt/browser';
import { readSettings, type Settings } from '../store/settings';
import { openPanel, showInPanel } from './panel';

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
