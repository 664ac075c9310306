import { useId } from 'preact/hooks';
import type { HandOver } from '../../lib/pin/pin';
import { addUtm, type Utm } from '../../lib/pin/template';
import type { Settings } from '../../lib/store/settings';
import { t } from '../../lib/words/t';
import { type RadioChoice, RadioGroup } from '../ui/choices';
import { CODE, TextField } from '../ui/field';
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
