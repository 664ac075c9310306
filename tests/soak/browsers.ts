import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { makeProfile } from '../e2e/kit/bidi';
import type { Connection } from '../e2e/kit/extension';
import { FirefoxExtension } from '../e2e/kit/firefox-extension';
import { launchChromium } from '../e2e/kit/launch-chromium';

/** A browser with the connected extension and two windows of it, as the soak handles it. */
export interface Driven {
  evaluate<Value>(expression: string): Promise<Value>;
  stopWorker(): Promise<void>;
  /** Ends it as when the machine loses its power, and starts it again on the same profile. */
  restart(): Promise<void>;
  /** Has the engine look at what it handed over. */
  look(): Promise<void>;
  close(): Promise<void>;
}

const LOOK = "((globalThis.browser ?? chrome).runtime.sendMessage({ type: 'look' }).catch(() => {}), true)";

export async function openChromium(connection: Connection): Promise<Driven> {
  const profile = mkdtempSync(path.join(tmpdir(), 'pinbreeze-soak-'));
  let chromium = await launchChromium({ profile });
  let page: Page;
  const open = async () => {
    await chromium.extension.openPage('queue.html');
    page = await chromium.extension.openPage('icon/16.png');
  };
  await chromium.extension.connect(connection);
  await open();
  return {
    evaluate: (expression) => page.evaluate(expression),
    stopWorker: () => chromium.extension.stopWorker().catch(() => {}),
    async restart() {
      const cdp = await chromium.extension.context.browser()!.newBrowserCDPSession();
      const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
      process.kill(processInfo.find(({ type }) => type === 'browser')!.id, 'SIGKILL');
      await chromium.close().catch(() => {});
      chromium = await launchChromium({ profile });
      await open();
    },
    look: async () => void (await page.evaluate(LOOK)),
    async close() {
      await chromium.close().catch(() => {});
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

export async function openFirefox(connection: Connection): Promise<Driven> {
  const profile = makeProfile();
  let firefox = await FirefoxExtension.launch(profile);
  let page: Awaited<ReturnType<FirefoxExtension['openPage']>>;
  const open = async () => {
    await firefox.openPage('queue.html');
    page = await firefox.openPage('icon/16.png');
  };
  await firefox.connect(connection);
  await open();
  return {
    evaluate: (expression) => page.evaluate(expression),
    stopWorker: async () => void (await firefox.stopBackground()),
    async restart() {
      await firefox.bidi.kill();
      firefox = await FirefoxExtension.launch(profile);
      await open();
    },
    look: async () => void (await page.evaluate(LOOK)),
    async close() {
      await firefox.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
