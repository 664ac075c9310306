import { browser } from 'wxt/browser';
import { t } from '../words/t';

const QUICK_PIN = 'quick-pin';

export interface Shortcut {
  name: string;
  /** What it does, in the user's language. */
  description: string;
  /** The keys as the browser writes them; '' when none are set. */
  keys: string;
}

/** Calls back with the active tab when the quick-pin keys are pressed. Call synchronously at worker start. */
export function onQuickPin(take: (tab: { id: number; windowId: number }) => void): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (command === QUICK_PIN && tab?.id !== undefined) take({ id: tab.id, windowId: tab.windowId });
  });
}

/** The extension's shortcuts as they are set now. */
export async function listShortcuts(): Promise<Shortcut[]> {
  const commands = await browser.commands.getAll();
  return commands.map(({ name, description, shortcut }) => ({
    name: name ?? '',
    description: description || (name === '_execute_action' ? t('general.shortcut.open') : (name ?? '')),
    keys: shortcut ?? '',
  }));
}

/** Opens the page on which the browser lets its user change the keys. */
export async function openShortcutSettings(): Promise<void> {
  // Firefox has a call for it (since 137); Chrome has a page of its own.
  const commands = browser.commands as typeof browser.commands & { openShortcutSettings?: () => Promise<void> };
  if (commands.openShortcutSettings) await commands.openShortcutSettings();
  else await browser.tabs.create({ url: 'chrome://extensions/shortcuts' });
}
