import type { Locator, Page } from '@playwright/test';
import type { Pin } from '../../../lib/pin/pin';
import { DAY, HOUR, toFieldValue } from '../../../lib/time';
import type { Sandbox } from '../../sandbox/sandbox';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS } from '../../sandbox/seed';
import { makePin } from '../../unit/planner/make-pin';
import { expect } from './chromium';
import type { Extension } from './extension';
import type { Site } from './site';
import { storePins } from './stored-pins';

/** Whole minutes, as the fields for date and time hold them. */
export const AT = Math.ceil(Date.now() / HOUR) * HOUR + 2 * DAY;
export const LATER = AT + 3 * DAY;
/** A removal, a hand-over and the like wait for an undo before they leave. */
export const PATIENCE = { timeout: 40_000 };
export const HANDED_OVER: Partial<Pin> = { handOver: 'right-away' };

export const rowOf = (page: Page, title: string) => page.getByRole('listitem', { name: title, exact: true });
export const bulk = (page: Page) => page.getByRole('toolbar', { name: 'Selected pins' });
export const undo = (page: Page) => page.getByRole('button', { name: 'Undo', exact: true }).first().click();

/** Opens the planner with these pins, each with a picture that the stand-in fetches, and lets the engine see them. */
export async function openPlanner(extension: Extension, site: Site, pins: Record<string, Partial<Pin>>): Promise<Page> {
  await site.putPicture('http://127.0.0.1/dish.jpg', { width: 1000, height: 1500, hue: 40 });
  extension.watch.allowedHosts.push(`127.0.0.1:${site.port}`);
  const page = await extension.openPage('queue.html');
  await expect(page.getByText('No pins yet')).toBeVisible();
  const made = Object.entries(pins).map(([title, over], place) => {
    const board = { ...DEMO_BOARDS[2] };
    const pin = makePin({ id: title, title, accountId: DEMO_ACCOUNT_ID, board, publishAt: AT + place * HOUR, ...over });
    return { ...pin, slides: pin.slides.map((slide) => ({ ...slide, url: `http://127.0.0.1:${site.port}/dish.jpg` })) };
  });
  await storePins(page, made);
  await page.reload();
  // Keys go to the page in front alone, and a tab of before may still be closing.
  await page.bringToFront();
  return page;
}

/** What the stand-in will publish or has published, by title: `board, time`. */
export function listPosts({ state }: Sandbox): Record<string, string> {
  const live = [...state.posts.values()].filter(({ status }) => status === 'SCHEDULED' || status === 'PUBLISHED');
  return Object.fromEntries(
    live.map(({ targets, scheduledAt }) => {
      const { title, board }: Record<string, unknown> = targets[0]?.platformOptions ?? {};
      return [String(title), `${nameBoard(String(board))}, ${toFieldValue(scheduledAt ?? 0)}`];
    }),
  );
}

function nameBoard(id: string): string {
  return DEMO_BOARDS.find((board) => board.id === id)?.name ?? id;
}

export const says = (at: number, board: string = DEMO_BOARDS[2].name) => `${board}, ${toFieldValue(at)}`;

export async function chooseInMenu(page: Page, owner: Locator, item: string | RegExp): Promise<void> {
  await owner.getByRole('button', { name: 'More acts' }).click();
  await page.getByRole('menuitem', { name: item }).click();
}
