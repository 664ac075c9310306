import { browser } from 'wxt/browser';

/** Calls back when the extension was installed or updated. Call synchronously at worker start. */
export function onInstall(take: () => void): void {
  browser.runtime.onInstalled.addListener(take);
}

/** Calls back when the browser starts. Call synchronously at worker start. */
export function onStartup(take: () => void): void {
  browser.runtime.onStartup.addListener(take);
}
