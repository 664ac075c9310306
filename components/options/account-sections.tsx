import { ownHosts } from '../../lib/browser/permissions';
import { DASHBOARD, openTab } from '../../lib/browser/screens';
import { isExpired } from '../../lib/pin/pin';
import { explain } from '../../lib/pin/problem';
import { type Account, nameAccount } from '../../lib/store/books';
import { DAY } from '../../lib/time';
import { formatDate, formatList } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { AccessBanner, Badge, Banner, Empty, StatusLine } from '../ui/banner';
import { Button } from '../ui/button';
import { CODE, SelectField, TextField } from '../ui/field';
import type { OptionsModel } from './model';

/** Written out here so that the production build drops the field. */
const IS_SANDBOX = import.meta.env.MODE.startsWith('sandbox');

/** The API key: verified, kept, shown masked, removed. */
export function ConnectionSection({ options }: { options: OptionsModel }) {
  const { connection } = options;
  const { tone, words } = connection.line.value;
  const mask = connection.mask.value;
  return (
    <form
      class="part-body"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void connection.connect();
      }}
    >
      <p class="part-note">
        {mask ? t('options.connection.howToPin') : t('options.connection.whereKeys')} {t('options.connection.keyStays')}
      </p>
      <AccessBanner access={ownHosts} />
      <PauseBanner options={options} />
      {IS_SANDBOX && mask !== null && (
        <TextField
          label={t('options.connection.address')}
          value={connection.address.value}
          onValue={(value) => (connection.address.value = value)}
          {...CODE}
          hint={t('options.connection.addressHint')}
        />
      )}
      <div class="masked">
        <TextField
          label={t('options.connection.key')}
          value={connection.typed.value}
          onValue={(value) => (connection.typed.value = value)}
          {...CODE}
          placeholder={mask || 'pb_live_…'}
        />
      </div>
      {mask && (
        <p class="stored-key">
          <span>
            {t('options.connection.storedKey')} <code>{mask}</code>
          </span>
          <Button kind="quiet" small icon="trash" onClick={() => void connection.remove()}>
            {t('options.connection.removeKey')}
          </Button>
        </p>
      )}
      <div class="part-acts">
        <Button kind="primary" type="submit" busy={connection.isBusy.value}>
          {t('options.connection.connect')}
        </Button>
        {options.accounts.value.length === 0 && (
          <Button kind="quiet" icon="external" onClick={() => void openTab(DASHBOARD)}>
            {t('options.openPostbreeze')}
          </Button>
        )}
        <StatusLine tone={tone} words={words} />
      </div>
    </form>
  );
}

/** Why nothing is sent, if this page can change that. A missing key needs no banner. */
function PauseBanner({ options }: { options: OptionsModel }) {
  const pause = options.pause.value;
  if (!pause || !options.connection.mask.value) return null;
  const { title, fix } = explain({ ...pause, statusCode: null });
  return (
    <Banner tone="danger" icon="pause" title={t('options.connection.paused', { title })}>
      <p>{t('options.connection.pausedFix', { fix })}</p>
    </Banner>
  );
}

/** We warn this long before an account's access ends. */
const END_IS_NEAR = 14 * DAY;

/** Without these scopes Postbreeze cannot see the boards or make a pin. */
const NEEDED_SCOPES = ['boards:read', 'pins:write'];

/** How an account stands, in words. `fix` is '' when nothing has to be done. */
interface AccountState {
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
  if (isExpired(account.status)) return bad(describeStatus(account.status));
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

/** The connected Pinterest accounts, how each stands, and the one that new pins start with. */
export function AccountSection({ options }: { options: OptionsModel }) {
  const accounts = options.accounts.value;
  const mask = options.connection.mask.value;
  if (accounts.length === 0)
    return (
      <Empty icon="account" title={t('options.accounts.none')}>
        {mask ? t('options.accounts.noneConnected') : t('options.accounts.noneYet')}
        {mask && <RefreshButton options={options} />}
      </Empty>
    );
  return (
    <div class="part-body">
      <ul class="rows">
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} options={options} />
        ))}
      </ul>
      <div class="part-acts">
        {mask && <RefreshButton options={options} />}
        <Button kind="quiet" icon="external" onClick={() => void openTab(DASHBOARD)}>
          {t('options.openPostbreeze')}
        </Button>
      </div>
      {accounts.length > 1 && (
        <SelectField
          label={t('options.accounts.default')}
          options={[
            ['', newestFirst(accounts)],
            ...accounts.map((account) => [account.id, nameAccount(account)] as const),
          ]}
          value={options.settings.value?.defaultAccountId ?? ''}
          onValue={(id) => void options.change({ defaultAccountId: id || null })}
          hint={t('options.accounts.defaultHint')}
        />
      )}
    </div>
  );
}

function AccountRow({ account, options }: { account: Account; options: OptionsModel }) {
  const { tone, words, fix } = describeAccount(account, options.now());
  return (
    <li class="row">
      {/* Not the account's own picture: asking Pinterest for it would tell it that this page was opened. */}
      <span class="avatar" aria-hidden="true">
        {Array.from(nameAccount(account))[0]?.toUpperCase()}
      </span>
      <div class="row-words">
        <p dir="auto">
          <strong>{nameAccount(account)}</strong> <span class="soft">@{account.handle}</span>
        </p>
        <p class="soft" dir="auto">
          {t('options.accounts.workspace', { name: account.workspaceName || account.workspaceId })}
        </p>
        {fix && <p class="row-fix">{fix}</p>}
      </div>
      <Badge tone={tone}>{words}</Badge>
    </li>
  );
}

function RefreshButton({ options }: { options: OptionsModel }) {
  const { connection } = options;
  return (
    <Button icon="retry" busy={connection.isBusy.value} onClick={() => void connection.refresh()}>
      {t('options.accounts.refresh')}
    </Button>
  );
}

/** Names the account that is used if none is chosen. */
function newestFirst(accounts: readonly Account[]): string {
  const [first] = accounts;
  return first ? t('options.accounts.newest', { account: nameAccount(first) }) : '';
}
