import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { DAY, HOUR } from '../../lib/time';
import { PSEUDO_MARKS, writeMessages } from '../../lib/words/pseudo';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS } from '../sandbox/seed';
import { IS_THOROUGH } from '../setup/thorough';
import { makePin, makeProblem, makePublished } from '../unit/planner/make-pin';
import { expect, putArticle, test } from './kit/chromium';
import { choose } from './kit/compose';
import type { Extension } from './kit/extension';
import { LAUNCH_PATIENCE, launchChromium } from './kit/launch-chromium';
import { storePins } from './kit/stored-pins';

/**
 * The sandbox build with the words of a made-up language: accented, a third longer, marked at both ends. A text without the
 * marks is not in the catalogue. This is what `wxt build --mode sandbox-pseudo` makes, without building again.
 */
function writePseudoBuild(mode: string): string {
  const folder = path.join(realpathSync(mkdtempSync(path.join(tmpdir(), 'pinbreeze-words-'))), 'build');
  cpSync(path.resolve(import.meta.dirname, '../../.output/chrome-mv3-sandbox'), folder, { recursive: true });
  writeFileSync(path.join(folder, '_locales/en/messages.json'), writeMessages(mode));
  return folder;
}

/** By default the first alone: the second turns the screens and changes no word. */
const BUILDS = [
  ['sandbox-pseudo', 'ltr'],
  ['sandbox-pseudo-rtl', 'rtl'],
] as const;

/** Written by the page, the stand-in or the test, not by us: no words of the catalogue. */
const USER_DATA = [
  /Hearth & Hill|hearthandhill|soup soup|^… soup|Pin the page’s best image to|Mozilla\/5/,
  /Autumn soup|Soup in a blue bowl|Pumpkins on a table|Bread by the window|A soup for the first cold evening/,
  /Title of|Page of|kitchen\.test|127\.0\.0\.1|https?:|example\.com|pb_live/,
  new RegExp(DEMO_BOARDS.map(({ name }) => name).join('|')),
];
/** What `Intl` and the keyboard write, and names that are the same in every language. */
const NO_WORDS =
  /\b(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?\b|\b(Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\b|\b[AP]M\b|\b(in )?\d+ (minute|hour|day|week)s?( ago)?\b|\b(Alt|Ctrl|Shift|Enter|Escape|Esc|Home|End|Page|Up|Down|Space|Tab|Delete|Del)\b|\b[A-Z]\b|\b(JPE?G|PNG|WebP|AVIF|GIF|SVG|HTTP|UTC|Pinterest|Postbreeze|Pinbreeze|Chrom\w+)\b|[\d×x:.,/+–—\s]+|\bpx\b|\bMB\b/g;

/** Every text and accessible name of a page that stands outside the marks, with where it stands. */
async function listUnmarked(page: Page, screen: string): Promise<string[]> {
  const found = await page.evaluate(([open, close]) => {
    const outside: string[] = [];
    const describe = (element: Element) => `<${element.localName} class="${element.className}">`;
    let depth = 0;
    const take = (text: string, where: string) => {
      let plain = '';
      for (const letter of text) {
        if (letter === open) depth++;
        if (depth === 0) plain += letter;
        if (letter === close) depth = Math.max(0, depth - 1);
      }
      if (plain.trim()) outside.push(`${where}: ${plain.trim()}`);
    };
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement as Element;
      if (!parent.closest('script, style')) take(node.textContent ?? '', describe(parent));
    }
    depth = 0;
    take(document.title, 'document.title');
    for (const element of document.body.querySelectorAll('*'))
      for (const name of ['aria-label', 'aria-description', 'aria-valuetext', 'title', 'placeholder', 'alt', 'label']) {
        depth = 0;
        take(element.getAttribute(name) ?? '', `${describe(element)} ${name}`);
      }
    return outside;
  }, PSEUDO_MARKS);
  return found
    .filter((line) => {
      const text = line.slice(line.indexOf(': ') + 2);
      return !USER_DATA.some((pattern) => pattern.test(text)) && /\p{L}/u.test(text.replace(NO_WORDS, ''));
    })
    .map((line) => `${screen} ${line}`);
}

/** How far a page is wider than its window, in pixels, at the widths of a popup, a side panel and a wide window. */
async function listOverflow(page: Page, screen: string): Promise<string[]> {
  const found: string[] = [];
  for (const width of [360, 460, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    const tooWide = await page.evaluate(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      const isOut = (element: Element) => {
        const { left, right } = element.getBoundingClientRect();
        return right > clientWidth + 1 || left < -1;
      };
      const [first] = [...document.body.querySelectorAll('*')].filter(isOut);
      return scrollWidth > clientWidth && `${scrollWidth - clientWidth} px too wide: ${first?.outerHTML.slice(0, 300)}`;
    });
    if (tooWide) found.push(`${screen} at ${width}: ${tooWide}`);
  }
  return found;
}

async function openPlanner(extension: Extension): Promise<Page> {
  const page = await extension.openPage('queue.html');
  const own = { accountId: DEMO_ACCOUNT_ID, board: { ...DEMO_BOARDS[2] } };
  await expect(page.getByRole('tab').first()).toBeVisible();
  await storePins(page, [
    makePin({ id: 'waiting', ...own, publishAt: Date.now() + DAY }),
    makePin({ id: 'failed', ...own, state: 'failed', lastError: makeProblem('PIN_BOARD_NOT_FOUND', '') }),
    makePin({ id: 'late', ...own, publishAt: Date.now() - 5 * HOUR, held: true }),
    makePublished({ id: 'out', ...own, publishAt: Date.now() - 2 * HOUR }),
    makePin({ id: 'draft', ...own, state: 'draft', publishAt: null }),
  ]);
  await expect(page.getByText('Title of waiting').first()).toBeVisible();
  return page;
}

for (const [mode, direction] of IS_THOROUGH ? BUILDS : BUILDS.slice(0, 1))
  test(`every word on every screen is in the catalogue and fits, ${direction}`, async ({ sandbox, site }) => {
    test.setTimeout(LAUNCH_PATIENCE + 180_000);
    await putArticle(site);
    const folder = writePseudoBuild(mode);
    const { extension, close } = await launchChromium({ build: folder, sitePort: site.port });
    const found: string[] = [];
    const look = async (page: Page, screen: string) => {
      found.push(...(await listUnmarked(page, screen)), ...(await listOverflow(page, screen)));
    };
    try {
      const welcome = await extension.openPage('welcome.html');
      await expect(welcome.getByRole('heading').first()).toBeVisible();
      await expect(welcome.locator('html')).toHaveAttribute('dir', direction);
      await look(welcome, 'welcome');

      const options = await extension.openPage('options.html');
      const fields = options.locator('form input[dir="ltr"]');
      await expect(fields).toHaveCount(2);
      await fields.first().fill(sandbox.apiUrl);
      await fields.last().fill(sandbox.keys[0] ?? '');
      await fields.last().press('Enter');
      await expect(options.getByText(DEMO_BOARDS[0].name).first()).toBeVisible();
      await look(options, 'options');

      const article = await extension.context.newPage();
      await article.goto('http://kitchen.test/autumn-soup');
      const composer = await extension.openComposerPage(article);
      await choose(composer, 'Soup in a blue bowl', 'Pumpkins on a table');
      await composer.locator('input[name="title"]').fill(`Autumn soup ${'soup '.repeat(20)}`);
      await composer.locator('details').evaluateAll((all) => {
        for (const details of all) details.setAttribute('open', '');
      });
      await look(composer, 'composer');
      await composer.locator('.slide-rows li button:not([disabled])').first().focus();

      const planner = await openPlanner(extension);
      for (const tab of [0, 1, 2]) {
        await planner.getByRole('tab').nth(tab).click();
        await expect(planner.getByRole('tab').nth(tab)).toHaveAttribute('aria-selected', 'true');
        await look(planner, `planner, tab ${tab}`);
      }
      expect(found).toEqual([]);
    } finally {
      await close();
      rmSync(path.dirname(folder), { recursive: true, force: true });
    }
  });
