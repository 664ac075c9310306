import { browser } from 'wxt/browser';

/** Chrome ends a worker after 30 s without an event or a call of its API; a call in between begins the 30 s anew. */
const EVERY = 20_000;

/**
 * Keeps the worker alive while it works. Answers how to stop. A hint, like the alarm: the browser may end the worker all
 * the same (Chrome after five minutes in one event, Firefox when it needs the memory), and nothing depends on it.
 */
export function stayAwake(): () => void {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo(), EVERY);
  return () => clearInterval(timer);
}
