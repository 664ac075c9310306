import { browser } from 'wxt/browser';

/** What may cross between a page and us. */
type Plain = string | number | boolean | null;

/**
 * Runs a function in the top frame of a tab at once, however far the page has loaded, and answers what it answers (a promise
 * is awaited). `func` must not refer to anything outside itself. Undefined when the tab is gone, the grant has ended, or the
 * page does not answer within `patience` ms, as one that shows a dialog or hangs.
 */
export async function runInPage<Args extends Plain[], Answer>(
  tabId: number,
  func: (...args: Args) => Answer | Promise<Answer>,
  args: Args,
  patience = 5_000,
): Promise<Answer | undefined> {
  const run = browser.scripting.executeScript({ target: { tabId }, func, args, injectImmediately: true }).then(
    (results) => results[0]?.result as Answer | null | undefined,
    () => undefined,
  );
  return (await Promise.race([run, wait(patience)])) ?? undefined;
}

/** Undefined after so many ms. */
export function wait(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}
