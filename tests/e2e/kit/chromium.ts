import { test as base, type Page } from '@playwright/test';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox';
import type { Extension } from './extension';
import { LAUNCH_PATIENCE, launchChromium } from './launch-chromium';
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

interface Fixtures {
  /** A stand-in of Postbreeze of this test's own. */
  sandbox: Sandbox;
  /** Web sites under `http://<name>.test/`. */
  site: Site;
  /** The extension in a fresh profile. After the test nothing may have been logged, and nobody else asked for anything. */
  extension: Extension;
  /** An ordinary article with three pictures at `http://kitchen.test/autumn-soup`, open in a tab. */
  article: Page;
}

/**
 * Tests with the shipped extension in Chromium: its own profile, stand-in and web sites for each. A test fails too when a
 * page, the popup or the worker logs a warning or an error, or asks anyone but the extension, the stand-in and the sites.
 */
export const test = base.extend<Options & Fixtures>({
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
  // biome-ignore lint/correctness/noEmptyPattern: as above
  site: async ({}, use) => {
    const site = await serveSite();
    await use(site);
    await site.close();
  },
  extension: [
    async ({ sandbox, site, grantedOrigins, withheld, connected, allowedWords }, use) => {
      const { extension, close } = await launchChromium({ sitePort: site.port, grantedOrigins, withheld });
      const { watch } = extension;
      watch.allowedHosts.push('*.test', new URL(sandbox.apiUrl).host, new URL(sandbox.storageUrl).host);
      watch.allowedWords.push(...allowedWords);
      try {
        if (connected) await extension.connect({ apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' });
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
