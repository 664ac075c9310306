import { rmSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { SECOND } from '../../lib/time';
import { startSandbox } from '../sandbox/sandbox';
import { IS_THOROUGH, SEED } from '../setup/thorough';
import { paint } from '../unit/delivery/pins';
import { makeProfile } from './kit/bidi';
import { batter, COUNT, HURRY, listMiscounted, makePins, writePins } from './kit/engine-life';
import { FirefoxExtension } from './kit/firefox-extension';

const PINS = IS_THOROUGH ? 200 : 6;
/** Each eighth kills the whole browser. */
const ROUNDS = IS_THOROUGH ? 36 : 8;

test(`${PINS} pins survive background pages and browsers killed at any moment, over connections that break (seed ${SEED})`, async () => {
  test.setTimeout(600 * SECOND);
  const picture = await paint(5);
  const sandbox = await startSandbox({
    apiPort: 0,
    storagePort: 0,
    keepAlive: true,
    rateLimits: [],
    fetchMedia: async () => picture,
  });
  const profile = makeProfile();
  let firefox = await FirefoxExtension.launch(profile);
  try {
    await firefox.connect({ apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' });
    let page = await firefox.openPage('icon/16.png');
    await page.evaluate(writePins(makePins(PINS, picture, Date.now()), picture));
    await page.evaluate(HURRY);
    const dealt = await batter(sandbox, SEED, ROUNDS, {
      stopWorker: async () => void (await firefox.stopBackground()),
      killBrowser: async () => {
        await firefox.bidi.kill();
        firefox = await FirefoxExtension.launch(profile);
        page = await firefox.openPage('icon/16.png');
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
    await page.evaluate("browser.runtime.sendMessage({ type: 'look' }).then(() => true)");
    await expect
      .poll(async () => (await count())['handed-over'] ?? 0, { timeout: 120 * SECOND, intervals: [SECOND] })
      .toBe(0);
    const ends = await count();
    const creates = sandbox.requests.filter(({ method, path }) => method === 'POST' && path === '/posts').length;
    console.log(
      `Firefox, seed ${SEED}: ${PINS} pins, ${JSON.stringify(dealt)}, ${creates} create calls, ends ${JSON.stringify(ends)}`,
    );
    expect(listMiscounted(sandbox, PINS)).toEqual([]);
    expect(ends).toEqual({ published: PINS });
  } finally {
    await firefox.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
    await sandbox.close();
  }
});
