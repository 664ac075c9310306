import type { Page } from '@playwright/test';
import axe from 'axe-core';
import { expect } from './chromium';

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];
const COLOUR_RULES = ['color-contrast', 'link-in-text-block'];

/** Fails on what axe finds: every rule in light; in dark those of colour alone, since nothing else differs. Ends in light. */
export async function expectAccessible(page: Page, what = 'the page'): Promise<void> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  await showIn(page, 'dark');
  expect(await listViolations(page, { type: 'rule', values: COLOUR_RULES }), `${what}, dark`).toEqual([]);
  await showIn(page, 'light');
  expect(await listViolations(page, { type: 'tag', values: LEVELS }), `${what}, light`).toEqual([]);
}

function listViolations(page: Page, runOnly: axe.RunOnly): Promise<axe.Result[]> {
  // What passes is only counted: describing it takes axe most of its time.
  return page.evaluate(
    async (options) => (await (globalThis as unknown as { axe: typeof axe }).axe.run(options)).violations,
    { runOnly, resultTypes: ['violations'] } satisfies axe.RunOptions,
  );
}

/** Resolves once the colours have changed: some change over a moment. */
async function showIn(page: Page, colorScheme: 'dark' | 'light'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(changes.map(({ finished }) => finished));
  });
}
