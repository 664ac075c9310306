import { defineContentScript } from 'wxt/utils/define-content-script';
import { collect } from '../lib/page/collect';

/** Injected on demand (it stands in no manifest); what `main` returns is what `executeScript` returns. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main: () => collect(document, location, { now: Date.now }),
});
