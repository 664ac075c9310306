import { writeFileSync } from 'node:fs';
import type { Pin } from '../../lib/pin/pin';
import { DAY, HOUR } from '../../lib/time';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS } from '../sandbox/seed';
import { makePin, makeProblem, makePublished } from '../unit/planner/make-pin';
import { expect, test } from './kit/chromium';
import { storePins } from './kit/stored-pins';

const TITLES = ['Creamy pumpkin soup with toasted seeds', 'Ten small gardens you can plant this weekend', 'A reading nook under the stairs', 'مطبخ دافئ لفصل الخريف مع حساء اليقطين', 'Sourdough in a cold kitchen: everything that can go wrong and how to save it without starting again', 'Nordic cabin', 'Autumn baking', ''];
test('shots', async ({ extension, site }) => {
  test.setTimeout(240_000);
  extension.watch.allowedHosts.push(`127.0.0.1:${site.port}`);
  for (let i = 0; i < 6; i++) await site.putPicture(`http://127.0.0.1/p${i}.jpg`, { width: 400, height: 600, hue: i * 55 });
  const now = Date.now();
  const start = new Date(now).setHours(9, 0, 0, 0);
  const pins: Pin[] = [];
  for (let i = 0; i < 60; i++) {
    const board = DEMO_BOARDS[i % 5]!;
    const state = i < 5 ? 'published' : i % 9 === 0 ? 'handed-over' : i % 13 === 0 ? 'draft' : 'queued';
    const over: Partial<Pin> = { id: `pin${i}`, accountId: DEMO_ACCOUNT_ID, board: { ...board }, title: TITLES[i % 8]!, state: state as Pin['state'], publishAt: start + (i - 8) * 5.25 * HOUR, when: state === 'draft' && i % 2 ? 'slot' : 'time', handOver: 'at-time', link: `https://${['hearthandhill.com', 'smallgardens.blog'][i % 2]}/story-${i}` };
    const pin = state === 'published' ? makePublished({ ...over, post: { status: 'PUBLISHED', externalUrl: 'https://www.pinterest.com/pin/1/', publishedAt: start - (i + 1) * DAY, scheduledAt: null, checkedAt: now } }) : makePin(over);
    if (i === 20 || i === 21 || i === 22) Object.assign(pin, { state: 'failed', lastError: makeProblem('PIN_BOARD_NOT_FOUND') });
    if (i === 23) Object.assign(pin, { state: 'failed', lastError: makeProblem('PIN_LINK_INVALID') });
    pins.push({ ...pin, slides: pin.slides.map((slide) => ({ ...slide, url: `http://127.0.0.1:${site.port}/p${i % 6}.jpg` })) });
  }
  for (const p of pins) if (p.state === 'queued' && (p.publishAt ?? 0) < now) p.publishAt = now + HOUR;
  const page = await extension.openPage('queue.html');
  await page.setViewportSize({ width: 1280, height: 860 });
  const shot = async (name: string) => writeFileSync(`/tmp/w/shots/${name}.png`, await page.screenshot());
  await page.waitForTimeout(600);
  await shot('empty');
  await storePins(page, pins);
  await expect(page.getByRole('listitem').first()).toBeVisible();
  await page.waitForTimeout(800);
  await shot('list-light');
  await page.getByRole('listitem').nth(6).hover();
  await shot('list-hover');
  await page.getByRole('checkbox', { name: /Select/ }).nth(4).check();
  await page.getByRole('checkbox', { name: /Select/ }).nth(6).check();
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.waitForTimeout(300);
  await shot('list-dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('listitem').nth(6).getByRole('button', { name: 'More acts' }).click();
  await shot('menu');
  await page.keyboard.press('Escape');
  await page.getByRole('listitem').nth(6).getByRole('heading').getByRole('button').click();
  await page.waitForTimeout(200);
  await shot('details');
  await page.keyboard.press('Escape');
  for (const view of ['Calendar', 'History']) {
    await page.getByRole('tab', { name: view }).click();
    await page.waitForTimeout(500);
    await shot(view.toLowerCase());
  }
  if (await page.getByRole('radio', { name: 'Month' }).count()) {
    await page.getByRole('tab', { name: 'Calendar' }).click();
    await page.emulateMedia({ colorScheme: 'dark' });
    await page.waitForTimeout(300);
    await shot('calendar-dark');
    await page.emulateMedia({ colorScheme: 'light' });
    for (const mode of ['Month', 'Day']) {
      await page.getByRole('radio', { name: mode }).check();
      await page.waitForTimeout(400);
      await shot(`calendar-${mode.toLowerCase()}`);
    }
    await page.getByRole('radio', { name: 'Week' }).check();
    await page.setViewportSize({ width: 1920, height: 1000 });
    await page.waitForTimeout(300);
    await shot('calendar-wide');
    await page.setViewportSize({ width: 360, height: 740 });
    await page.waitForTimeout(300);
    await shot('calendar-narrow');
  }
  await page.setViewportSize({ width: 360, height: 740 });
  await page.getByRole('tab', { name: 'List' }).click();
  await page.waitForTimeout(400);
  await shot('list-narrow');
  await page.setViewportSize({ width: 1920, height: 1000 });
  await page.waitForTimeout(400);
  await shot('list-wide');
});
