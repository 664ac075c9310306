import { browser } from 'wxt/browser';

/** Calls `take` when the extension was installed or updated; `isNew` on the first installation. Call synchronously at worker start. */
export function onInstall(take: (isNew: boolean) => void): void {
  browser.runtime.onInstalled.addListener(({ reason }) => take(reason === 'install'));
}

/** Calls back when the browser starts. Call synchronously at worker start. */
export function onStartup(take: () => void): void {
  browser.runtime.onStartup.addListener(take);
}

const ENGINE = 'engine';

/** An alarm repeats after this, in minutes, until it is set again: the worker may die before it sets the next. */
const AGAIN_AFTER = 1;

/**
 * Sets the engine's one alarm to an absolute time (epoch ms), replacing the one before; null clears it.
 * The browser may ring late (Chrome: at the earliest 30 s from now in a packed extension), never early.
 */
export async function armEngine(at: number | null): Promise<void> {
  if (at === null) await browser.alarms.clear(ENGINE);
  else await browser.alarms.create(ENGINE, { when: at, periodInMinutes: AGAIN_AFTER });
}

/** Calls back when the engine's alarm rings. Call synchronously at worker start. */
export function onEngineAlarm(wake: () => void): void {
  browser.alarms.onAlarm.addListener((alarm) => {
    if (alarm.name === ENGINE) wake();
  });
}

/** Chrome ends a worker after 30 s without an event or a call of its API; a call in between restarts the 30 s. */
const EVERY = 20_000;

/**
 * Keeps the worker alive while it works; answers how to stop. Nothing depends on it: the browser may end the worker
 * anyway (Chrome after five minutes in one event, Firefox when it needs the memory).
 */
export function stayAwake(): () => void {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo(), EVERY);
  return () => clearInterval(timer);
}

/** The extension's own version, as in the manifest. */
export function readVersion(): string {
  return browser.runtime.getManifest().version;
}
