import { type Signal, useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Rules } from '../../lib/pin/limits';
import type { HandOver } from '../../lib/pin/pin';
import { addUtm, type Utm } from '../../lib/pin/template';
import { type Account, nameAccount } from '../../lib/store/books';
import type { Settings } from '../../lib/store/settings';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { type RadioChoice, RadioGroup } from '../ui/choices';
import { CODE, SelectField, TextField } from '../ui/field';
import type { OptionsModel } from './model';

/** A native checkbox; `label` is its name, `detail` is said after it and shown beneath. */
function CheckField({
  label,
  detail,
  checked,
  onChecked,
}: {
  label: string;
  detail?: string;
  checked: boolean;
  onChecked: (checked: boolean) => void;
}) {
  const id = useId();
  return (
    <div class="check-field">
      <label>
        <input
          type="checkbox"
          checked={checked}
          aria-describedby={detail ? id : undefined}
          onChange={(event) => onChecked(event.currentTarget.checked)}
        />
        <span>{label}</span>
      </label>
      {detail && (
        <p id={id} class="part-note">
          {detail}
        </p>
      )}
    </div>
  );
}

/** Who sends pins, what becomes of late ones, and what is notified. */
export function DeliverySection({ options }: { options: OptionsModel }) {
  const settings = options.settings.value;
  if (!settings) return null;
  return (
    <div class="part-body">
      <RadioGroup
        label={t('general.sentBy')}
        choices={listSenders()}
        value={settings.handOver}
        onValue={(handOver) => void options.change({ handOver, hasChosenHandOver: true })}
        onAgain={() => void options.change({ hasChosenHandOver: true })}
      />
      <p class="part-note">{t('options.delivery.note')}</p>
      <RadioGroup
        label={t('options.delivery.late')}
        choices={listWhenLate()}
        value={settings.whenLate}
        onValue={(whenLate) => void options.change({ whenLate })}
      />
      <CheckField
        label={t('options.delivery.notify')}
        detail={t('options.delivery.notifyDetail')}
        checked={settings.notifyPublished}
        onChecked={(notifyPublished) => void options.change({ notifyPublished })}
      />
    </div>
  );
}

/** The choices of *Sent by*, for a radio group. */
export function listSenders(): RadioChoice<HandOver>[] {
  return [
    { value: 'at-time', label: t('general.sentBy.browser'), detail: t('general.sentBy.browserDetail') },
    { value: 'right-away', label: t('general.sentBy.postbreeze'), detail: t('general.sentBy.postbreezeDetail') },
  ];
}

function listWhenLate(): RadioChoice<Settings['whenLate']>[] {
  return [
    { value: 'send', label: t('options.delivery.lateSend'), detail: t('options.delivery.lateSendDetail') },
    { value: 'ask', label: t('options.delivery.lateAsk'), detail: t('options.delivery.lateAskDetail') },
  ];
}

const EXAMPLE = 'https://example.com/pumpkin-soup';

/** Parameters that are added to links, for the user's own statistics. */
export function LinkSection({ options }: { options: OptionsModel }) {
  const utm = options.settings.value?.utm;
  if (!utm) return null;
  const put = (patch: Partial<Utm>) => void options.change({ utm: { ...utm, ...patch } });
  return (
    <div class="part-body">
      <CheckField
        label={t('options.links.utm')}
        detail={t('options.links.utmDetail')}
        checked={utm.on}
        onChecked={(on) => put({ on })}
      />
      {utm.on && (
        <>
          <TextField
            label={t('templates.utm')}
            value={utm.template}
            onValue={(template) => put({ template })}
            {...CODE}
          />
          <p class="part-note">
            {t('options.links.example')} <code dir="ltr">{addUtm(EXAMPLE, utm)}</code>
          </p>
        </>
      )}
    </div>
  );
}

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
