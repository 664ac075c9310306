import { browser } from 'wxt/browser';
import { t } from '../words/t';

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
