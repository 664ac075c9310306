import type { Account } from '../../lib/store/accounts';
import { Badge, Empty } from '../ui/banner';
import { Button } from '../ui/button';
import { SelectField } from '../ui/field';
import { describeAccount } from './account-state';
import type { OptionsDesk } from './options-desk';

/** The connected Pinterest accounts, how each stands, and the one that new pins start with. */
export function AccountSection({ desk }: { desk: OptionsDesk }) {
  const { model } = desk;
  const accounts = model.accounts.value;
  const mask = model.connection.mask.value;
  if (accounts.length === 0)
    return (
      <Empty icon="account" title="No Pinterest account yet">
        {mask
          ? 'Connect one in the Postbreeze dashboard, then refresh the accounts.'
          : 'They appear here once the key is connected.'}
        {mask && <RefreshButton desk={desk} />}
      </Empty>
    );
  return (
    <div class="part-body">
      <ul class="rows">
        {accounts.map((account) => (
          <AccountRow key={account.id} account={account} desk={desk} />
        ))}
      </ul>
      <div class="part-acts">
        {mask && <RefreshButton desk={desk} />}
        <Button kind="quiet" icon="external" onClick={desk.openDashboard}>
          Open Postbreeze
        </Button>
      </div>
      {accounts.length > 1 && (
        <SelectField
          label="Default account"
          options={[['', 'The first one'], ...accounts.map((account) => [account.id, nameOf(account)] as const)]}
          value={model.settings.value?.defaultAccountId ?? ''}
          onValue={(id) => void model.change({ defaultAccountId: id || null })}
          hint="New pins and quick-pin start with it."
        />
      )}
    </div>
  );
}

function AccountRow({ account, desk }: { account: Account; desk: OptionsDesk }) {
  const { tone, words, fix } = describeAccount(account, desk.model.now());
  return (
    <li class="row">
      {/* Not the account's own picture: asking Pinterest for it would tell it that this page was opened. */}
      <span class="avatar" aria-hidden="true">
        {Array.from(nameOf(account))[0]?.toUpperCase()}
      </span>
      <div class="row-words">
        <p dir="auto">
          <strong>{nameOf(account)}</strong> <span class="soft">@{account.handle}</span>
        </p>
        <p class="soft" dir="auto">
          Workspace {account.workspaceName || account.workspaceId}
        </p>
        {fix && <p class="row-fix">{fix}</p>}
      </div>
      <Badge tone={tone}>{words}</Badge>
    </li>
  );
}

function RefreshButton({ desk }: { desk: OptionsDesk }) {
  const { connection } = desk.model;
  return (
    <Button icon="retry" busy={connection.isBusy.value} onClick={() => void connection.refresh()}>
      Refresh accounts
    </Button>
  );
}

/** What an account is called: its name, else its handle. */
export function nameOf(account: Account): string {
  return account.displayName || account.handle;
}
