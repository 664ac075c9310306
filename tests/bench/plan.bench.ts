import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import type { Extension } from '../e2e/kit/extension';
import { launchChromium } from '../e2e/kit/launch-chromium';
import { drawPicture } from '../e2e/kit/pictures';
import { serveSite, writeArticle } from '../e2e/kit/site';
import { startSandbox } from '../sandbox/sandbox';
import { call } from '../setup/call';
import { atMost, type Figure, median } from './figure';

const PICTURES = 50;
const ROWS = 1000;
const ROUNDS = 5;
/** So many rows must be there: those in view, and as many below. */
const SHOWN = 8;
const ADDRESS = 'http://gallery.test/';

/** Many pins decided together: how soon their review can be used, how fast a file is checked, and what large pictures take. */
export async function run(): Promise<Figure[]> {
  const { code, output } = await call('wxt build --mode sandbox', 'hidden');
  if (code !== 0) throw new Error(output);
  const site = await serveSite();
  const names = Array.from({ length: PICTURES }, (_, place) => `Picture ${place + 1}`);
  const picture = await drawPicture({ width: 3000, height: 4000 });
  for (const place of names.keys()) site.put(`${ADDRESS}${place}.jpg`, picture, { 'content-type': 'image/jpeg' });
  const pictures = Object.fromEntries(names.map((name, place) => [name, `/${place}.jpg`]));
  site.put(ADDRESS, writeArticle({ title: 'Gallery', pictures }));
  const sandbox = await startSandbox({ apiPort: 0, storagePort: 0 });
  const { extension, close } = await launchChromium({ sitePort: site.port });
  try {
    await extension.connect({ apiUrl: sandbox.apiUrl, apiKey: sandbox.keys[0] ?? '' });
    const article = await extension.context.newPage();
    await article.goto(ADDRESS);
    const composer = await extension.openComposerPage(article);
    const one = await timeUntil(composer, composer.url(), 'input[type=checkbox]:not(:disabled)', 1);
    await composer.getByRole('button', { name: 'Choose all' }).click();
    await composer.getByRole('button', { name: `Review ${PICTURES} pins` }).click();
    await composer.locator('.plan-row').first().waitFor();
    const most = await watchMemory(composer);
    const planId = await composer.evaluate(findPlan);
    const review = extension.url(`popup.html?plan=${planId}`);
    const many = await timeUntil(composer, review, '.plan-row textarea', SHOWN);
    return [
      atMost(1.5, { name: `review of ${PICTURES} against composer for one`, figure: many / one, unit: 'times' }),
      atMost(250, { name: `memory with ${PICTURES} pictures of 12 megapixels`, figure: most, unit: 'MB' }),
      atMost(3000, { name: `${ROWS} rows of a file checked`, figure: await timeImport(extension), unit: 'ms' }),
    ];
  } finally {
    await close();
    await Promise.all([site.close(), sandbox.close()]);
  }
}

/** From the navigation until so many controls can be used, in ms. */
async function timeUntil(page: Page, address: string, controls: string, count: number): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await page.goto('about:blank');
    await page.goto(address, { waitUntil: 'commit' });
    const time = page.evaluate(
      ({ controls, count }) =>
        new Promise<number>((resolve) => {
          const look = () =>
            document.querySelectorAll(controls).length >= count
              ? resolve(performance.now())
              : requestAnimationFrame(look);
          look();
        }),
      { controls, count },
    );
    times.push(await time);
  }
  return median(times);
}

/**
 * The most that the extension's process holds while the pictures are read, in MB: the review and the worker share one. Garbage is
 * collected first, as the browser does when memory runs short.
 */
async function watchMemory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  let most = 0;
  const look = async () => {
    await session.send('HeapProfiler.collectGarbage');
    most = Math.max(most, measureProcess());
  };
  while ((await page.locator('.plan-thumb[aria-busy="true"]').count()) > 0) {
    await look();
    await page.waitForTimeout(100);
  }
  await look();
  return most;
}

/** What the largest extension process among our descendants holds, in MB: without the browser's code, which all its processes share. */
function measureProcess(): number {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,args='], { encoding: 'utf8' }).trim().split('\n');
  const all = lines.map((line) => {
    const [pid = 0, parent = 0] = line.trim().split(/\s+/, 2).map(Number);
    return { pid, parent, isExtension: line.includes('--extension-process') };
  });
  const parentOf = new Map(all.map(({ pid, parent }) => [pid, parent]));
  const isOurs = (pid: number): boolean => pid === process.pid || (pid > 1 && isOurs(parentOf.get(pid) ?? 0));
  const ours = all.filter(({ pid, isExtension }) => isExtension && isOurs(pid));
  const most = Math.max(0, ...ours.map(({ pid }) => readHeld(pid)));
  if (most === 0) throw new Error('Memory is measured on Linux alone.');
  return most / 1024;
}

/** kB of memory that a process has written or shares by memory, from `/proc`; 0 once it is gone. */
function readHeld(pid: number): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const sizes = [...status.matchAll(/^Rss(?:Anon|Shmem):\s+(\d+)/gm)].map(([, size]) => Number(size));
    return sizes.reduce((sum, size) => sum + size, 0);
  } catch {
    return 0;
  }
}

/** Runs in the page: the id of the one plan in the store. */
function findPlan(): Promise<string> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open('pinbreeze');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const asking = opening.result.transaction('drafts').objectStore('drafts').index('planId').openKeyCursor();
      asking.onsuccess = () => resolve(String(asking.result?.key ?? ''));
    };
  });
}

/** From the choice of a file until its pins can be imported, in ms. */
async function timeImport(extension: Extension): Promise<number> {
  const head = 'Title,Media URL,Pinterest board,Thumbnail,Description,Link,Publish date,Keywords';
  const rows = Array.from(
    { length: ROWS },
    (_, place) =>
      `"Pin, ${place}",https://pictures.test/${place}.jpg,Board ${place % 9},,Words,https://site.test/${place},,`,
  );
  const planner = await extension.openPage('queue.html');
  await planner.getByRole('button', { name: 'More' }).click();
  await planner.getByRole('menuitem', { name: 'Spreadsheet' }).click();
  const startedAt = performance.now();
  await planner.getByLabel('Spreadsheet to import').setInputFiles({
    name: 'month.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from([head, ...rows].join('\n')),
  });
  await planner.getByRole('button', { name: 'Import 1,000 pins' }).waitFor();
  return performance.now() - startedAt;
}
