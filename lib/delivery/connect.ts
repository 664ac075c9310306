import { readApiAddress } from '../browser/key';
import { createClient } from '../postbreeze/client';
import type { ApiError } from '../postbreeze/result';
import { blockBudget, takeBudget } from '../store/rate-limit';
import { refreshAccounts } from './accounts';

/** What a key reaches, or why not; `isAccepted` where Postbreeze took the key but the accounts could not be read. */
export type Connected =
  | { ok: true; isAccepted: true; workspaces: number; accounts: number }
  | { ok: false; isAccepted: boolean; error: ApiError };

/**
 * Verifies a key with Postbreeze's cheapest call, then stores the accounts that it reaches and the boards they name.
 * `onAccepted` runs between the two. Never rejects for what Postbreeze answers.
 */
export async function connect(key: string, onAccepted: () => Promise<void>): Promise<Connected> {
  const now = Date.now;
  const client = createClient({
    fetch: (...args) => fetch(...args),
    key,
    baseUrl: await readApiAddress(),
    now,
    pace: () => takeBudget('user', now()),
    onLimit: (retryAfterMs) => blockBudget(retryAfterMs, now()),
  });
  const workspaces = await client.listWorkspaces();
  if (!workspaces.ok) return { ...workspaces, isAccepted: false };
  await onAccepted();
  const accounts = await refreshAccounts(client, now(), workspaces.value);
  if (!accounts.ok) return { ...accounts, isAccepted: true };
  const used = new Set(accounts.value.map(({ workspaceId }) => workspaceId));
  return { ok: true, isAccepted: true, workspaces: used.size, accounts: accounts.value.length };
}
