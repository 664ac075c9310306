import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { MINUTE } from '../time';

const PRESS = 'quick-pin';
/** How long a second press on the same page is taken for a slip. */
const SLIP_WITHIN = MINUTE;

const Press = z.object({ pageUrl: z.string(), pinId: z.string(), at: z.number() });

/** Remembers the pin that quick-pin made of a page, past the worker's own end. */
export async function noteQuickPin(pageUrl: string, pinId: string, now: number): Promise<void> {
  await browser.storage.session.set({ [PRESS]: { pageUrl, pinId, at: now } });
}

/** The pin that quick-pin made of this very page within the last minute. */
export async function findRecentQuickPin(pageUrl: string, now: number): Promise<string | undefined> {
  const { data } = z.safeParse(Press, (await browser.storage.session.get(PRESS))[PRESS]);
  return data?.pageUrl === pageUrl && now - data.at < SLIP_WITHIN && data.at <= now ? data.pinId : undefined;
}

/** Forgets it: its pin was undone, and the next press is meant. */
export async function forgetQuickPin(): Promise<void> {
  await browser.storage.session.remove(PRESS);
}
