import { readWhenIdle } from '../../lib/page/dom/when-idle';
import { readPage } from '../../lib/page/read-page';

/** The half that travels into the page, for our own pages: put into an isolated world, as the browser does with a content script. */
Object.assign(globalThis, { pinbreezePage: { readPage, readWhenIdle } });
