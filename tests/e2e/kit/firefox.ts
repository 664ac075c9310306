import { test as base } from '@playwright/test';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox';
import { FirefoxExtension } from './firefox-extension';
import { type Site, serveSite } from './site';

interface Fixtures {
  sandbox: Sandbox;
  /** Web sites; Firefox reaches them as `http://<name>.test:<port>/`. */
  site: Site;
  /** The connected extension. After the test nothing may have been logged, and nobody else asked for anything. */
  firefox: FirefoxExtension;
}

/** Tests with the shipped extension in Firefox. */
export const test = base.extend<Fixtures>({
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
  firefox: async ({ sandbox, site }, use) => {
    const firefox = await FirefoxExtension.launch({ hosts: ['kitchen.test'] });
    try {
      await firefox.connect({ apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' });
      await use(firefox);
      const expected = [`kitchen.test:${site.port}`, new URL(sandbox.apiUrl).host, new URL(sandbox.storageUrl).host];
      const requests = await firefox.listRequests();
      expect(await firefox.listComplaints(), 'nothing is logged').toEqual([]);
      expect(
        requests.filter((address) => !expected.includes(new URL(address).host)),
        'nobody else is asked',
      ).toEqual([]);
    } finally {
      await firefox.close();
    }
  },
});

export const { expect } = test;
