import { browser } from 'wxt/browser';

/** Puts the number of pins that need the user on the toolbar button; 0 clears it. */
export async function setBadge(count: number): Promise<void> {
  await browser.action.setBadgeText({ text: count === 0 ? '' : count > 99 ? '99+' : String(count) });
  if (count === 0) return;
  await browser.action.setBadgeBackgroundColor({ color: '#b3261e' });
  await browser.action.setBadgeTextColor?.({ color: '#ffffff' });
}
