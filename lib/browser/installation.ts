import { browser } from 'wxt/browser';

/** The extension's own version, as in the manifest. */
export function readVersion(): string {
  return browser.runtime.getManifest().version;
}
