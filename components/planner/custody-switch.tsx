import type { HandOver, Pin } from '../../lib/pin/pin';
import { RadioGroup } from '../ui/radio-group';
import type { QueueVerbs } from './verbs';

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
