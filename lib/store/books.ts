import * as z from 'zod/mini';
import { announce } from './changes';
import { read, type Writing, write } from './database';

/** A Pinterest account connected to Postbreeze, as last seen. Times are epoch ms. */
export const Account = z.object({
  id: z.string(),
  workspaceId: z.string(),
  workspaceName: z.string(),
  handle: z.string(),
  displayName: z.string(),
  avatarUrl: z.nullable(z.string()),
  /** `ACTIVE`, or why it cannot publish: `TOKEN_EXPIRED`, `REVOKED`, `DISCONNECTED`, `GONE` (no longer listed). */
  status: z.string(),
  scopes: z.array(z.string()),
  tokenExpiresAt: z.nullable(z.number()),
  /** Ours when the user chose one, else Postbreeze's. */
  defaultBoardId: z.nullable(z.string()),
  seenAt: z.number(),
});
export type Account = z.infer<typeof Account>;

const GONE = 'GONE';

/** What an account is called. */
export function nameAccount({ displayName, handle }: Pick<Account, 'displayName' | 'handle'>): string {
  return displayName || handle;
}

/** The accounts that Postbreeze lists, in its order. */
export async function listAccounts(): Promise<Account[]> {
  const rows = await read(['accounts'], (transaction) => transaction.objectStore('accounts').getAll());
  const accounts = rows.flatMap((row) => z.safeParse(Account, row).data ?? []).filter(({ status }) => status !== GONE);
  return accounts.sort((a, b) => b.seenAt - a.seenAt || rank(rows, a) - rank(rows, b));
}

/** One account, if we have ever seen it; it may be `GONE`. */
export async function readAccount(id: string): Promise<Account | undefined> {
  const row = await read(['accounts'], (transaction) => transaction.objectStore('accounts').get(id));
  return z.safeParse(Account, row).data;
}

/**
 * Stores Postbreeze's list; keeps the user's default boards, and workspace names that were not asked for. An account that
 * is missing becomes `GONE` but keeps its row: lists can be cut short.
 */
export async function putAccounts(list: Account[]): Promise<void> {
  await write(['accounts'], async (transaction) => {
    const store = transaction.objectStore('accounts');
    const before = new Map((await store.getAll()).map((row) => [row.id, z.safeParse(Account, row).data]));
    for (const [id, known] of before)
      if (known && !list.some((account) => account.id === id)) await store.put({ ...known, status: GONE } as Account);
    for (const [order, account] of list.entries()) {
      const known = before.get(account.id);
      const defaultBoardId = known?.defaultBoardId ?? account.defaultBoardId;
      const workspaceName = account.workspaceName || known?.workspaceName || '';
      await store.put({ ...account, defaultBoardId, workspaceName, order } as Account);
    }
  });
  announce('accounts');
}

/** Sets the user's default board of an account; null: none. */
export async function setDefaultBoard(accountId: string, boardId: string | null): Promise<void> {
  await write(['accounts'], async (transaction) => {
    const store = transaction.objectStore('accounts');
    const row = await store.get(accountId);
    if (row) await store.put({ ...row, defaultBoardId: boardId } as Account);
  });
  announce('accounts');
}

/** Deletes all accounts, since the key was removed. */
export async function clearAccounts(): Promise<void> {
  await write(['accounts'], (transaction) => transaction.objectStore('accounts').clear());
  announce('accounts');
}

function rank(rows: { id: string }[], account: Account): number {
  const row = rows.find((one) => one.id === account.id) as { order?: number } | undefined;
  return row?.order ?? 0;
}

const SITES_KEPT = 20;

/** A board of the board book. Postbreeze cannot list boards, so each says how we know of it. */
export const Board = z.object({
  accountId: z.string(),
  id: z.string(),
  name: z.string(),
  source: z.enum(['default', 'meta', 'posts', 'user', 'page']),
  /** Epoch ms; 0: never. */
  lastUsedAt: z.number(),
  /** Hosts last pinned from to this board, latest first. */
  sites: z.array(z.string()),
});
export type Board = z.infer<typeof Board>;

/** An account's boards, last used first, then by name. */
export async function listBoards(accountId: string): Promise<Board[]> {
  const rows = await read(['boards'], (transaction) =>
    transaction.objectStore('boards').index('accountId').getAll(accountId),
  );
  const boards = rows.flatMap((row) => z.safeParse(Board, row).data ?? []);
  return boards.sort(
    (a, b) => b.lastUsedAt - a.lastUsedAt || a.name.localeCompare(b.name, undefined, { numeric: true }),
  );
}

type NewBoard = Pick<Board, 'accountId' | 'id' | 'name' | 'source'>;

/** Adds boards, or names known ones: the user's names and real names win over guesses. Keeps when they were used. */
export async function addBoards(boards: NewBoard[]): Promise<void> {
  if (boards.length === 0) return;
  await write(['boards'], async (transaction) => {
    for (const board of boards) await merge(transaction, board);
  });
  announce('boards');
}

/** Adds or renames one board. */
export async function addBoard(board: NewBoard): Promise<void> {
  await addBoards([board]);
}

/** Takes a board out of the book. */
export async function removeBoard(accountId: string, id: string): Promise<void> {
  await write(['boards'], (transaction) => transaction.objectStore('boards').delete([accountId, id]));
  announce('boards');
}

/** Notes that a pin from `site` (a host) went to the board, if the board is in the book. */
export async function touchBoard(accountId: string, id: string, site: string, now: number): Promise<void> {
  await write(['boards'], async (transaction) => {
    const store = transaction.objectStore('boards');
    const board = z.safeParse(Board, await store.get([accountId, id])).data;
    if (!board) return;
    const sites = [site, ...board.sites.filter((one) => one !== site)].slice(0, SITES_KEPT);
    await store.put({ ...board, lastUsedAt: now, sites } as Board);
  });
  announce('boards');
}

async function merge(transaction: Writing, board: NewBoard): Promise<void> {
  const store = transaction.objectStore('boards');
  const known = z.safeParse(Board, await store.get([board.accountId, board.id])).data;
  const isNamed = board.name !== '' && board.name !== board.id;
  const keepsName = known && (!isNamed || (known.source === 'user' && board.source !== 'user'));
  const merged: Board = {
    lastUsedAt: 0,
    sites: [],
    ...known,
    ...board,
    name: keepsName ? known.name : board.name || board.id,
    source: keepsName ? known.source : board.source,
  };
  await store.put(merged);
}

/** A page's site as the board book has it: host and port; '' for no address. */
export function siteOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}
