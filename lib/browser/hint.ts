import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { MINUTE } from '../time';

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

/** Leaves word for the composer about to open. Kept in memory by the browser, gone when it closes. */
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
