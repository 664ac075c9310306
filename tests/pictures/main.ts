import { mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { choose } from '../e2e/kit/compose';
import { storePins } from '../e2e/kit/stored-pins';
import { pressQuickPin } from '../e2e/kit/worker-events';
import { call } from '../setup/call';
import { makePlan, openStudio } from './studio';

const folder = path.resolve(import.meta.dirname, '../../assets/screens');
const SHARPNESS = 2;

/** `npm run pictures` draws the README's pictures again, from the extension as it stands, into `assets/screens`. */
const { code, output } = await call('wxt build --mode sandbox', 'hidden');
if (code !== 0) throw new Error(output);
mkdirSync(folder, { recursive: true });
const studio = await openStudio();
const { extension } = studio;
try {
  const article = await studio.openArticle(12);
  const composer = await extension.openComposerPage(article);
  await choose(composer, 'Ridge walk before breakfast', 'Dried meadow flowers, and how to keep them');
  await composer.getByText('Kept here').nth(1).waitFor();
  await take(composer, 'composer', 1180, 760);
  await take(composer, 'composer-dark', 1180, 760, 'dark');
  await take(composer, 'panel', 400, 760);
  await composer.close();

  const list = await studio.openList();
  const plan = await extension.openComposerPage(list);
  await plan.getByRole('button', { name: 'Choose all' }).click();
  await plan.getByRole('button', { name: /^Review/ }).click();
  await plan.getByRole('grid', { name: 'Pins' }).waitFor();
  await plan.getByRole('radio', { name: 'Boards in turn' }).check();
  await plan.getByRole('radio', { name: 'A set number a day' }).check();
  await plan.getByText(/^Reading pictures/).waitFor({ state: 'hidden' });
  await take(plan, 'plan', 1180, 760);
  await take(plan, 'plan-dark', 1180, 760, 'dark');
  await plan.close();
  await list.close();

  await pressQuickPin(extension, article);
  await (await extension.screenOf(article)).expect('button', 'Undo');
  await take(article, 'toast', 900, 420);
  await article.close();

  const planner = await extension.openPage('queue.html');
  await storePins(planner, makePlan(60, Date.now()));
  await planner.getByRole('listitem').first().waitFor();
  await take(planner, 'planner', 1180, 760);
  await planner.getByRole('tab', { name: 'Calendar' }).click();
  await take(planner, 'planner-week', 1180, 760);
  await take(planner, 'planner-week-dark', 1180, 760, 'dark');
  await planner.close();

  const options = await extension.openPage('options.html');
  await options.getByText('@hearthandhill').waitFor();
  await hideSandboxField(options);
  await take(options, 'options', 1180, 760);
  await options.close();
  const welcome = await extension.openPage('welcome.html');
  await hideSandboxField(welcome);
  await take(welcome, 'welcome', 1180, 760);
} finally {
  await studio.close();
}
process.exit();

/** The build that ships has no field for the API's address. */
async function hideSandboxField(page: Page): Promise<void> {
  const field = page.locator('form > :has(+ .masked)');
  await field.evaluate((element: HTMLElement) => element.style.setProperty('display', 'none'));
}

/** Takes a page's picture at this size in CSS pixels, once its pictures have come. */
async function take(page: Page, name: string, width: number, height: number, colorScheme: 'light' | 'dark' = 'light') {
  await page.bringToFront();
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  const session = await page.context().newCDPSession(page);
  const metrics = { width, height, deviceScaleFactor: SHARPNESS, mobile: false };
  await session.send('Emulation.setDeviceMetricsOverride', metrics);
  await page.waitForFunction(() => {
    const isSeen = (one: Element) => one.getBoundingClientRect().top < innerHeight;
    const hasCome = (one: Element) => one instanceof HTMLImageElement && one.complete && one.naturalWidth > 0;
    return [...document.querySelectorAll('.thumb')].filter(isSeen).every(hasCome);
  });
  await page.evaluate(() => Promise.all([...document.images].map((image) => image.complete && image.decode())));
  await page.waitForTimeout(500); // what fades in has come
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  await session.detach();
  const file = path.join(folder, `${name}.webp`);
  const { size } = await sharp(Buffer.from(data, 'base64')).webp({ quality: 82, effort: 6 }).toFile(file);
  console.log(`${name}: ${Math.round(size / 1000)} kB`);
}
