import { useSignal } from '@preact/signals';
import { Fragment } from 'preact';
import type { BrokenRule } from '../../lib/pin/rules';
import { HOUR } from '../../lib/time';
import { dateFormat, formatClock } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Button } from '../ui/button';
import { timeOf } from './arrange';
import type { Day } from './calendar-days';
import { CalendarPin, EmptySlot } from './calendar-pin';
import type { Moving } from './moving';
import type { Planner } from './planner-model';

/** Pins shown in a day before *more*. */
const PER_DAY = 6;

/** A month: each day with its pins as pictures and its number of free slots. */
export function MonthGrid({ days, ...props }: GridProps) {
  const weeks = Array.from({ length: days.length / 7 }, (_, week) => days.slice(week * 7, week * 7 + 7));
  const write = (at: number, weekday: 'short' | 'long') => dateFormat({ weekday }).format(at);
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
  const kind = [
    'cal-month-day',
    !day.isInside && 'cal-outside',
    day.isToday && 'cal-today',
    isCrowded(day, broken) && 'cal-crowded',
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
          aria-label={dateFormat({ dateStyle: 'full' }).format(day.at)}
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
        <Button kind="quiet" small onClick={() => (isOpen.value = true)}>
          {t('planner.calendar.more', { count: hidden })}
        </Button>
      )}
    </td>
  );
}

/** Whether more pins go out that day than the rules allow. */
function isCrowded(day: Day, broken: GridProps['broken']): boolean {
  return day.pins.some(({ id }) => broken.get(id)?.some(({ rule }) => rule === 'per-day'));
}

/** Hours that always show; others only if something is in them. */
const FIRST_HOUR = 8;
const LAST_HOUR = 20;

interface GridProps {
  days: readonly Day[];
  broken: ReadonlyMap<string, BrokenRule[]>;
  planner: Planner;
  moving: Moving;
}

/** A week, or a day, by the hour: pins as pictures, free slots as empty places. */
export function WeekGrid({ days, broken, planner, moving }: GridProps) {
  const isDay = days.length === 1;
  const hours = listHours(days, moving.held.value?.at);
  return (
    <table class={isDay ? 'cal-week cal-day' : 'cal-week'}>
      <thead>
        <tr>
          <th scope="col">
            <span class="seen-by-readers-only">{t('planner.calendar.hour')}</span>
          </th>
          {days.map((day) => (
            <DayHead key={day.at} day={day} broken={broken} />
          ))}
        </tr>
      </thead>
      <tbody>
        {hours.map((hour) => (
          <tr key={hour}>
            <th scope="row" class="cal-hour">
              {formatClock(new Date(2026, 0, 1, hour).getTime())}
            </th>
            {days.map((day) => (
              <HourCell
                key={day.at}
                days={days}
                day={day}
                hour={hour}
                broken={broken}
                planner={planner}
                moving={moving}
              />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function DayHead({ day, broken }: { day: Day; broken: GridProps['broken'] }) {
  const isFull = isCrowded(day, broken);
  const date = new Date(day.at);
  const write = (options: Intl.DateTimeFormatOptions) => dateFormat(options).format(date);
  return (
    <th scope="col" class={day.isToday ? 'cal-today' : ''} aria-current={day.isToday ? 'date' : undefined}>
      <span class="cal-weekday">{write({ weekday: 'short' })}</span>{' '}
      <span class="cal-date">{write({ day: 'numeric', month: 'short' })}</span>
      <span class={isFull ? 'cal-count cal-crowded' : 'cal-count'}>
        {day.pins.length > 0 && t('planner.matches', { count: day.pins.length })}
        {isFull && <span class="seen-by-readers-only">{t('planner.calendar.crowded')}</span>}
      </span>
    </th>
  );
}

function HourCell({ days, day, hour, broken, planner, moving }: GridProps & { day: Day; hour: number }) {
  const isDay = days.length === 1;
  const isOfHour = (at: number | null) => at !== null && new Date(at).getHours() === hour;
  const pins = day.pins.filter((pin) => isOfHour(timeOf(pin)));
  const free = day.free.filter(({ at }) => isOfHour(at));
  const now = planner.now.value;
  const starts = new Date(day.at).setHours(hour);
  const isNow = day.isToday && new Date(now).getHours() === hour;
  const isOver = day.isPast || starts + HOUR <= now;
  const held = moving.held.value;
  const isHere = held && held.at >= starts && held.at < starts + HOUR;
  const items = [
    ...pins.map((pin) => ({ at: timeOf(pin) ?? 0, key: pin.id, pin, slot: null })),
    ...free.map((slot) => ({ at: slot.at, key: `${slot.at}${slot.accountId}`, pin: null, slot })),
  ].sort((a, b) => a.at - b.at);
  const look = isDay ? 'large' : items.length === 1 && !isHere ? 'wide' : 'small';
  return (
    <td class={isOver ? 'cal-cell cal-over' : 'cal-cell'} data-drop={isOver ? undefined : `hour:${starts}`}>
      {isNow && (
        <div class="cal-now" style={{ insetBlockStart: `${(new Date(now).getMinutes() / 60) * 100}%` }}>
          <span class="seen-by-readers-only">{t('planner.calendar.now', { time: formatClock(now) })}</span>
        </div>
      )}
      <div class="cal-items">
        {items.map(({ key, pin, slot }) => (
          <Fragment key={key}>
            {pin && (
              <CalendarPin pin={pin} planner={planner} moving={moving} broken={broken.get(pin.id) ?? []} look={look} />
            )}
            {slot && <EmptySlot {...slot} isWide={look === 'wide'} planner={planner} />}
          </Fragment>
        ))}
        {isHere && <span class="cal-ghost">{formatClock(held.at)}</span>}
      </div>
    </td>
  );
}

function listHours(days: readonly Day[], held: number | undefined): number[] {
  const times = days.flatMap(({ pins, free }) => [...pins.map(timeOf), ...free.map(({ at }) => at)]);
  const used = [...times, held ?? null].flatMap((at) => (at === null ? [] : new Date(at).getHours()));
  const first = Math.min(FIRST_HOUR, ...used);
  const last = Math.max(LAST_HOUR, ...used);
  return Array.from({ length: last - first + 1 }, (_, place) => first + place);
}
