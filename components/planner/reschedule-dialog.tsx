import { useSignal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';
import { nextFreeSlot } from '../../lib/pin/slots';
import { fromFieldValue, toFieldValue } from '../../lib/pin/times';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { offers } from './acts';
import { timeOf } from './arrange';
import { type AboutPins, AskDialog } from './ask-dialog';
import { listTaken } from './times';

/** Another time for one pin or many. */
export function RescheduleDialog({ planner, pins, onClose }: AboutPins) {
  const field = useSignal(toFieldValue(startingTime(pins, planner.now.peek())));
  const error = useSignal('');
  const isHere = pins.every((pin) => offers(pin, 'here'));
  const chosen = fromFieldValue(field.value);
  const submit = () => {
    if (chosen === null) error.value = t('planner.ask.timeMissing');
    else void (isHere ? planner.verbs.here(pins, chosen) : planner.verbs.reschedule(pins, chosen));
    return chosen !== null;
  };
  const takeFreeSlot = () => {
    const accountId = pins[0]?.accountId ?? null;
    const taken = listTaken(planner.all.peek(), accountId);
    const at = nextFreeSlot(planner.slotsOf(accountId), taken, planner.now.peek());
    if (at === null) error.value = t('planner.ask.noFreeSlot');
    else field.value = toFieldValue(at);
  };
  const ends = pins.map(({ accountId }) => planner.accounts.value.get(accountId ?? '')?.tokenExpiresAt ?? null);
  const hints = [
    pins.length > 1 && t('planner.ask.spreads'),
    chosen !== null && chosen < planner.now.value && t('planner.ask.isPast'),
    chosen !== null && ends.some((end) => end !== null && end <= chosen) && t('planner.ask.tokenEnds'),
  ];
  return (
    <AskDialog
      title={t(`planner.act.${isHere ? 'here' : 'reschedule'}`)}
      pins={pins}
      inOrder
      onClose={onClose}
      onSubmit={submit}
    >
      <TextField
        label={t('planner.ask.time')}
        type="datetime-local"
        dir="ltr"
        autoFocus
        value={field.value}
        error={error.value}
        hint={hints.filter(Boolean).join(' ')}
        onValue={(value) => {
          field.value = value;
          error.value = '';
        }}
      />
      <Button kind="quiet" small icon="clock" onClick={takeFreeSlot}>
        {t('planner.ask.freeSlot')}
      </Button>
    </AskDialog>
  );
}

/** The earliest time that the pins have, unless it has passed; else the next full hour. */
function startingTime(pins: readonly Pin[], now: number): number {
  const ahead = pins.map(timeOf).filter((at) => at !== null && at > now) as number[];
  return ahead.length > 0 ? Math.min(...ahead) : new Date(now).setMinutes(60, 0, 0);
}
