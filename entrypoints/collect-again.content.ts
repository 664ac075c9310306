import { defineContentScript } from 'wxt/utils/define-content-script';
import { collectWhenIdle } from '../lib/page/dom/when-idle';

/** The second visit, once the page has come to rest: injected on demand, as `collect.content.ts`. */
export default defineContentScript({
  registration: 'runtime',
  matches: [],
  main: () => collectWhenIdle(document, location, { now: Date.now }),
});
