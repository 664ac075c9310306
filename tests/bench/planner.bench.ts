import type { Page } from '@playwright/test';
import type { Pin } from '../../lib/pin/pin';
import { DAY, HOUR, MINUTE } from '../../lib/time';
import type { Extension } from '../e2e/kit/extension';
import { launchChromium } from '../e2e/kit/launch-chromium';
import { serveSite } from '../e2e/kit/site';
import { storeCopies, storePins } from '../e2e/kit/stored-pins';
import { call } from '../setup/call';
import { makePin } from '../unit/planner/make-pin';
import { atMost, type Figure, median } from './figure';

const MANY = 10_000;
const ROUNDS = 5;
const WEEKLY = 200;

/** The planner with ten pins and with ten thousand: how soon it shows something, how fast it finds, how smoothly it scrolls. */
export async function run(): Promise<Figure[]> {
  const { code, output } = await call('wxt build --mode sandbox', 'hidden');
  if (code !== 0) throw new Error(output);
  const site = await serveSite();
  const { extension, close } = await launchChromium({ sitePort: site.port });
  try {
    const page = await extension.openPage('queue.html');
    await storePins(page, makeWeek(10));
    const few = await timeFirstRow(extension, page);
    await storePins(page, makeWeek(WEEKLY));
    const week = await timeWeek(extension, page);
    const far = Date.now() + 30 * DAY;
    await storeCopies(page, makePin({ slides: [], publishAt: far }), MANY);
    const many = await timeFirstRow(extension, page);
    await page
      .getByText(String(MANY + WEEKLY))
      .first()
      .waitFor({ timeout: 60_000 });
    return [
      atMost(2, { name: `first row, ${MANY} pins against 10`, figure: many / few, unit: 'times' }),
      atMost(50, { name: `search among ${MANY} pins`, figure: await timeSearch(page), unit: 'ms' }),
      atMost(50, { name: `longest frame while scrolling ${MANY}`, figure: await timeScroll(page), unit: 'ms' }),
      atMost(150, { name: `JavaScript memory with ${MANY} pins`, figure: await measureMemory(page), unit: 'MB' }),
      atMost(100, { name: `a week with ${WEEKLY} pins`, figure: week, unit: 'ms' }),
    ];
  } finally {
    await close();
    await site.close();
  }
}

/** Canceled pins of this week, which nobody sends. */
function makeWeek(count: number): Pin[] {
  const start = new Date().setHours(8, 0, 0, 0);
  const times = Array.from({ length: count }, (_, place) => start + (place % 28) * 20 * MINUTE + HOUR);
  return times.map((publishAt, place) => makePin({ id: `week-${place}`, state: 'canceled', slides: [], publishAt }));
}

/** From the navigation to the first row, in ms. */
async function timeFirstRow(extension: Extension, page: Page): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto('about:blank');
    await page.goto(extension.url('queue.html'), { waitUntil: 'commit' });
    times.push(
      await page.evaluate(
        () =>
          new Promise<number>((resolve) => {
            const look = () =>
              document.querySelector('[data-row]') ? resolve(performance.now()) : requestAnimationFrame(look);
            look();
          }),
      ),
    );
  }
  return median(times);
}

/** From a keystroke to the frame that shows what was found, in ms. */
async function timeSearch(page: Page): Promise<number> {
  const times: number[] = [];
  for (const words of ['number 98', 'number 9876', 'title', 'nothing like it', '']) {
    const time = page.evaluate(async (words) => {
      const search = document.querySelector<HTMLInputElement>('input[type="search"]')!;
      const startedAt = performance.now();
      search.value = words;
      search.dispatchEvent(new Event('input', { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - startedAt;
    }, words);
    times.push(await time);
  }
  return median(times);
}

/** The longest time between two frames, in ms, of the median round. */
async function timeScroll(page: Page): Promise<number> {
  const rounds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const longest = page.evaluate(async () => {
      let longest = 0;
      scrollTo(0, 0);
      await new Promise((resolve) => setTimeout(resolve, 300));
      let last = await new Promise<number>(requestAnimationFrame);
      for (let frame = 0; frame < 120; frame++) {
        scrollBy(0, 400);
        const now = await new Promise<number>(requestAnimationFrame);
        longest = Math.max(longest, now - last);
        last = now;
      }
      return longest;
    });
    rounds.push(await longest);
  }
  return median(rounds);
}

async function measureMemory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.send('Performance.enable');
  const { metrics } = await session.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0) / 1e6;
}

/** From the click on *Calendar* to the frame that shows the week, in ms. */
async function timeWeek(extension: Extension, page: Page): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto(extension.url('queue.html'));
    await page.getByText(String(WEEKLY)).first().waitFor();
    const time = page.evaluate(async () => {
      const startedAt = performance.now();
      document.querySelector<HTMLElement>('[data-tab="calendar"]')!.click();
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return { ms: performance.now() - startedAt, pins: document.querySelectorAll('[data-pin]').length };
    });
    const { ms, pins } = await time;
    if (pins < WEEKLY) throw new Error(`the week shows ${pins} pins`);
    times.push(ms);
  }
  return median(times);
}
