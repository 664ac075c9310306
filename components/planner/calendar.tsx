import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Pin } from '../../lib/pin/pin';
import { formatClock } from '../../lib/words/format';
import { Button, IconButton } from '../ui/button';
import { listActs } from './acts';
import { type Day, firstDayOfWeek, layOutMonth, moveToDay, turnMonth } from './calendar-days';
import { dragToDays } from './calendar-drag';
import type { QueueDesk } from './queue-desk';
import { nameOf, timeOf } from './view';
import { STATES } from './words';
import './calendar.css';

/** Pins shown in a day before *more*. */
const PER_DAY = 4;

/** The pins that were found, month by month; a pin leads to its row in the list, and can be dragged to another day. */
export function Calendar({ desk }: { desk: QueueDesk }) {
  const { model } = desk;
  const month = useSignal(turnMonth(model.now.value, 0));
  const locale = navigator.language;
  const weeks = layOutMonth(model.found.value, month.value, model.now.value, firstDayOfWeek(locale));
  const grid = useRef<HTMLTableElement>(null);
  const moveTo = (pinId: string, day: number) => {
    const pin = model.found.peek().find(({ id }) => id === pinId);
    if (pin?.publishAt) void model.verbs.reschedule([pin], moveToDay(pin.publishAt, day));
  };
  useEffect(() => (grid.current ? dragToDays(grid.current, moveTo) : undefined));
  const title = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' }).format(month.value);
  const turn = (by: number) => {
    month.value = turnMonth(month.value, by);
  };
  return (
    <section class="calendar" aria-label="Calendar">
      <div class="calendar-head">
        <IconButton icon="back" label="Earlier month" onClick={() => turn(-1)} />
        <IconButton icon="forward" label="Later month" onClick={() => turn(1)} />
        <h2 aria-live="polite">{title}</h2>
        <Button
          kind="quiet"
          small
          onClick={() => {
            month.value = turnMonth(model.now.value, 0);
          }}
        >
          Today
        </Button>
      </div>
      <table ref={grid} class="calendar-grid">
        <thead>
          <tr>
            {weeks[0]?.map(({ at }) => (
              <th key={at} scope="col" abbr={weekday(at, locale, 'long')}>
                {weekday(at, locale, 'short')}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]?.at}>
              {week.map((day) => (
                <DayCell key={day.at} day={day} desk={desk} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DayCell({ day, desk }: { day: Day; desk: QueueDesk }) {
  const isOpen = useSignal(false);
  const shown = isOpen.value ? day.pins : day.pins.slice(0, PER_DAY);
  const hidden = day.pins.length - shown.length;
  const kind = `${day.isInMonth ? '' : 'day-outside'} ${day.isToday ? 'day-today' : ''}`;
  return (
    <td class={kind} data-day={day.isPast ? undefined : day.at} aria-current={day.isToday ? 'date' : undefined}>
      <time class="day-number" dateTime={new Date(day.at).toLocaleDateString('sv-SE')}>
        {new Date(day.at).getDate()}
      </time>
      {shown.length > 0 && (
        <ul>
          {shown.map((pin) => (
            <DayPin key={pin.id} pin={pin} desk={desk} />
          ))}
        </ul>
      )}
      {hidden > 0 && (
        <Button
          kind="quiet"
          small
          onClick={() => {
            isOpen.value = true;
          }}
        >
          {hidden} more
        </Button>
      )}
    </td>
  );
}

function DayPin({ pin, desk }: { pin: Pin; desk: QueueDesk }) {
  const { tone, words } = STATES[pin.state];
  const isMovable = pin.publishAt !== null && listActs(pin).includes('reschedule');
  const show = () => {
    desk.view.value = 'list';
    desk.model.showPin(pin.id);
  };
  return (
    <li>
      <button
        type="button"
        data-movable={isMovable ? pin.id : undefined}
        class={`day-pin tone-${tone}`}
        title={`${nameOf(pin)} (${words})`}
        onClick={show}
      >
        <span class="day-pin-time">{formatClock(timeOf(pin) ?? 0)}</span>{' '}
        <span class="day-pin-name" dir="auto">
          {nameOf(pin)}
        </span>
        <span class="seen-by-readers-only">, {words}</span>
      </button>
    </li>
  );
}

function weekday(at: number, locale: string, length: 'short' | 'long'): string {
  return new Intl.DateTimeFormat(locale, { weekday: length }).format(at);
}
