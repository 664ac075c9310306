import { useSignal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';
import { fromFieldValue, toFieldValue } from '../../lib/time';
import { formatTime } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { TextField } from '../ui/field';
import { Dialog } from '../ui/overlays';
import { PinThumb } from '../ui/thumb';
import { listDrafts, nameOf, timeOf } from './arrange';
import { type AboutPins, AskDialog } from './ask-dialog';
import type { Planner } from './planner-model';
import { shiftTimes, spreadOverSlots } from './times';

/** Moves pins by so many days and hours. */
export function ShiftDialog({ planner, pins, onClose }: AboutPins) {
  const days = useSignal('1');
  const hours = useSignal('0');
  const by = { days: Math.trunc(Number(days.value)), hours: Number(hours.value) };
  const isSome = Number.isFinite(by.days) && Number.isFinite(by.hours) && (by.days !== 0 || by.hours !== 0);
  const times = isSome ? shiftTimes(pins, by) : new Map<string, number>();
  return (
    <AskDialog
      title={t('planner.act.shift')}
      pins={pins}
      onClose={onClose}
      onSubmit={() => {
        if (isSome) void planner.verbs.place(pins, times);
        return isSome;
      }}
    >
      <div class="ask-row">
        <NumberField label={t('planner.ask.days')} value={days} />
        <NumberField label={t('planner.ask.hours')} value={hours} />
      </div>
      <p class="field-hint">{t('planner.ask.shiftHint')}</p>
      <Outcome planner={planner} times={times} />
    </AskDialog>
  );
}

function NumberField({ label, value }: { label: string; value: { value: string } }) {
  return (
    <TextField
      label={label}
      type="number"
      step={1}
      dir="ltr"
      value={value.value}
      onValue={(typed) => (value.value = typed)}
    />
  );
}

/** Gives each pin the next free slot of its account. */
export function SpreadDialog({ planner, pins, onClose }: AboutPins) {
  const from = useSignal(toFieldValue(planner.now.peek()));
  const start = fromFieldValue(from.value);
  const inOrder = [...pins].sort((a, b) => (timeOf(a) ?? Infinity) - (timeOf(b) ?? Infinity));
  const ground = { all: planner.all.value, slotsOf: planner.slotsOf };
  const times = start === null ? new Map<string, number>() : spreadOverSlots(inOrder, start, ground);
  return (
    <AskDialog
      title={t('planner.act.spread')}
      pins={pins}
      inOrder
      onClose={onClose}
      onSubmit={() => {
        if (start !== null) void planner.verbs.place(pins, times);
        return start !== null;
      }}
    >
      <TextField
        label={t('planner.ask.from')}
        type="datetime-local"
        dir="ltr"
        value={from.value}
        error={start === null ? t('planner.ask.timeMissing') : ''}
        hint={t('planner.ask.spreadHint')}
        onValue={(value) => (from.value = value)}
      />
      <Outcome planner={planner} times={times} />
    </AskDialog>
  );
}

/** When the first and the last pin would go out. */
function Outcome({ planner, times }: { planner: AboutPins['planner']; times: ReadonlyMap<string, number> }) {
  const now = planner.now.value;
  const sorted = [...times.values()].sort((a, b) => a - b);
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return null;
  const past = sorted.filter((at) => at <= now).length;
  return (
    <p aria-live="polite">
      {t('planner.ask.firstAndLast', { first: formatTime(first, now), last: formatTime(last, now) })}{' '}
      {past > 0 && t('planner.ask.pastCount', { count: past })}
    </p>
  );
}

const SHOWN = 24;

/** Fills an empty slot: with one of the drafts, or with a new pin. */
export function SlotDialog({
  planner,
  at,
  accountId,
  onClose,
}: {
  planner: Planner;
  at: number;
  accountId: string | null;
  onClose: () => void;
}) {
  const drafts = listDrafts(planner.pins.value ?? []);
  const fitting = drafts.filter((pin) => pin.accountId === null || pin.accountId === accountId);
  const put = (pin: Pin) => {
    onClose();
    void planner.verbs.place([pin], new Map([[pin.id, at]]));
  };
  const begin = () => {
    onClose();
    void planner.verbs.begin(at, accountId);
  };
  return (
    <Dialog
      title={t('planner.calendar.fill', { time: formatTime(at, planner.now.value) })}
      onClose={onClose}
      actions={
        <Button icon="add" onClick={begin}>
          {t('planner.calendar.newPin')}
        </Button>
      }
    >
      {fitting.length === 0 ? (
        <p>{t('planner.calendar.noDrafts')}</p>
      ) : (
        <ul class="slot-drafts" aria-label={t('planner.section.drafts')}>
          {fitting.slice(0, SHOWN).map((pin) => (
            <li key={pin.id}>
              <DraftChoice pin={pin} planner={planner} onTake={() => put(pin)} />
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  );
}

function DraftChoice({ pin, planner, onTake }: { pin: Pin; planner: Planner; onTake: () => void }) {
  return (
    <button type="button" class="slot-draft" onClick={onTake}>
      <span class="pin-row-picture">
        <PinThumb pin={pin} findThumbnail={planner.findThumbnail} />
      </span>
      <span dir="auto">
        {nameOf(pin)}
        <small>{pin.board?.name ?? t('planner.noBoard')}</small>
      </span>
    </button>
  );
}
