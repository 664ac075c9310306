import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { SECOND } from '../../lib/time';
import { startSandbox } from '../sandbox/sandbox';
import { IS_THOROUGH, SEED } from '../setup/thorough';
import { paint } from '../unit/delivery/pins';
import { batter, COUNT, HURRY, listMiscounted, makePins, writePins } from './kit/engine-life';
import { launchChromium, type RunningChromium } from './kit/launch-chromium';

const PINS = IS_THOROUGH ? 200 : 6;
/** Each eighth kills the whole browser. */
const ROUNDS = IS_THOROUGH ? 36 : 8;

test(`${PINS} pins survive workers and browsers killed at any moment, over connections that break (seed ${SEED})`, async () => {
  test.setTimeout(600 * SECOND);
  const picture = await paint(5);
  const sandbox = await startSandbox({
    apiPort: 0,
    storagePort: 0,
    keepAlive: true,
    rateLimits: [],
    fetchMedia: async () => picture,
  });
  const profile = mkdtempSync(path.join(tmpdir(), 'pinbreeze-engine-'));
  let chromium = await launchChromium({ profile });
  try {
    await chromium.extension.connect({ apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' });
    let page = await chromium.extension.openPage('icon/16.png');
    await page.evaluate(writePins(makePins(PINS, picture, Date.now()), picture));
    await page.evaluate(HURRY);
    const dealt = await batter(sandbox, SEED, ROUNDS, {
      stopWorker: () => chromium.extension.stopWorker().catch(() => {}), // it may have started again meanwhile
      killBrowser: async () => {
        await kill(chromium);
        chromium = await launchChromium({ profile });
        page = await chromium.extension.openPage('icon/16.png');
        await page.evaluate(HURRY);
      },
    });
    const count = () => page.evaluate<Record<string, number>>(COUNT);
    const waiting = async () => {
      const { queued = 0, sending = 0 } = await count();
      return queued + sending;
    };
    await expect.poll(waiting, { timeout: 300 * SECOND, intervals: [SECOND] }).toBe(0);
    await sandbox.clock.move(120 * SECOND);
    await page.evaluate("chrome.runtime.sendMessage({ type: 'look' })");
    await expect
      .poll(async () => (await count())['handed-over'] ?? 0, { timeout: 120 * SECOND, intervals: [SECOND] })
      .toBe(0);
    const ends = await count();
    const creates = sandbox.requests.filter(({ method, path }) => method === 'POST' && path === '/posts').length;
    console.log(
      `Chromium, seed ${SEED}: ${PINS} pins, ${JSON.stringify(dealt)}, ${creates} create calls, ends ${JSON.stringify(ends)}`,
    );
    expect(listMiscounted(sandbox, PINS)).toEqual([]);
    expect(ends).toEqual({ published: PINS });
  } finally {
    await chromium.close().catch(() => {});
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    await sandbox.close();
  }
});

/** The whole browser at once, as when the machine loses its power. */
async function kill({ extension, close }: RunningChromium): Promise<void> {
  const cdp = await extension.context.browser()!.newBrowserCDPSession();
  const { processInfo } = await cdp.send('SystemInfo.getProcessInfo');
  const { id } = processInfo.find(({ type }) => type === 'browser')!;
  process.kill(id, 'SIGKILL');
  await close().catch(() => {});
}
