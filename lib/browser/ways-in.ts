import { browser } from 'wxt/browser';
import { stripTracking } from '../page/judge/tracking';
import { readSettings, type Settings } from '../store/settings';
import { t } from '../words/t';
import { onInstall } from './life';
import { openComposer, openPanel, showInPanel } from './screens';
import { leaveHint } from './session';

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

const SCHEDULE = 'schedule';

interface MenuClick {
  tabId: number;
  pageUrl: string;
  imageUrl?: string;
  linkUrl?: string;
  selection?: string;
}

/** Puts *Schedule to Pinterest* into the context menu. The browser keeps it: call at install and update only. */
async function createMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create(
    {
      id: SCHEDULE,
      title: t('extension.menu'),
      contexts: ['page', 'image', 'link', 'selection', 'frame', 'video'],
      documentUrlPatterns: ['http://*/*', 'https://*/*', 'file:///*'],
    },
    // Read, or the browser complains: two installations in a row would create the same item twice.
    () => void browser.runtime.lastError,
  );
}

/** Calls back when the menu's item is chosen. Call synchronously at worker start. */
export function onMenuClick(take: (click: MenuClick) => void): void {
  browser.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId !== SCHEDULE || tab?.id === undefined) return;
    take({
      tabId: tab.id,
      pageUrl: info.pageUrl ?? tab.url ?? '',
      ...(info.mediaType === 'image' && info.srcUrl ? { imageUrl: info.srcUrl } : {}),
      ...(info.linkUrl ? { linkUrl: info.linkUrl } : {}),
      ...(info.selectionText ? { selection: info.selectionText } : {}),
    });
  });
}

/**
 * *Schedule to Pinterest* in the context menu. The popup is asked for before anything is awaited (the browsers allow it only
 * during the click); the hint is there long before the popup's first script runs its first query, and is taken once.
 */
async function composeFromMenu({ tabId, linkUrl, ...pointed }: MenuClick): Promise<void> {
  const link = linkUrl === undefined ? {} : { linkUrl: stripTracking(linkUrl) };
  const left = leaveHint({ tabId, ...pointed, ...link, at: Date.now() });
  const opened = openComposer(tabId);
  await Promise.all([left, opened]);
}

/** Keeps the context menu's item and what it does. Call synchronously at worker start. */
export function keepMenu(): void {
  onInstall(() => void createMenu());
  onMenuClick((click) => void composeFromMenu(click));
}
