import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { readWhenIdle } from '../lib/page/dom/when-idle';
import { readPage } from '../lib/page/read-page';

/**
 * Injected on demand: it stands in no manifest. What this returns is what `executeScript` returns. The collector stays in the tab, in
 * the extension's own world, for the second visit (`collectAtRest` of `lib/browser/active-page.ts`).
 */
export default defineUnlistedScript(() => {
  const options = { now: Date.now };
  Object.assign(globalThis, { pinbreeze: { readWhenIdle: () => readWhenIdle(document, location, options) } });
  return readPage(document, location, options);
});
