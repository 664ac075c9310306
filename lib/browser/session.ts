import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { siteOf } from '../store/books';
import { MINUTE } from '../time';
import { openTabFor } from './screens';

const HINT = 'hint';
const FRESH_FOR = 2 * MINUTE;

/** What the user pointed at in the context menu. Empty words are absent. */
const Hint = z.object({
  tabId: z.number(),
  /** The page that was shown; a hint of an earlier page of the same tab says nothing about this one. '' is unknown. */
  pageUrl: z.string(),
  imageUrl: z.optional(z.string()),
  linkUrl: z.optional(z.string()),
  selection: z.optional(z.string()),
  /** Epoch ms. */
  at: z.number(),
});
export type Hint = z.infer<typeof Hint>;

/** Leaves the hint for the composer about to open. The browser keeps it in memory until it closes. */
export async function leaveHint(hint: Hint): Promise<void> {
  await browser.storage.session.set({ [HINT]: hint });
}

/** Takes the hint left for that tab within the last two minutes, once; else undefined. */
export async function takeHint(tabId: number, now: number): Promise<Hint | undefined> {
  const stored = z.safeParse(Hint, (await browser.storage.session.get(HINT))[HINT]);
  if (!stored.success || stored.data.tabId !== tabId) return undefined;
  await browser.storage.session.remove(HINT);
  return now - stored.data.at <= FRESH_FOR ? stored.data : undefined;
}

const EDITING = 'editing';

/** Which draft a tab was opened for, by the tab's id. Kept in memory by the browser: tabs have other ids tomorrow. */
const Editing = z.record(z.string(), z.object({ draftId: z.string(), host: z.string() }));

/** Opens a draft's page in a tab: the pictures collected there go to that draft. */
export async function openPageToEdit(draftId: string, pageUrl: string): Promise<void> {
  const id = await openTabFor(pageUrl);
  if (id === undefined) return;
  const editing = { ...(await readEditing()), [id]: { draftId, host: siteOf(pageUrl) } };
  await browser.storage.session.set({ [EDITING]: editing });
}

/** The draft for which that tab was opened, while it shows a page of the same host. */
export async function findEditing(tabId: number, pageUrl: string): Promise<string | undefined> {
  const found = (await readEditing())[tabId];
  return found?.host === siteOf(pageUrl) ? found.draftId : undefined;
}

async function readEditing(): Promise<z.infer<typeof Editing>> {
  return z.safeParse(Editing, (await browser.storage.session.get(EDITING))[EDITING]).data ?? {};
}

const PRESS = 'quick-pin';
/** A second press on the same page within this time is taken for a slip. */
const SLIP_WITHIN = MINUTE;

const Press = z.object({ pageUrl: z.string(), pinId: z.string(), at: z.number() });

/** Remembers the pin that quick-pin made of a page, even if the worker is stopped. */
export async function noteQuickPin(pageUrl: string, pinId: string, now: number): Promise<void> {
  await browser.storage.session.set({ [PRESS]: { pageUrl, pinId, at: now } });
}

/** The pin that quick-pin made of this very page within the last minute. */
export async function findRecentQuickPin(pageUrl: string, now: number): Promise<string | undefined> {
  const { data } = z.safeParse(Press, (await browser.storage.session.get(PRESS))[PRESS]);
  return data?.pageUrl === pageUrl && now - data.at < SLIP_WITHIN && data.at <= now ? data.pinId : undefined;
}

/** Forgets it: the pin was undone, so the next press is no slip. */
export async function forgetQuickPin(): Promise<void> {
  await browser.storage.session.remove(PRESS);
}
