import { fromFieldValue, toFieldValue } from '../../lib/pin/times';
import { formatTime } from '../../lib/words/format';
import { TextField } from '../ui/field';
import { RadioGroup } from '../ui/radio-group';
import type { Form } from './form-model';

/** When the pin goes out, and who keeps it until then. */
export function WhenFields({ form }: { form: Form }) {
  const { when, publishAt, handOver } = form.draft.pin.value;
  const slotAt = form.timing.slotAt.value;
  const now = Date.now();
  return (
    <>
      <RadioGroup
        label="When"
        value={when}
        onValue={form.timing.chooseWhen}
        choices={[
          {
            value: 'slot',
            label: 'Next free slot',
            detail: slotAt === null ? 'No slot is free. Add slots in the options.' : formatTime(slotAt, now),
          },
          { value: 'time', label: 'Pick a time' },
          { value: 'now', label: 'Now' },
        ]}
      />
      {when === 'time' && (
        <TextField
          label="Date and time"
          type="datetime-local"
          value={publishAt === null ? '' : toFieldValue(publishAt)}
          min={toFieldValue(now)}
          onValue={(value) => form.timing.chooseTime(fromFieldValue(value))}
          hint={`In your time zone, ${Intl.DateTimeFormat().resolvedOptions().timeZone}`}
        />
      )}
      <RadioGroup
        label="Leaves this browser"
        value={handOver}
        onValue={form.timing.chooseHandOver}
        choices={[
          {
            value: 'at-time',
            label: 'At the chosen time',
            detail:
              handOver === 'at-time' &&
              (when === 'now'
                ? 'That is now: it goes to Postbreeze at once.'
                : 'Editable here until then. This browser must be running.'),
          },
          {
            value: 'right-away',
            label: 'Right away',
            detail: handOver === 'right-away' && 'Postbreeze keeps the time, even with this browser closed.',
          },
        ]}
      />
    </>
  );
}
