import type { Pin } from '../pin/pin';
import { PROBLEMS } from '../pin/problem';
import type { Client } from '../postbreeze/client';
import type { ApiError } from '../postbreeze/result';
import type { Account } from '../store/accounts';
import { toAccounts } from './accounts';
import type { Work } from './work';

/** Why an account cannot publish, as the server calls it; undefined when it can. */
export function findInactive(account: Account): string | undefined {
  return account.status === 'ACTIVE' ? undefined : account.status;
}

/** A refusal whose code says nothing about the pin may be about its account: looks, and keeps what it saw. */
export async function refreshAfterRefusal(work: Work, pin: Pin, error: ApiError): Promise<Account | undefined> {
  if (PROBLEMS[error.code] || error.code.startsWith('STORAGE_LIMIT')) return undefined;
  return refreshAccount(work.client, work, pin.accountId);
}

/** Asks Postbreeze for its accounts and answers the one; undefined when it cannot be told. */
export async function refreshAccount(
  client: Client,
  { world }: Pick<Work, 'world'>,
  accountId: string | null,
): Promise<Account | undefined> {
  const seen = await client.listAccounts();
  if (!seen.ok) return undefined;
  const known = accountId === null ? undefined : await world.store.readAccount(accountId);
  const names = new Map(known ? [[known.workspaceId, known.workspaceName]] : []);
  const accounts = toAccounts(seen.value, names, world.now());
  await world.store.putAccounts(accounts);
  return accounts.find(({ id }) => id === accountId);
}
