import { browser } from 'wxt/browser';
import * as z from 'zod/mini';
import { type BoardOnPage, boardPath, readBoardPage } from '../page/board-page';
import { isOutOfReach } from '../page/identity/private-host';
import { t } from '../words/t';
import { runInPage } from './in-page';
import { hasHost } from './permissions';

/** What reading a board's page needs. */
export interface BoardReading {
  /** Must be reached before any `await` of a click. */
  requestHost: (address: string) => Promise<boolean>;
  /** The board that a Pinterest page shows; undefined when it shows none, or cannot be read. */
  findBoardAt: (address: string) => Promise<{ id: string; name: string } | undefined>;
}

/**
 * The board that was typed by its id, or by its address, whose page is read for it; else what is wrong, in words. Call it
 * first in a click handler: an address asks for its host.
 */
export async function findTypedBoard(
  typed: { id: string; name: string },
  world: BoardReading,
): Promise<{ id: string; name: string } | string> {
  const id = typed.id.trim();
  const name = typed.name.trim();
  if (id === '') return t('general.board.enter');
  if (!isBoardAddress(id)) return { id, name: name || id };
  const address = completeAddress(id);
  const isGranted = await world.requestHost(address);
  if (!isGranted) return t('general.board.noPermission');
  const board = await world.findBoardAt(address);
  return board ? { id: board.id, name: name || board.name } : t('general.board.unreadable');
}

/** Whether what was typed is a board's address rather than its id or name. */
export function isBoardAddress(text: string): boolean {
  return /^(https?:\/\/|([\w-]+\.)*pinterest\.[a-z.]+\/|pin\.it\/)/i.test(text.trim());
}

/** With its scheme, and on the host that Pinterest leads a bare one to. */
function completeAddress(text: string): string {
  return text.replace(/^(?:https?:\/\/)?(pinterest\.)/i, 'https://www.$1').replace(/^(?!https?:\/\/)/i, 'https://');
}

const PAGE_TIME_OUT = 20_000;
const ASKED = 'asked-board';
const FRESH_FOR = 2 * 60_000;

/**
 * The board whose page is at that address; undefined where it shows none, or cannot be read. The page is read without the
 * user's cookies: a secret board is not shown then, and is entered by hand.
 */
export async function findBoardAt(address: string): Promise<BoardOnPage | undefined> {
  if (!/^https?:/i.test(address) || isOutOfReach(address, '')) return undefined;
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
type AskedBoard = Omit<z.infer<typeof AskedBoard>, 'at'>;

/** Keeps the request in memory; null clears it. */
export async function keepAskedBoard(asked: AskedBoard | null, now: number): Promise<void> {
  if (asked) await browser.storage.session.set({ [ASKED]: { ...asked, at: now } });
  else await browser.storage.session.remove(ASKED);
}

/** The request of the last two minutes whose host has been granted since, once; else undefined. */
export async function takeAskedBoard(now: number): Promise<AskedBoard | undefined> {
  const asked = z.safeParse(AskedBoard, (await browser.storage.session.get(ASKED))[ASKED]).data;
  if (!asked || now - asked.at > FRESH_FOR || !(await hasHost(asked.address))) return undefined;
  await keepAskedBoard(null, now);
  return asked;
}

/** The Pinterest board that a tab shows; undefined on any other page, and where the page cannot be read. */
export async function findBoardInTab(tabId: number, address: string): Promise<BoardOnPage | undefined> {
  if (boardPath(address) === undefined) return undefined;
  const markup = await runInPage(tabId, readPageData, []);
  if (markup === undefined) return undefined;
  // Parsed apart from any page: no script of it runs and nothing of it loads.
  return readBoardPage(new DOMParser().parseFromString(markup, 'text/html'), address);
}

/** Runs in the page: must not refer to anything outside itself. */
function readPageData(): string {
  return Array.from(document.querySelectorAll('script[type="application/json"]'), (script) => script.outerHTML).join(
    '',
  );
}
