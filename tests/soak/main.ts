import { parseArgs } from 'node:util';
import { batter, COUNT, HURRY, makePins, TELL_UNSETTLED, titleOf, writePins } from '../e2e/kit/engine-life';
import { ASSUMED, READING_NAMES, READINGS, type Readings } from '../sandbox/readings';
import { type Sandbox, startSandbox } from '../sandbox/sandbox';
import { createDice, pick } from '../unit/delivery/dice';
import { paint } from '../unit/delivery/pins';
import { type Driven, openChromium, openFirefox } from './browsers';

/**
 * `npm run soak [-- --minutes 30 --seed 1 --browser chromium]`: pins go out in both browsers for that long while readings change, answers
 * break, workers and browsers are killed, clocks jump and two windows are open. Prints figures; fails where a pin was lost, doubled, stuck or not delivered.
 */
const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '30' },
    seed: { type: 'string', default: String(Date.now() % 1e6) },
    browser: { type: 'string' },
  },
});
const browsers = { chromium: openChromium, firefox: openFirefox };
const names = (Object.keys(browsers) as (keyof typeof browsers)[]).filter(
  (name) => !values.browser || name === values.browser,
);
const span = (Number(values.minutes) * 60_000) / names.length;
const PINS_A_ROUND = 8;
/** What a call left behind cannot be seen: the user is asked before there is another post. */
const ASKED = ['failed: OUTCOME_UNKNOWN', 'failed: CREATE_UNSEEN'];

let isFine = true;
for (const name of names) isFine = (await soak(name)) && isFine;
process.exit(isFine ? 0 : 1);

async function soak(name: keyof typeof browsers): Promise<boolean> {
  const dice = createDice(Number(values.seed));
  const picture = await paint(5);
  const sandbox = await startSandbox({
    apiPort: 0,
    storagePort: 0,
    keepAlive: true,
    rateLimits: [],
    fetchMedia: async () => picture,
  });
  const browser = await browsers[name]({ apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' });
  const done = { pins: 0, rounds: 0, readings: 0, faults: 0, workers: 0, browsers: 0, jumps: 0 };
  try {
    const endsAt = Date.now() + span;
    await browser.evaluate(HURRY);
    while (Date.now() < endsAt) {
      done.readings += changeReadings(sandbox, dice);
      const pins = makePins(done.pins + PINS_A_ROUND, picture, Date.now()).slice(done.pins);
      await browser.evaluate(writePins(pins, picture));
      done.pins += pins.length;
      const dealt = await batter(sandbox, Math.floor(dice() * 1e9), 5, {
        stopWorker: browser.stopWorker,
        killBrowser: async () => {},
      });
      done.faults += dealt.faults;
      done.workers += dealt.workers;
      if (dice() < 0.25) {
        await browser.restart();
        await browser.evaluate(HURRY);
        done.browsers++;
      }
      if (dice() < 0.3) {
        await sandbox.clock.move(Math.floor(dice() * 600_000));
        done.jumps++;
      }
      done.rounds++;
    }
    return await settle(name, browser, sandbox, done);
  } finally {
    await browser.close();
    await sandbox.close();
  }
}

/** Some readings other than we assume; answers how many changed. */
function changeReadings(sandbox: Sandbox, dice: () => number): number {
  let changed = 0;
  for (const reading of READING_NAMES) {
    const value = dice() < 0.2 ? pick(dice, [...READINGS[reading].values]) : ASSUMED[reading];
    if (sandbox.state.settings[reading] !== value) changed++;
    Object.assign(sandbox.state.settings, { [reading]: value });
  }
  return changed;
}

/** Lets all come to rest in a world that is well, and counts. */
async function settle(name: string, browser: Driven, sandbox: Sandbox, done: { pins: number }): Promise<boolean> {
  Object.assign(sandbox.state.settings, ASSUMED satisfies Readings);
  sandbox.faults.clear();
  const isBusy = ({ queued = 0, sending = 0 }: Record<string, number>) => queued + sending > 0;
  let ends: Record<string, number> = {};
  for (const startedAt = Date.now(); Date.now() - startedAt < 600_000; ) {
    // A clock that runs away would make every time a past one by the time it arrives.
    if (!isBusy(ends)) await sandbox.clock.move(60_000);
    await browser.look();
    ends = await browser.evaluate<Record<string, number>>(COUNT);
    if (!isBusy(ends) && !ends['handed-over']) break;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  const published = new Map<string, number>();
  for (const { status, targets } of sandbox.state.posts.values()) {
    const title = String(targets[0]?.platformOptions.title);
    if (status === 'PUBLISHED') published.set(title, (published.get(title) ?? 0) + 1);
  }
  const titles = Array.from({ length: done.pins }, (_, index) => titleOf(index));
  const figures = {
    doubled: titles.filter((title) => (published.get(title) ?? 0) > 1).length,
    lost:
      done.pins -
      Object.values(ends).reduce((sum, count) => sum + count, 0) +
      Math.max(0, (ends.published ?? 0) - published.size),
    stuck: (ends.queued ?? 0) + (ends.sending ?? 0) + (ends['handed-over'] ?? 0),
    // A pin whose post may be there already waits for its user, and rightly; any other failure is one of delivery.
    undelivered: Object.entries(ends).reduce(
      (sum, [end, count]) => sum + (end.startsWith('failed') && !ASKED.includes(end) ? count : 0),
      0,
    ),
  };
  const calls = sandbox.requests.filter(({ origin }) => origin === 'api').length;
  console.log(
    `${name}, seed ${values.seed}: ${JSON.stringify(done)}, ${calls} calls; ends ${JSON.stringify(ends)}; ${JSON.stringify(figures)}`,
  );
  const isWell = Object.values(figures).every((count) => count === 0);
  if (!isWell) console.log(await browser.evaluate<string>(TELL_UNSETTLED));
  return isWell;
}
