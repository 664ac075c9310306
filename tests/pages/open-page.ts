import { readFileSync } from 'node:fs';
import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import type { PageFacts } from '../../lib/page/facts';
import { judgePage } from '../../lib/page/judge/judge-page';
import { findBrowser, HEADLESS_ARGS } from '../setup/browsers';
import { buildCollector } from './build-collector';
import { type PageServer, servePages } from './serve-pages';

/** What a call of the collector in a page may say. */
export interface CallOptions {
  budgetMs?: number;
  isThorough?: boolean;
}

/** A browser whose `*.test` hosts are our page server; pages are read in a world of their own beside the page, and judged here. */
export interface PageLab {
  server: PageServer;
  /** @param show the address of one of the server's pages, or what brings the tab to a page; @param script put in the place of the collector */
  open(show: string | ((page: Page) => Promise<void>), script?: string): Promise<OpenPage>;
  close(): Promise<void>;
}

export interface OpenPage {
  page: Page;
  collect(options?: CallOptions): Promise<PageFacts>;
  collectWhenIdle(options?: CallOptions): Promise<PageFacts>;
  /** Runs an expression in the collector's world. */
  inWorld<T>(expression: string): Promise<T>;
  /** Leaves the tab to the next page that is opened: a new one costs a process. */
  leave(): Promise<void>;
}

export async function openLab(): Promise<PageLab> {
  const collector = readFileSync(
    await buildCollector('tests/pages/collector-entry.ts', 'collector-for-tests.js'),
    'utf8',
  );
  const server = await servePages();
  const browser: Browser = await chromium.launch({
    executablePath: findBrowser('chromium') ?? '',
    chromiumSandbox: false,
    args: [...HEADLESS_ARGS, `--host-resolver-rules=MAP *.test:80 127.0.0.1:${server.port}`],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ignoreHTTPSErrors: true });
  const spare: Page[] = [];
  return {
    server,
    async open(show, script = collector) {
      const page = spare.pop() ?? (await context.newPage());
      if (typeof show === 'string') await page.goto(show);
      else await show(page);
      const inWorld = await openWorld(await context.newCDPSession(page));
      await inWorld(`${script};0`);
      const call = async (verb: string, options: CallOptions = {}): Promise<PageFacts> =>
        judgePage(
          JSON.parse(
            await inWorld<string>(
              `pinbreezePage.${verb}(document, location, { ...${JSON.stringify(options)}, now: Date.now })`,
            ),
          ),
        );
      return {
        page,
        inWorld,
        collect: (options) => call('readPage', options),
        collectWhenIdle: (options) => call('readWhenIdle', options),
        async leave() {
          await page.unrouteAll({ behavior: 'ignoreErrors' });
          await page.goto('about:blank'); // an address that differs by its fragment alone would not be loaded
          spare.push(page);
        },
      };
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/** An isolated world, as a content script has one: the page's DOM, not its prototypes. */
async function openWorld(cdp: CDPSession): Promise<<T>(expression: string) => Promise<T>> {
  const { frameTree } = await cdp.send('Page.getFrameTree');
  const { executionContextId } = await cdp.send('Page.createIsolatedWorld', {
    frameId: frameTree.frame.id,
    worldName: 'collector',
  });
  return async (expression) => {
    const { result, exceptionDetails } = await cdp.send('Runtime.evaluate', {
      expression,
      contextId: executionContextId,
      awaitPromise: true,
      returnByValue: true,
    });
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  };
}
