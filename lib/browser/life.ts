import { browser } from 'wxt/browser';

/** Calls back when the extension was installed or updated; `isNew` on the first installation. Call synchronously at worker start. */
export function onInstall(take: (isNew: boolean) => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => take(reason === 'install'));
}

/** Calls back when the browser starts. Call synchronously at worker start. */
export function onStartup(take: () => void): void {
  browser.runtime.onStartup.addListener(take);
}
