import { test as base, type Page } from '@playwright/test';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox';
import type { Connection, Extension } from './extension';
import {
  LAUNCH_PATIENCE,
  launchChromium,
  launchShared,
  type RunningChromium,
  type SharedChromium,
} from './launch-chromium';
import { type Site, serveSite, writeArticle } from './site';

/** Playwright takes an array for more than a value: `test.use({ allowedWords: [[/…/], { scope: 'test' }] })`. */
interface Options {
  /** Match patterns of hosts that the user granted earlier. */
  grantedOrigins: string[];
  /** Whether the user withholds the hosts that the manifest asks for. */
  withheld: boolean;
  /** Whether the extension knows its key when the test begins. */
  connected: boolean;
  /** What the test provokes on purpose, and so expects to be logged. */
  allowedWords: RegExp[];
}

interface WorkerFixtures {
  /** The server behind `site`, one for all tests of a worker. */
  siteServer: Site;
  /** The browser that tests share who need nothing of it that is written into its profile; started by the first. */
  sharedChromium: () => Promise<SharedChromium>;
}

interface Fixtures {
  /** A stand-in of Postbreeze of this test's own. */
  sandbox: Sandbox;
  /** Web sites under `http://<name>.test/`. */
  site: Site;
  /** The extension, as freshly installed. After the test nothing may have been logged, and nobody else asked for anything. */
  extension: Extension;
  /** An ordinary article with three pictures at `http://kitchen.test/autumn-soup`, open in a tab. */
  article: Page;
}

/**
 * Tests with the shipped extension in Chromium: an installation, a stand-in and web sites of its own for each. A test fails too when a
 * page, the popup or the worker logs a warning or an error, or asks anyone but the extension, the stand-in and the sites.
 */
export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  grantedOrigins: [[], { option: true }],
  withheld: [false, { option: true }],
  connected: [true, { option: true }],
  allowedWords: [[], { option: true }],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
  sandbox: async ({}, use) => {
    const sandbox = await startSandbox({ apiPort: 0, storagePort: 0 });
    await use(sandbox);
    await sandbox.close();
  },
  siteServer: [
    // biome-ignore lint/correctness/noEmptyPattern: as above
    async ({}, use) => {
      const site = await serveSite();
      await use(site);
      await site.close();
    },
    { scope: 'worker' },
  ],
  site: async ({ siteServer }, use) => {
    await use(siteServer);
    siteServer.reset();
  },
  sharedChromium: [
    async ({ siteServer }, use) => {
      let browser: Promise<SharedChromium> | undefined;
      await use(() => {
        browser ??= launchShared({ sitePort: siteServer.port });
        return browser;
      });
      await (await browser)?.close();
    },
    { scope: 'worker', timeout: LAUNCH_PATIENCE },
  ],
  extension: [
    async ({ sandbox, site, sharedChromium, grantedOrigins, withheld, connected, allowedWords }, use) => {
      const isPlain = grantedOrigins.length === 0 && !withheld;
      const connection = connected ? { apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' } : null;
      const { extension, close } = isPlain
        ? await lendFrom(await sharedChromium(), connection)
        : await launchChromium({ sitePort: site.port, grantedOrigins, withheld });
      const { watch } = extension;
      watch.allowedHosts.push('*.test', new URL(sandbox.apiUrl).host, new URL(sandbox.storageUrl).host);
      watch.allowedWords.push(...allowedWords);
      try {
        if (!isPlain && connection) await extension.connect(connection);
        await use(extension);
      } finally {
        await close();
      }
      expect(watch.listComplaints(), 'nothing is logged').toEqual([]);
      expect(watch.listUnexpectedRequests(), 'nobody else is asked').toEqual([]);
    },
    // A time of its own: what a browser takes to come up is not the test's.
    { timeout: LAUNCH_PATIENCE },
  ],
  article: async ({ extension, site }, use) => {
    await putArticle(site);
    const page = await extension.context.newPage();
    await page.goto('http://kitchen.test/autumn-soup');
    await use(page);
  },
});

async function lendFrom(browser: SharedChromium, connection: Connection | null): Promise<RunningChromium> {
  const extension = await browser.lend(connection);
  return { extension, close: () => browser.takeBack(extension) };
}

export const { expect } = test;

/** Puts an ordinary article with three upright 2:3 pictures at `http://kitchen.test/autumn-soup`. */
export async function putArticle(site: Site, origin = 'http://kitchen.test'): Promise<string> {
  const pictures = { 'Soup in a blue bowl': 30, 'Pumpkins on a table': 90, 'Bread by the window': 200 };
  const sources = Object.keys(pictures).map(
    (text) => [text, `/${text.toLowerCase().replaceAll(' ', '-')}.jpg`] as const,
  );
  for (const [text, source] of sources)
    await site.putPicture(`http://kitchen.test${source}`, {
      width: 1000,
      height: 1500,
      hue: pictures[text as keyof typeof pictures],
    });
  const page = writeArticle({
    title: 'Autumn soup',
    description: 'A soup for the first cold evening.',
    canonical: `${origin}/autumn-soup`,
    pictures: Object.fromEntries(sources),
  });
  site.put('http://kitchen.test/autumn-soup', page);
  return `${origin}/autumn-soup`;
}
