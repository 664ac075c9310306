import { browser } from 'wxt/browser';
import { stripTracking } from '../page/judge/tracking';
import { t } from '../words/t';
import { onInstall } from './life';
import { openComposer } from './screens';
import { leaveHint } from './session';

const SCHEDULE = 'schedule';

export interface MenuClick {
  tabId: number;
  pageUrl: string;
  imageUrl?: string;
  linkUrl?: string;
  selection?: string;
}

/** Puts *Schedule to Pinterest* into the context menu. The browser keeps it: call at install and update only. */
export async function createMenu(): Promise<void> {
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
export async function composeFromMenu({ tabId, linkUrl, ...pointed }: MenuClick): Promise<void> {
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
