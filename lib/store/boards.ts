import * as z from 'zod/mini';
import { announce } from './changes';
import { read, type Writing, write } from './database';

const SITES_KEPT = 20;

/** A board of the board book. Postbreeze cannot list boards, so each says where we know it from. */
export const Board = z.object({
  accountId: z.string(),
  id: z.string(),
  name: z.string(),
  source: z.enum(['default', 'meta', 'posts', 'user', 'page']),
  /** Epoch ms; 0: never. */
  lastUsedAt: z.number(),
  /** Hosts of pages last pinned from to this board, latest first. */
  sites: z.array(z.string()),
});
export type Board = z.infer<typeof Board>;

/** An account's boards, last used first, then by name. */
export async function listBoards(accountId: string): Promise<Board[]> {
  const rows = await read(['boards'], (transaction) =>
    transaction.objectStore('boards').index('accountId').getAll(accountId),
  );
  const boards = rows.flatMap((row) => z.safeParse(Board, row).data ?? []);
  return boards.sort((a, b) => b.lastUsedAt - a.lastUsedAt || a.name.localeCompare(b.name));
}

type NewBoard = Pick<Board, 'accountId' | 'id' | 'name' | 'source'>;

/** Adds boards, or names those already known: the user's words and real names win over guesses; use is kept. */
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

/** Notes that a pin from `site` (a host) went to the board. Without effect when the board is not in the book. */
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
