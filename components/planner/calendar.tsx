import './calendar.css';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { DEFAULT_RULES, rulesFor } from '../../lib/pin/limits';
import { dateFormat } from '../../lib/words/format';
import { locale, t } from '../../lib/words/t';
import { Button, IconButton } from '../ui/button';
import { listDrafts, timeOf } from './arrange';
import { findBrokenRules, firstDayOfWeek, layOut, MODES, startOf, turn } from './calendar-days';
import { MonthGrid, WeekGrid } from './calendar-grids';
import { CalendarPin, GrabbedPin } from './calendar-pin';
import { Chips } from './filters';
import { createMoving, dragInCalendar, type Moving } from './moving';
import type { Planner } from './planner-model';
import { moveToDay } from './times';

const SHOWN = 60;

/** Drafts without a time, to be dragged into the calendar. */
function DraftTray({ planner, moving }: { planner: Planner; moving: Moving }) {
  const drafts = listDrafts(planner.pins.value ?? []);
  return (
    <aside class="draft-tray" aria-label={t('planner.section.drafts')}>
      <h2>
        {t('planner.section.drafts')} <span class="pin-section-count">{drafts.length}</span>
      </h2>
      {drafts.length === 0 ? (
        <p>{t('planner.calendar.noDrafts')}</p>
      ) : (
        <>
          <p>{t('planner.calendar.trayHint')}</p>
          <div class="cal-items">
            {drafts.slice(0, SHOWN).map((pin) => (
              <CalendarPin key={pin.id} pin={pin} planner={planner} moving={moving} />
            ))}
          </div>
        </>
      )}
    </aside>
  );
}

/** The found pins by week, month or day; moved by dragging, by keys or by the dialog. */
export function Calendar({ planner }: { planner: Planner }) {
  const moving = useMemo(() => createMoving(planner), []);
  const root = useRef<HTMLDivElement>(null);
  const { calendarAt: at, calendarMode: mode } = planner;
  const settings = planner.settings.value;
  const pins = planner.found.value.pins;
  const accountIds = planner.filter.value.accountId
    ? [planner.filter.value.accountId]
    : [...planner.accounts.value.keys()];
  const shownAt = moving.held.value?.at ?? at.value;
  const days = layOut(mode.value, shownAt, {
    pins,
    all: planner.all.value,
    accountIds,
    slotsOf: planner.slotsOf,
    now: planner.now.value,
    firstDay: firstDayOfWeek(locale()),
  });
  const broken = findBrokenRules(
    days.flatMap((day) => day.pins).filter(({ state }) => state !== 'published'),
    planner.all.value,
    (accountId) => (settings ? rulesFor(settings, accountId) : DEFAULT_RULES),
  );
  const turnBy = (by: number) => {
    at.value = turn(mode.peek(), at.peek(), by);
  };
  useEffect(() => {
    if (!root.current) return;
    return dragInCalendar(root.current, { drop: (id, place) => dropAt(id, place, planner, moving), turn: turnBy });
  });
  const props = { days, broken, planner, moving };
  return (
    <div ref={root} class="calendar">
      <div class="calendar-main">
        <CalendarHead planner={planner} turnBy={turnBy} />
        <p id="cal-keys" class="seen-by-readers-only">
          {t('planner.calendar.keys')}
        </p>
        <p class="seen-by-readers-only" aria-live="assertive">
          {moving.spoken.value}
        </p>
        <GrabbedPin moving={moving} />
        <section class="calendar-scroll" aria-label={t('planner.view.calendar')} onKeyDown={moveFocus}>
          {mode.value === 'month' ? <MonthGrid {...props} /> : <WeekGrid {...props} />}
        </section>
      </div>
      <DraftTray planner={planner} moving={moving} />
    </div>
  );
}

function CalendarHead({ planner, turnBy }: { planner: Planner; turnBy: (by: number) => void }) {
  const { calendarAt: at, calendarMode: mode } = planner;
  const word = mode.value;
  return (
    <div class="calendar-head">
      <IconButton icon="back" label={t(`planner.calendar.earlier.${word}`)} data-turn="-1" onClick={() => turnBy(-1)} />
      <IconButton icon="forward" label={t(`planner.calendar.later.${word}`)} data-turn="1" onClick={() => turnBy(1)} />
      <h2 aria-live="polite">{nameShown(planner)}</h2>
      <Button small onClick={() => (at.value = planner.now.peek())}>
        {t('general.today')}
      </Button>
      <Chips
        label={t('planner.calendar.modes')}
        choices={MODES}
        value={word}
        onValue={(name) => (mode.value = name)}
        name={(name) => t(`planner.calendar.${name}`)}
      />
    </div>
  );
}

function nameShown({ calendarAt, calendarMode }: Planner): string {
  const at = calendarAt.value;
  if (calendarMode.value === 'month') return dateFormat({ month: 'long', year: 'numeric' }).format(at);
  if (calendarMode.value === 'day') return dateFormat({ dateStyle: 'full' }).format(at);
  const first = startOf('week', at, firstDayOfWeek(locale()));
  return dateFormat({ day: 'numeric', month: 'short', year: 'numeric' }).formatRange(first, turn('day', first, 6));
}

/** Drops a pin on a slot (takes its time), an hour (keeps its minute) or a day (keeps its time of day). */
function dropAt(pinId: string, place: string, planner: Planner, moving: Moving): void {
  const pin = planner.all.peek().find(({ id }) => id === pinId);
  if (!pin) return;
  const own = timeOf(pin);
  const [kind, value] = place.includes(':') ? place.split(':') : ['slot', place];
  const at = Number(value);
  if (kind === 'slot') void moving.drop(pin, at);
  else if (kind === 'hour')
    void moving.drop(pin, new Date(at).setMinutes(own === null ? 0 : new Date(own).getMinutes()));
  else void moving.drop(pin, own === null ? new Date(at).setHours(12) : moveToDay(own, at));
}

/** Arrows move between pins and slots: up and down within a day, sideways to the nearest of the next day. */
function moveFocus(event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.defaultPrevented || target.dataset.item === undefined || !event.key.startsWith('Arrow')) return;
  const root = event.currentTarget as HTMLElement;
  const columnOf = (element: HTMLElement) => element.closest('td')?.cellIndex ?? -1;
  const items = Array.from(root.querySelectorAll<HTMLElement>('[data-item]'));
  const sideways = getComputedStyle(root).direction === 'rtl' ? -1 : 1;
  const by = { ArrowLeft: -sideways, ArrowRight: sideways }[event.key] ?? 0;
  const column = items.filter((item) => columnOf(item) === columnOf(target) + by);
  const place = column.indexOf(target);
  const next = by === 0 ? column[place + (event.key === 'ArrowDown' ? 1 : -1)] : findNearest(column, target);
  event.preventDefault();
  next?.focus();
}

function findNearest(items: readonly HTMLElement[], target: HTMLElement): HTMLElement | undefined {
  const y = (item: HTMLElement) => item.getBoundingClientRect().top;
  const gap = (item: HTMLElement) => Math.abs(y(item) - y(target));
  return [...items].sort((a, b) => gap(a) - gap(b))[0];
}
