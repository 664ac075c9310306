import type { HandOver, Pin } from '../../lib/pin/pin';
import type { QueueVerbs } from '../../lib/queue/verbs';
import { RadioGroup } from '../ui/radio-group';

const CHOICES: { value: HandOver; label: string }[] = [
  { value: 'at-time', label: 'At the chosen time' },
  { value: 'right-away', label: 'Right away' },
];

/** When a waiting pin leaves this browser; changed at once. */
export function CustodySwitch({ pin, verbs }: { pin: Pin; verbs: QueueVerbs }) {
  return (
    <div class="custody">
      <RadioGroup
        label="Leaves this browser"
        choices={CHOICES}
        value={pin.handOver}
        onValue={(handOver) => void verbs.switchCustody(pin, handOver)}
        row
      />
    </div>
  );
}
