import { useSignal } from '@preact/signals';
import { locale } from '../../lib/words/locale';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import type { Day } from './calendar-days';
import { CalendarPin } from './calendar-pin';
import type { GridProps } from './week-grid';

/** Pins shown in a day before *more*. */
const PER_DAY = 6;

/** A month: each day with its pins as pictures, and how many slots are free. */
export function MonthGrid({ days, ...props }: GridProps) {
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  const write = (at: number, weekday: 'short' | 'long') => new Intl.DateTimeFormat(locale(), { weekday }).format(at);
  return (
    <table class="cal-month">
      <thead>
        <tr>
          {weeks[0]?.map(({ at }) => (
            <th key={at} scope="col" abbr={write(at, 'long')}>
              {write(at, 'short')}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeks.map((week) => (
          <tr key={week[0]?.at}>
            {week.map((day) => (
              <MonthDay key={day.at} day={day} {...props} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function MonthDay({ day, broken, planner, moving }: Omit<GridProps, 'days'> & { day: Day }) {
  const isOpen = useSignal(false);
  const shown = isOpen.value ? day.pins : day.pins.slice(0, PER_DAY);
  const hidden = day.pins.length - shown.length;
  const isCrowded = day.pins.some(({ id }) => broken.get(id)?.some(({ rule }) => rule === 'per-day'));
  const kind = [
    'cal-month-day',
    !day.isInside && 'cal-outside',
    day.isToday && 'cal-today',
    isCrowded && 'cal-crowded',
  ];
  return (
    <td
      class={kind.filter(Boolean).join(' ')}
      data-drop={day.isPast ? undefined : `day:${day.at}`}
      aria-current={day.isToday ? 'date' : undefined}
    >
      <div class="cal-month-head">
        <button
          type="button"
          class="cal-month-date"
          aria-label={new Intl.DateTimeFormat(locale(), { dateStyle: 'full' }).format(day.at)}
          onClick={() => {
            planner.calendarAt.value = day.at;
            planner.calendarMode.value = 'day';
          }}
        >
          {new Date(day.at).getDate()}
        </button>
        {day.free.length > 0 && <small>{t('planner.calendar.freeCount', { count: day.free.length })}</small>}
      </div>
      <div class="cal-items">
        {shown.map((pin) => (
          <CalendarPin key={pin.id} pin={pin} planner={planner} moving={moving} broken={broken.get(pin.id) ?? []} />
        ))}
      </div>
      {hidden > 0 && (
        <Button
          kind="quiet"
          small
          onClick={() => {
            isOpen.value = true;
          }}
        >
          {t('planner.calendar.more', { count: hidden })}
        </Button>
      )}
    </td>
  );
}
