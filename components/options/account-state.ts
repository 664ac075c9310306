import type { Account } from '../../lib/store/accounts';
import { DAY } from '../../lib/time';

/** From when on the coming end of an account's access is worth a warning. */
const END_IS_NEAR = 14 * DAY;

/** Without these scopes Postbreeze cannot see the boards or make a pin. */
const NEEDED_SCOPES = ['boards:read', 'pins:write'];

/** How an account stands, in words. `fix` is '' when nothing has to be done. */
export interface AccountState {
  tone: 'good' | 'warn' | 'danger';
  words: string;
  fix: string;
}

const RECONNECT = 'Reconnect it in the Postbreeze dashboard, then refresh the accounts here.';

/** What each status of a social account means (Postbreeze's documentation, "Social accounts"), and ours, `GONE`. */
const STOPPED: Record<string, string> = {
  TOKEN_EXPIRED: 'Its access to Pinterest has expired.',
  REVOKED: 'Its access to Pinterest was taken back.',
  DISCONNECTED: 'It is no longer connected.',
  GONE: 'Your key no longer reaches it.',
};

/** How the account stands now: `ACTIVE` with all it needs, or what is wrong and what to do. */
export function describeAccount(account: Account, now: number): AccountState {
  if (account.status !== 'ACTIVE')
    return { tone: 'danger', words: STOPPED[account.status] ?? `Its status is ${account.status}.`, fix: RECONNECT };
  const missing = NEEDED_SCOPES.filter((scope) => !account.scopes.includes(scope));
  if (missing.length > 0)
    return { tone: 'danger', words: `It lacks the permission ${missing.join(' and ')}.`, fix: RECONNECT };
  if (account.tokenExpiresAt === null) return { tone: 'good', words: 'Active', fix: '' };
  if (account.tokenExpiresAt <= now) return { tone: 'danger', words: STOPPED.TOKEN_EXPIRED ?? '', fix: RECONNECT };
  const end = `until ${new Date(account.tokenExpiresAt).toLocaleDateString(undefined, { dateStyle: 'medium' })}`;
  return account.tokenExpiresAt - now < END_IS_NEAR
    ? { tone: 'warn', words: `Active ${end}`, fix: 'Reconnect it before then; pins set for later would fail.' }
    : { tone: 'good', words: `Active ${end}`, fix: '' };
}
