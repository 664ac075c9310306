import { readPage, readWhenIdle } from '../../lib/page/read-page';

/**
 * The half that travels into the page, for our own pages: put into an isolated world, as the browser does with a content script. Answers
 * JSON, as `entrypoints/collect.ts` does.
 */
Object.assign(globalThis, {
  pinbreezePage: {
    readPage: async (...page: Parameters<typeof readPage>) => JSON.stringify(await readPage(...page)),
    readWhenIdle: async (...page: Parameters<typeof readWhenIdle>) => JSON.stringify(await readWhenIdle(...page)),
  },
});
