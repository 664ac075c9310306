import type { HandOver } from '../../lib/pin/pin';
import type { Settings } from '../../lib/store/settings';
import { type RadioChoice, RadioGroup } from '../ui/radio-group';
import { CheckField } from './check-field';
import type { OptionsDesk } from './options-desk';

const HAND_OVERS: RadioChoice<HandOver>[] = [
  {
    value: 'at-time',
    label: 'At the chosen time',
    detail: 'The pin stays here, and can be changed, until its time has come. The browser must be running then.',
  },
  {
    value: 'right-away',
    label: 'Right away',
    detail: 'Postbreeze keeps the schedule: the pin goes out with this browser closed, too.',
  },
];

const WHEN_LATE: RadioChoice<Settings['whenLate']>[] = [
  { value: 'send', label: 'Send them at once', detail: 'The queue says how late each went out.' },
  { value: 'ask', label: 'Ask me first', detail: 'They wait in the queue until you say so.' },
];

/** When pins leave this browser, what becomes of late ones, and what is told. */
export function DeliverySection({ desk }: { desk: OptionsDesk }) {
  const { model } = desk;
  const settings = model.settings.value;
  if (!settings) return null;
  return (
    <div class="part-body">
      <RadioGroup
        label="Leaves this browser"
        choices={HAND_OVERS}
        value={settings.handOver}
        onValue={(handOver) => void model.change({ handOver })}
      />
      <p class="part-note">For new pins. Each pin can be switched in the composer, and in the queue while it waits.</p>
      <RadioGroup
        label="Pins whose time passed while the browser was closed"
        choices={WHEN_LATE}
        value={settings.whenLate}
        onValue={(whenLate) => void model.change({ whenLate })}
      />
      <CheckField
        label="Notify me when a pin is published"
        detail="You are always notified of pins that failed, went out late, or are paused."
        checked={settings.notifyPublished}
        onChecked={(notifyPublished) => void model.change({ notifyPublished })}
      />
    </div>
  );
}
