import { readApiAddress, readKey } from '../browser/key';
import type { Client } from '../postbreeze/client';
import type { ApiError } from '../postbreeze/result';
import { type Account, putAccounts, readAccount } from '../store/books';
import { blockBudget, takeBudget } from '../store/rate-limit';
import { refreshAccount, refreshAccounts } from './accounts';
import { openClient } from './world';

/** What a key reaches, or why not; `isAccepted` where Postbreeze took the key but the accounts could not be read. */
export type Connected =
  | { ok: true; isAccepted: true; workspaces: number; accounts: number }
  | { ok: false; isAccepted: boolean; error: ApiError };

const world = { now: () => Date.now(), store: { takeBudget, blockBudget, readAccount, putAccounts } };

/**
 * Verifies a key with Postbreeze's cheapest call, then stores the accounts that it reaches and the boards they name.
 * `onAccepted` runs between the two. Never rejects for what Postbreeze answers.
 */
export async function connect(key: string, onAccepted: () => Promise<void>): Promise<Connected> {
  const client = await openFor(key);
  const workspaces = await client.listWorkspaces();
  if (!workspaces.ok) return { ...workspaces, isAccepted: false };
  await onAccepted();
  const accounts = await refreshAccounts(client, world.now(), workspaces.value);
  if (!accounts.ok) return { ...accounts, isAccepted: true };
  const used = new Set(accounts.value.map(({ workspaceId }) => workspaceId));
  return { ok: true, isAccepted: true, workspaces: used.size, accounts: accounts.value.length };
}

/**
 * Reads an account again at Postbreeze and stores what it says, for a screen that would refuse a pin on what is stored: it may have
 * been mended since. Null: the key does not reach it. Undefined: it cannot be told now, and what is stored stands. Never rejects.
 */
export async function rereadAccount(accountId: string): Promise<Account | null | undefined> {
  const key = await readKey();
  if (key === null) return undefined;
  return refreshAccount(await openFor(key), world, accountId).catch(() => undefined);
}

function openFor(key: string): Promise<Client> {
  const fetchIt: typeof fetch = (...args) => fetch(...args);
  return openClient({ ...world, fetch: fetchIt, readKey: async () => key, readAddress: readApiAddress }, 'user');
}
