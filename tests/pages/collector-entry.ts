import { collect } from '../../lib/page/collect';
import { collectWhenIdle } from '../../lib/page/dom/when-idle';

/** The collector for our own pages: put into an isolated world, as the browser does with a content script. */
Object.assign(globalThis, { pinbreezePage: { collect, collectWhenIdle } });
