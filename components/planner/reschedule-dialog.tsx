import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { Pin } from '../../lib/pin/pin';
import { fromFieldValue, toFieldValue } from '../../lib/pin/times';
import { Button } from '../ui/button';
import { Dialog } from '../ui/dialog';
import { TextField } from '../ui/field';
import { listActs } from './acts';
import type { QueueDesk } from './queue-desk';
import { nameOf } from './view';
import { ACT_WORDS } from './words';

/** Another time for one pin or many; open while `rescheduling` holds some. */
export function RescheduleDialog({ desk }: { desk: QueueDesk }) {
  const pins = desk.rescheduling.value;
  return pins && <RescheduleForm key={pins.map(({ id }) => id).join()} desk={desk} pins={pins} />;
}

function RescheduleForm({ desk, pins }: { desk: QueueDesk; pins: readonly Pin[] }) {
  const { model } = desk;
  const formId = useId();
  const field = useSignal(toFieldValue(startingTime(pins, model.now.peek())));
  const error = useSignal('');
  const isHere = pins.every((pin) => listActs(pin).includes('here'));
  const words = ACT_WORDS[isHere ? 'here' : 'reschedule'].words;
  const close = () => {
    desk.rescheduling.value = null;
  };
  const submit = (event: Event) => {
    event.preventDefault();
    const at = fromFieldValue(field.value);
    if (at === null) error.value = 'Choose a date and a time.';
    else {
      close();
      void (isHere ? model.verbs.here(pins, at) : model.verbs.reschedule(pins, at));
    }
  };
  const takeFreeSlot = async () => {
    const at = await model.verbs.findFreeTime();
    if (at === null) error.value = 'There is no free slot: add time slots in the options.';
    else field.value = toFieldValue(at);
  };
  const chosen = fromFieldValue(field.value);
  const isPast = chosen !== null && chosen < model.now.value;
  const ends = pins.map(({ accountId }) => model.accounts.value.get(accountId ?? '')?.tokenExpiresAt ?? null);
  const isTooLate = chosen !== null && ends.some((end) => end !== null && end <= chosen);
  return (
    <Dialog
      title={words}
      onClose={close}
      actions={
        <>
          <Button onClick={close}>Cancel</Button>
          <Button kind="primary" type="submit" form={formId}>
            {words}
          </Button>
        </>
      }
    >
      <form id={formId} class="reschedule" onSubmit={submit} noValidate>
        <p dir="auto">
          {pins.length === 1 && pins[0] ? nameOf(pins[0]) : `${pins.length} pins, in the order of their times`}
        </p>
        <TextField
          label="Date and time"
          type="datetime-local"
          dir="ltr"
          autoFocus
          value={field.value}
          error={error.value}
          hint={hintFor(pins.length, isPast, isTooLate)}
          onValue={(value) => {
            field.value = value;
            error.value = '';
          }}
        />
        <Button kind="quiet" small icon="clock" onClick={() => void takeFreeSlot()}>
          Next free slot
        </Button>
      </form>
    </Dialog>
  );
}

function hintFor(count: number, isPast: boolean, isTooLate: boolean): string {
  const past = isPast ? 'This time has passed: the pin goes out at once.' : '';
  const spread = count > 1 ? 'The first goes out then, the others at the free slots after it.' : '';
  const late = isTooLate
    ? 'The account’s access to Pinterest ends before then: reconnect it in the Postbreeze dashboard.'
    : '';
  return [spread, past, late].filter(Boolean).join(' ');
}

/** The earliest time that the pins have, unless it has passed; else the next full hour. */
function startingTime(pins: readonly Pin[], now: number): number {
  const ahead = pins.flatMap(({ publishAt }) => (publishAt !== null && publishAt > now ? publishAt : []));
  return ahead.length > 0 ? Math.min(...ahead) : new Date(now).setMinutes(60, 0, 0);
}
