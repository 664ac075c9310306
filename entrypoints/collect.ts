import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readPage, readWhenIdle } from '../lib/page/read-page';

/**
 * Injected on demand: it stands in no manifest. What this returns is what `executeScript` returns. The collector stays in the tab, in
 * the extension's own world, for the second visit (`collectAtRest` of `lib/browser/in-page.ts`). The record travels as JSON: the
 * browser would convert it value by value, and hold the page all the while.
 */
export default defineUnlistedScript(async () => {
  const options = { now: Date.now };
  Object.assign(globalThis, {
    pinbreeze: { readWhenIdle: async () => JSON.stringify(await readWhenIdle(document, location, options)) },
  });
  return JSON.stringify(await readPage(document, location, options));
});
