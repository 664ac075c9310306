import { test as base } from '@playwright/test';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox';
import type { Bidi } from './bidi';
import { FirefoxExtension, startFirefox } from './firefox-extension';
import { type Site, serveSite } from './site';

/** Playwright takes an array for more than a value: `test.use({ allowedWords: [[/…/], { scope: 'test' }] })`. */
interface Options {
  /** What the test provokes on purpose, and so expects to be logged. */
  allowedWords: RegExp[];
}

interface Fixtures {
  sandbox: Sandbox;
  /** Web sites; Firefox reaches them as `http://<name>.test:<port>/`. */
  site: Site;
  /** The extension, freshly installed and connected. After the test nothing may have been logged, and nobody else asked for anything. */
  firefox: FirefoxExtension;
}

interface WorkerFixtures {
  /** The browser that the tests of a worker share. */
  sharedFirefox: Bidi;
}

/** Tests with the shipped extension in Firefox. */
export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  allowedWords: [[], { option: true }],
  sharedFirefox: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
    async ({}, use) => {
      const bidi = await startFirefox(['kitchen.test']);
      await use(bidi);
      await bidi.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: as above
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
  firefox: async ({ sharedFirefox, sandbox, site, allowedWords }, use) => {
    const firefox = await FirefoxExtension.install(sharedFirefox);
    try {
      await firefox.connect({ apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' });
      await use(firefox);
      const expected = [`kitchen.test:${site.port}`, new URL(sandbox.apiUrl).host, new URL(sandbox.storageUrl).host];
      const requests = await firefox.listRequests();
      const complaints = await firefox.listComplaints();
      expect(
        complaints.filter((words) => !allowedWords.some((allowed) => allowed.test(words))),
        'nothing is logged',
      ).toEqual([]);
      expect(
        requests.filter((address) => !expected.includes(new URL(address).host)),
        'nobody else is asked',
      ).toEqual([]);
    } finally {
      await firefox.uninstall();
    }
  },
});

export const { expect } = test;
