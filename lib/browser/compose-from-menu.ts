import { stripTracking } from '../page/judge/tracking';
import { leaveHint } from './hint';
import { onInstall } from './life';
import { createMenu, type MenuClick, onMenuClick } from './menus';
import { openComposer } from './screens';

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
