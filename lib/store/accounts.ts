import * as z from 'zod/mini';
import { announce } from './changes';
import { read, write } from './database';

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

/** All accounts last seen, in the order that Postbreeze lists them. */
export async function listAccounts(): Promise<Account[]> {
  const rows = await read(['accounts'], (transaction) => transaction.objectStore('accounts').getAll());
  const accounts = rows.flatMap((row) => z.safeParse(Account, row).data ?? []);
  return accounts.sort((a, b) => b.seenAt - a.seenAt || rank(rows, a) - rank(rows, b));
}

/** One account, if it was seen. */
export async function readAccount(id: string): Promise<Account | undefined> {
  const row = await read(['accounts'], (transaction) => transaction.objectStore('accounts').get(id));
  return z.safeParse(Account, row).data;
}

/** Replaces the list with what Postbreeze answers; the user's own default boards stay, and names that were not asked for. */
export async function putAccounts(list: Account[]): Promise<void> {
  await write(['accounts'], async (transaction) => {
    const store = transaction.objectStore('accounts');
    const before = new Map((await store.getAll()).map((row) => [row.id, z.safeParse(Account, row).data]));
    await store.clear();
    for (const [order, account] of list.entries()) {
      const known = before.get(account.id);
      const defaultBoardId = known?.defaultBoardId ?? account.defaultBoardId;
      const workspaceName = account.workspaceName || known?.workspaceName || '';
      await store.put({ ...account, defaultBoardId, workspaceName, order } as Account);
    }
  });
  announce('accounts');
}

/** The user's default board for an account; null goes back to none. */
export async function setDefaultBoard(accountId: string, boardId: string | null): Promise<void> {
  await write(['accounts'], async (transaction) => {
    const store = transaction.objectStore('accounts');
    const row = await store.get(accountId);
    if (row) await store.put({ ...row, defaultBoardId: boardId } as Account);
  });
  announce('accounts');
}

/** Forgets all accounts: the key was removed. */
export async function clearAccounts(): Promise<void> {
  await write(['accounts'], (transaction) => transaction.objectStore('accounts').clear());
  announce('accounts');
}

function rank(rows: { id: string }[], account: Account): number {
  const row = rows.find((one) => one.id === account.id) as { order?: number } | undefined;
  return row?.order ?? 0;
}
