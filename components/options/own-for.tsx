import type { Signal } from '@preact/signals';
import type { Account } from '../../lib/store/books';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { SelectField } from '../ui/field';
import { nameOf } from './account-section';

/** For which account what follows counts: all of them, or one with settings of its own. Shown where there is a choice. */
export function OwnFor({
  label,
  accounts,
  accountId,
  hasOwn,
  onShared,
}: {
  label: string;
  accounts: readonly Account[];
  /** '' for all. */
  accountId: Signal<string>;
  hasOwn: boolean;
  /** Goes back to what counts for all. */
  onShared: () => void;
}) {
  if (accounts.length < 2) return null;
  const words = hasOwn ? t('rules.own') : t('rules.shared');
  return (
    <div class="form-row">
      <SelectField
        label={label}
        value={accountId.value}
        options={[['', t('rules.allAccounts')], ...accounts.map((account) => [account.id, nameOf(account)] as const)]}
        onValue={(id) => {
          accountId.value = id;
        }}
        hint={accountId.value === '' ? t('rules.forAllHint') : words}
      />
      {hasOwn && (
        <Button small kind="quiet" onClick={onShared}>
          {t('rules.useShared')}
        </Button>
      )}
    </div>
  );
}
