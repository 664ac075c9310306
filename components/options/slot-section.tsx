import type { Slot } from '../../lib/pin/slots';
import { Button, IconButton } from '../ui/button';
import { useKeptFocus } from '../ui/use-kept-focus';
import type { OptionsModel } from './model';
import { addSlot, EVERY_DAY, fromClock, moveSlot, removeSlot, toClock, toggleDay } from './slot-edits';
import '../ui/chip.css';
import './slot-section.css';

/** 7 January 2024 was a Sunday. */
const A_SUNDAY = { year: 2024, month: 0, day: 7 };

/** The weekly times of *Next free slot*, and what they come to. */
export function SlotSection({ options }: { options: OptionsModel }) {
  const slots = options.settings.value?.slots;
  if (!slots) return null;
  const put = (next: Slot[]) => void options.change({ slots: next });
  return (
    <div class="part-body">
      <p class="part-note">
        “Next free slot” takes the first of these times that no other pin has. They are on this computer’s clock (
        {Intl.DateTimeFormat().resolvedOptions().timeZone}).
      </p>
      <SlotRows slots={slots} put={put} />
      <div class="part-acts">
        <Button icon="add" onClick={() => put(addSlot(slots))}>
          Add time
        </Button>
      </div>
      <NextSlots options={options} />
    </div>
  );
}

function SlotRows({ slots, put }: { slots: readonly Slot[]; put: (next: Slot[]) => void }) {
  const list = useKeptFocus<HTMLUListElement>();
  return (
    <ul class="rows" ref={list} tabIndex={-1}>
      {slots.map((slot, place) => (
        // A slot has no identity but its place: two may be alike.
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
        aria-label={`Time ${place + 1}`}
        value={clock}
        required
        onChange={(event) => {
          const minutes = fromClock(event.currentTarget.value);
          if (minutes !== null) put(moveSlot(slots, place, minutes));
          else event.currentTarget.value = clock;
        }}
      />
      <fieldset class="days">
        <legend class="seen-by-readers-only">Days of {clock}</legend>
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
      {slot.days.length === 0 && <span class="row-fix">On no day</span>}
      <IconButton icon="trash" label={`Remove ${clock}`} onClick={() => put(removeSlot(slots, place))} />
    </li>
  );
}

function NextSlots({ options }: { options: OptionsModel }) {
  const times = options.nextSlots.value;
  const format = new Intl.DateTimeFormat(undefined, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: 'numeric',
    minute: '2-digit',
  });
  if (times.length === 0) return <p class="row-fix">There is no free slot: “Next free slot” cannot be used.</p>;
  return (
    <div class="next-slots">
      <p id="next-slots">The next free slots</p>
      <ol aria-labelledby="next-slots">
        {times.map((at) => (
          <li key={at}>
            <time dateTime={new Date(at).toISOString()}>{format.format(at)}</time>
          </li>
        ))}
      </ol>
    </div>
  );
}

function dayName(day: number, length: 'short' | 'long'): string {
  const date = new Date(A_SUNDAY.year, A_SUNDAY.month, A_SUNDAY.day + day, 12);
  return new Intl.DateTimeFormat(undefined, { weekday: length }).format(date);
}
