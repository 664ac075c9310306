import type { Pin } from '../pin/pin';
import type { Client } from '../postbreeze/client';
import type { ApiError } from '../postbreeze/result';
import type { Account } from '../store/accounts';
import { toAccounts } from './accounts';
import { settleError, type Work } from './work';

/** Whether a pin of this account can be published. */
export function isActive(account: Account): boolean {
  return account.status === 'ACTIVE';
}

const ABOUT_THE_PIN = /^(PIN|PLAN|STORAGE|MEDIA|MUST)_/;

/**
 * A refusal whose code says nothing about the pin may be about its account: looks, and pauses everything if so; the pin is given
 * back with `change`. Answers whether it did.
 */
export async function pauseIfInactive(
  work: Work,
  pin: Pin,
  error: ApiError,
  change: (pin: Pin) => Pin,
): Promise<boolean> {
  if (error.kind !== 'refused' || ABOUT_THE_PIN.test(error.code)) return false;
  const account = await refreshAccount(work.client, work, pin.accountId);
  if (!account || isActive(account)) return false;
  await work.pause('ACCOUNT_EXPIRED', account.status, account.id);
  await settleError(work, pin, { ...error, kind: 'pace', retryAfterMs: 0 }, { change });
  return true;
}

/** Asks Postbreeze for its accounts and answers the one: null when it is not among them (any more), undefined when it cannot be told. */
export async function refreshAccount(
  client: Client,
  { world }: Pick<Work, 'world'>,
  accountId: string | null,
): Promise<Account | null | undefined> {
  const seen = await client.listAccounts();
  if (!seen.ok) return undefined;
  const known = accountId === null ? undefined : await world.store.readAccount(accountId);
  const names = new Map(known ? [[known.workspaceId, known.workspaceName]] : []);
  const accounts = toAccounts(seen.value, names, world.now());
  await world.store.putAccounts(accounts);
  return accounts.find(({ id }) => id === accountId) ?? null;
}
