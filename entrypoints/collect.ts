import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { collect } from '../lib/page/collect';
import { collectWhenIdle } from '../lib/page/dom/when-idle';

/**
 * Injected on demand: it stands in no manifest. What this returns is what `executeScript` returns. The collector stays in the tab, in
 * the extension's own world, for the second visit (`collectAtRest` of `lib/browser/active-page.ts`).
 */
export default defineUnlistedScript(() => {
  const options = { now: Date.now };
  Object.assign(globalThis, { pinbreeze: { collectWhenIdle: () => collectWhenIdle(document, location, options) } });
  return collect(document, location, options);
});
