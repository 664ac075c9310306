import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './chromium';

const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Fails on what axe finds: every rule in light; in dark those of colour alone, since nothing else differs. Ends in light. */
export async function expectAccessible(page: Page, what = 'the page'): Promise<void> {
  await showIn(page, 'dark');
  const dark = await new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']).analyze();
  expect(dark.violations, `${what}, dark`).toEqual([]);
  await showIn(page, 'light');
  const light = await new AxeBuilder({ page }).withTags(LEVELS).analyze();
  expect(light.violations, `${what}, light`).toEqual([]);
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
