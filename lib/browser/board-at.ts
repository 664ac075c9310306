import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { type BoardOnPage, readBoardPage } from '../page/board-page';
import { isReachable } from '../page/identity/private-host';
import { hasHost } from './permissions';

const PAGE_TIME_OUT = 20_000;
const ASKED = 'asked-board';
const FRESH_FOR = 2 * 60_000;

/**
 * The board whose page is at that address; undefined where it shows none, or cannot be read. The page is read without the
 * user's cookies: a secret board is not shown then, and is entered by hand.
 */
export async function findBoardAt(address: string): Promise<BoardOnPage | undefined> {
  if (!/^https?:/i.test(address) || !isReachable(address, '')) return undefined;
  try {
    const signal = AbortSignal.timeout(PAGE_TIME_OUT);
    const answer = await fetch(address, { credentials: 'omit', referrerPolicy: 'no-referrer', signal });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    return readBoardPage(page, answer.url);
  } catch {
    return undefined;
  }
}

/** A board that is to be added once its host is granted: the browser's prompt may close the popup that asked. */
const AskedBoard = z.object({
  accountId: z.string(),
  address: z.string(),
  /** Epoch ms. */
  at: z.number(),
});
export type AskedBoard = Omit<z.infer<typeof AskedBoard>, 'at'>;

/** Keeps what is asked for, in memory; null: it is settled. */
export async function keepAskedBoard(asked: AskedBoard | null, now: number): Promise<void> {
  if (asked) await browser.storage.session.set({ [ASKED]: { ...asked, at: now } });
  else await browser.storage.session.remove(ASKED);
}

/** What was asked for within the last two minutes and has been granted since, once; else undefined. */
export async function takeAskedBoard(now: number): Promise<AskedBoard | undefined> {
  const asked = z.safeParse(AskedBoard, (await browser.storage.session.get(ASKED))[ASKED]).data;
  if (!asked || now - asked.at > FRESH_FOR || !(await hasHost(asked.address))) return undefined;
  await keepAskedBoard(null, now);
  return asked;
}
