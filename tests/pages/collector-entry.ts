import { collect } from '../../lib/page/collect';
import { readWhenIdle } from '../../lib/page/dom/when-idle';
import { judgePage } from '../../lib/page/judge/judge-page';

/** The collector for our own pages: put into an isolated world, as the browser does with a content script. */
Object.assign(globalThis, {
  pinbreezePage: {
    collect,
    collectWhenIdle: async (...page: Parameters<typeof readWhenIdle>) => judgePage(await readWhenIdle(...page)),
  },
});
