import { browser } from 'wxt/browser';

const ENGINE = 'engine';

/** An alarm that rang rings again after this, in minutes, until it is set anew: the worker may die before it does so. */
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
