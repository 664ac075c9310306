import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { test as base, expect } from '@playwright/test';
import { putArticle } from './kit/chromium';
import { launchChromium } from './kit/launch-chromium';
import { type Site, serveSite } from './kit/site';

const test = base.extend<{ site: Site; profile: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads what a fixture needs from its pattern
  site: async ({}, use) => {
    const site = await serveSite();
    await use(site);
    await site.close();
  },
  // biome-ignore lint/correctness/noEmptyPattern: as above
  profile: async ({}, use) => {
    const profile = mkdtempSync(path.join(tmpdir(), 'pinbreeze-killed-'));
    await use(profile);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  },
});

test('the whole browser is killed right after a keystroke, and no character is lost', async ({ site, profile }) => {
  const address = await putArticle(site);
  const first = await launchChromium({ sitePort: site.port, profile });
  const page = await first.extension.context.newPage();
  await page.goto(address);
  const popup = await first.extension.openComposer(page);
  await popup.fill('textbox', /^Description/, 'Every word of it, to the very las');
  await popup.fill('textbox', /^Title/, 'Half a wor');
  killBrowserOf(profile);
  await first.close().catch(() => undefined);

  const second = await launchChromium({ sitePort: site.port, profile });
  try {
    const again = await second.extension.context.newPage();
    await again.goto(address);
    const reopened = await second.extension.openComposer(again);
    await reopened.expect('textbox', /^Title/);
    expect(await reopened.value('textbox', /^Title/)).toBe('Half a wor');
    expect(await reopened.value('textbox', /^Description/)).toBe('Every word of it, to the very las');
  } finally {
    await second.close();
  }
});

/** SIGKILL to every process of the browser that runs on this profile, and to none else. */
function killBrowserOf(profile: string): void {
  const processes = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8' }).split('\n');
  for (const line of processes.filter((line) => line.includes(`--user-data-dir=${profile}`)))
    process.kill(Number.parseInt(line, 10), 'SIGKILL');
}
