import type { Account } from '../../lib/store/books';
import { DAY } from '../../lib/time';
import { formatDate, formatList } from '../../lib/words/format';
import { t } from '../../lib/words/t';

/** How long before an account's access ends we warn. */
const END_IS_NEAR = 14 * DAY;

/** Without these scopes Postbreeze cannot see the boards or make a pin. */
const NEEDED_SCOPES = ['boards:read', 'pins:write'];

/** How an account stands, in words. `fix` is '' when nothing has to be done. */
export interface AccountState {
  tone: 'good' | 'warn' | 'danger';
  words: string;
  fix: string;
}

/** What each status of a social account means (Postbreeze's documentation, "Social accounts"), and ours, `GONE`. */
const STOPPED = {
  TOKEN_EXPIRED: 'options.accounts.expired',
  REVOKED: 'options.accounts.revoked',
  DISCONNECTED: 'options.accounts.disconnected',
  GONE: 'options.accounts.gone',
} as const;

/** How the account stands now: `ACTIVE` with all it needs, or what is wrong and what to do. */
export function describeAccount(account: Account, now: number): AccountState {
  const bad = (words: string): AccountState => ({ tone: 'danger', words, fix: t('options.accounts.reconnect') });
  if (account.status !== 'ACTIVE') return bad(describeStatus(account.status));
  const missing = NEEDED_SCOPES.filter((scope) => !account.scopes.includes(scope));
  if (missing.length > 0) return bad(t('options.accounts.missingScopes', { scopes: formatList(missing) }));
  const endsAt = account.tokenExpiresAt;
  if (endsAt === null) return { tone: 'good', words: t('options.accounts.active'), fix: '' };
  if (endsAt <= now) return bad(t('options.accounts.expired'));
  const words = t('options.accounts.activeUntil', { date: formatDate(endsAt) });
  return endsAt - now < END_IS_NEAR
    ? { tone: 'warn', words, fix: t('options.accounts.reconnectSoon') }
    : { tone: 'good', words, fix: '' };
}

function describeStatus(status: string): string {
  return Object.hasOwn(STOPPED, status)
    ? t(STOPPED[status as keyof typeof STOPPED])
    : t('options.accounts.otherStatus', { status });
}
