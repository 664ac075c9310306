import { type Signal, useSignal } from '@preact/signals';
import type { Rules } from '../../lib/pin/rules';
import { type Account, nameAccount } from '../../lib/store/books';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { SelectField, TextField } from '../ui/field';
import type { OptionsModel } from './model';

/** Chooses whose settings are shown: those of all accounts, or one account's own. Absent with a single account. */
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
  /** Drops the account's own settings. */
  onShared: () => void;
}) {
  if (accounts.length < 2) return null;
  const words = hasOwn ? t('rules.own') : t('rules.shared');
  return (
    <div class="form-row">
      <SelectField
        label={label}
        value={accountId.value}
        options={[
          ['', t('rules.allAccounts')],
          ...accounts.map((account) => [account.id, nameAccount(account)] as const),
        ]}
        onValue={(id) => (accountId.value = id)}
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

/** The highest value of each rule. */
const LIMITS = { perDay: 1000, linkHours: 10_000, pictureDays: 3650, gapMinutes: 1440 } as const;
const RULES = ['perDay', 'linkHours', 'pictureDays', 'gapMinutes'] as const satisfies (keyof Rules)[];

/** What keeps an account from looking like spam, for all accounts or for one. A rule warns; it forbids nothing. */
export function RuleSection({ options }: { options: OptionsModel }) {
  const accountId = useSignal('');
  const typed = useSignal<Partial<Record<keyof Rules, string>>>({});
  const settings = options.settings.value;
  if (!settings) return null;
  const own = settings.rulesByAccount[accountId.value];
  const rules = own ?? settings.rules;
  const put = (next: Rules) =>
    void options.change(
      accountId.value === ''
        ? { rules: next }
        : { rulesByAccount: { ...settings.rulesByAccount, [accountId.value]: next } },
    );
  const read = (rule: keyof Rules, text: string) => {
    const value = Number(text);
    const isGood = text.trim() !== '' && Number.isInteger(value) && value >= 0 && value <= LIMITS[rule];
    typed.value = { ...typed.value, [rule]: isGood ? undefined : text };
    if (isGood) put({ ...rules, [rule]: value });
  };
  return (
    <div class="part-body">
      <p class="part-note">{t('rules.note')}</p>
      <OwnFor
        label={t('rules.of')}
        accounts={options.accounts.value}
        accountId={accountId}
        hasOwn={own !== undefined}
        onShared={() => {
          const { [accountId.value]: _dropped, ...others } = settings.rulesByAccount;
          void options.change({ rulesByAccount: others });
        }}
      />
      <div class="form-row">
        {RULES.map((rule) => (
          <TextField
            key={`${accountId.value} ${rule}`}
            label={t(`rules.field.${rule}`)}
            type="number"
            min={0}
            max={LIMITS[rule]}
            value={typed.value[rule] ?? String(rules[rule])}
            error={typed.value[rule] === undefined ? undefined : t('rules.outOfRange', { most: LIMITS[rule] })}
            hint={rules[rule] === 0 ? t('rules.off') : undefined}
            onValue={(text) => read(rule, text)}
          />
        ))}
      </div>
    </div>
  );
}
