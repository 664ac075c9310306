import '../ui/chip.css';
import './slot-section.css';
import { useSignal } from '@preact/signals';
import { nextFreeSlots, type Slot } from '../../lib/pin/slots';
import { dateFormat, formatTime } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Button, IconButton } from '../ui/button';
import { useStableFocus } from '../ui/screen';
import { OwnFor } from './delivery-sections';
import type { OptionsModel } from './model';

/** All of a week's days, 0 is Sunday. */
export const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];

/** What an `<input type="time">` shows for minutes after midnight: "09:30". */
export function toClock(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

/** Minutes after midnight of "09:30"; null when it is empty or half typed. */
export function fromClock(clock: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})/.exec(clock) ?? [];
  if (hours === undefined || minutes === undefined) return null;
  const total = Number(hours) * 60 + Number(minutes);
  return total < 24 * 60 ? total : null;
}

/** Adds a time on every day: an hour after the last, or noon if there is none. */
export function addSlot(slots: readonly Slot[]): Slot[] {
  const last = slots.at(-1);
  return [...slots, { days: EVERY_DAY, minutes: last ? (last.minutes + 60) % (24 * 60) : 12 * 60 }];
}

/** Removes the time at `place`. */
export function removeSlot(slots: readonly Slot[], place: number): Slot[] {
  return slots.filter((_, index) => index !== place);
}

/** Sets the clock time at `place`. The order stays, so that the row being typed in does not jump. */
export function moveSlot(slots: readonly Slot[], place: number, minutes: number): Slot[] {
  return slots.map((slot, index) => (index === place ? { ...slot, minutes } : slot));
}

/** Adds or removes a day of the time at `place`. */
export function toggleDay(slots: readonly Slot[], place: number, day: number): Slot[] {
  return slots.map((slot, index) => {
    if (index !== place) return slot;
    const days = slot.days.includes(day) ? slot.days.filter((one) => one !== day) : [...slot.days, day];
    return { ...slot, days: days.sort((a, b) => a - b) };
  });
}

const SLOTS_PREVIEWED = 5;

/** 7 January 2024 was a Sunday. */
const A_SUNDAY = { year: 2024, month: 0, day: 7 };

/** The weekly times of *Next free slot*, for all accounts or for one, and the next dates that they give. */
export function SlotSection({ options }: { options: OptionsModel }) {
  const accountId = useSignal('');
  const settings = options.settings.value;
  const accounts = options.accounts.value;
  if (!settings) return null;
  const own = settings.slotsByAccount[accountId.value];
  const slots = own ?? settings.slots;
  const put = (next: Slot[]) =>
    void options.change(
      accountId.value === ''
        ? { slots: next }
        : { slotsByAccount: { ...settings.slotsByAccount, [accountId.value]: next } },
    );
  return (
    <div class="part-body">
      <p class="part-note">{t('rules.slots.note', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}</p>
      <OwnFor
        label={t('rules.slots.of')}
        accounts={accounts}
        accountId={accountId}
        hasOwn={own !== undefined}
        onShared={() => {
          const { [accountId.value]: _dropped, ...others } = settings.slotsByAccount;
          void options.change({ slotsByAccount: others });
        }}
      />
      <SlotRows slots={slots} put={put} />
      <div class="part-acts">
        <Button icon="add" onClick={() => put(addSlot(slots))}>
          {t('rules.slots.add')}
        </Button>
      </div>
      <NextSlots options={options} slots={slots} accountId={accountId.value || null} />
    </div>
  );
}

function SlotRows({ slots, put }: { slots: readonly Slot[]; put: (next: Slot[]) => void }) {
  const list = useStableFocus<HTMLUListElement>();
  return (
    <ul class="rows" ref={list} tabIndex={-1}>
      {slots.map((slot, place) => (
        // Two slots may be equal, so only the place tells them apart.
        <SlotRow key={place} slot={slot} slots={slots} place={place} put={put} />
      ))}
    </ul>
  );
}

function SlotRow({
  slot,
  slots,
  place,
  put,
}: {
  slot: Slot;
  slots: readonly Slot[];
  place: number;
  put: (next: Slot[]) => void;
}) {
  const clock = toClock(slot.minutes);
  return (
    <li class="row" data-row={place} tabIndex={-1}>
      <input
        type="time"
        class="input slot-time"
        aria-label={t('rules.slots.time', { place: place + 1 })}
        value={clock}
        required
        onChange={(event) => {
          const minutes = fromClock(event.currentTarget.value);
          if (minutes !== null) put(moveSlot(slots, place, minutes));
          else event.currentTarget.value = clock;
        }}
      />
      <fieldset class="days">
        <legend class="seen-by-readers-only">{t('rules.slots.daysOf', { clock })}</legend>
        {EVERY_DAY.map((day) => (
          <label key={day} class="chip day" title={dayName(day, 'long')}>
            <input
              type="checkbox"
              class="chip-input"
              aria-label={dayName(day, 'long')}
              checked={slot.days.includes(day)}
              onChange={() => put(toggleDay(slots, place, day))}
            />
            {dayName(day, 'short')}
          </label>
        ))}
      </fieldset>
      {slot.days.length === 0 && <span class="row-fix">{t('rules.slots.noDay')}</span>}
      <IconButton
        icon="trash"
        label={t('rules.slots.remove', { clock })}
        onClick={() => put(removeSlot(slots, place))}
      />
    </li>
  );
}

function NextSlots({
  options,
  slots,
  accountId,
}: {
  options: OptionsModel;
  slots: readonly Slot[];
  accountId: string | null;
}) {
  const now = options.now();
  const times = nextFreeSlots(slots, options.takenBy(accountId), now, SLOTS_PREVIEWED);
  if (times.length === 0) return <p class="row-fix">{t('rules.slots.none')}</p>;
  return (
    <div class="next-slots">
      <p id="next-slots">{t('rules.slots.next')}</p>
      <ol aria-labelledby="next-slots">
        {times.map((at) => (
          <li key={at}>
            <time dateTime={new Date(at).toISOString()}>{formatTime(at, now)}</time>
          </li>
        ))}
      </ol>
    </div>
  );
}

function dayName(day: number, length: 'short' | 'long'): string {
  const date = new Date(A_SUNDAY.year, A_SUNDAY.month, A_SUNDAY.day + day, 12);
  return dateFormat({ weekday: length }).format(date);
}
