import type { HandOver } from '../../lib/pin/pin';
import type { Settings } from '../../lib/store/settings';
import { t } from '../../lib/words/t';
import { type RadioChoice, RadioGroup } from '../ui/radio-group';
import { CheckField } from './check-field';
import type { OptionsModel } from './model';

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
