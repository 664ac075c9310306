import { stripTracking } from '../page/judge/tracking';
import { leaveHint } from './hint';
import type { MenuClick } from './menus';
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
