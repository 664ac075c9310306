import './calendar-pin.css';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { DEFAULT_RULES, rulesFor } from '../../lib/pin/limits';
import type { Pin } from '../../lib/pin/pin';
import { type BrokenRule, describeBroken } from '../../lib/pin/rules';
import { formatClock, formatDay } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { Icon } from '../ui/button';
import { PinThumb } from '../ui/thumb';
import { nameOf, timeOf } from './arrange';
import { canMove, type Moving } from './moving';
import type { Planner } from './planner-model';

/** A pin in the calendar or the tray: its picture and time. Drag it, pick it up with Space, select it with X, or open it. */
export function CalendarPin({
  pin,
  planner,
  moving,
  broken = [],
  look = 'small',
}: {
  pin: Pin;
  planner: Planner;
  moving: Moving;
  /** The rules that it breaks. */
  broken?: readonly BrokenRule[];
  /** `small`: picture and time; `wide`: its title beside them; `large`: a row with its board too. */
  look?: 'small' | 'wide' | 'large';
}) {
  const at = timeOf(pin);
  const isMovable = canMove(pin);
  const isSelected = planner.selection.ids.value.has(pin.id);
  const isHeld = moving.held.value?.pin.id === pin.id;
  const name = nameOf(pin);
  const state = t(`planner.state.${pin.state}`);
  const settings = planner.settings.value;
  const kept = settings ? rulesFor(settings, pin.accountId) : DEFAULT_RULES;
  const rules = broken.map((rule) => describeBroken(rule, kept, planner.now.value));
  const label = [
    at === null ? name : t('planner.calendar.pinAt', { name, time: formatClock(at), state }),
    ...rules,
    isSelected && t('planner.calendar.isSelected'),
  ];
  const press = (event: KeyboardEvent) => {
    const key = event.key.toLowerCase();
    if (key === ' ' && isMovable) {
      stop(event);
      moving.pickUp(pin);
    } else if (key === 'x') {
      stop(event);
      planner.selection.toggle(pin.id, event.shiftKey);
    }
  };
  const kind = [
    'cal-pin',
    `cal-pin-${pin.state}`,
    look !== 'small' && `cal-pin-${look}`,
    isSelected && 'cal-pin-selected',
    isHeld && 'is-dragged',
  ];
  return (
    <button
      type="button"
      class={kind.filter(Boolean).join(' ')}
      data-pin={pin.id}
      data-movable={isMovable ? '' : undefined}
      data-item={at ?? undefined}
      aria-label={label.filter(Boolean).join(', ')}
      aria-describedby={isMovable ? 'cal-keys' : undefined}
      title={[name, pin.board?.name, state, ...rules].filter(Boolean).join('\n')}
      onKeyDown={press}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey) planner.selection.toggle(pin.id, event.shiftKey);
        else planner.asking.value = { what: 'details', pins: [pin] };
      }}
    >
      <PinThumb pin={pin} findThumbnail={planner.findThumbnail} />
      {at !== null && <span class="cal-pin-time">{formatClock(at)}</span>}
      {look !== 'small' && (
        <span class="cal-pin-name" dir="auto">
          {name}
          {look === 'large' && <small>{pin.board?.name}</small>}
        </span>
      )}
      {(rules.length > 0 || pin.state === 'failed') && (
        <span class="cal-pin-mark">
          <Icon name="warning" />
        </span>
      )}
    </button>
  );
}

/** A free slot: drop a pin on it, or click to fill it. */
export function EmptySlot({
  at,
  accountId,
  isWide,
  planner,
}: {
  at: number;
  accountId: string | null;
  isWide: boolean;
  planner: Planner;
}) {
  const time = formatClock(at);
  return (
    <button
      type="button"
      class={isWide ? 'cal-slot cal-slot-wide' : 'cal-slot'}
      data-drop={at}
      data-item={at}
      aria-label={t('planner.calendar.freeSlot', { day: formatDay(at, planner.now.value), time })}
      onClick={() => (planner.asking.value = { what: 'slot', at, accountId })}
    >
      {time}
    </button>
  );
}

/** Holds the focus while a pin is moved by keys, wherever that pin is, and says where it would go. */
export function GrabbedPin({ moving }: { moving: Moving }) {
  const handle = useRef<HTMLButtonElement>(null);
  const held = moving.held.value;
  const isHeld = held !== null;
  useLayoutEffect(() => {
    if (isHeld) handle.current?.focus({ preventScroll: true });
  }, [isHeld]);
  if (!held) return null;
  return (
    <button
      ref={handle}
      type="button"
      class="cal-held"
      aria-describedby="cal-keys"
      onKeyDown={(event) => moving.press(event) && stop(event)}
      onBlur={moving.letGo}
      onClick={() => void moving.putDown()}
    >
      {t('planner.calendar.held', { name: nameOf(held.pin), time: moving.sayTime(held.at) })}
    </button>
  );
}

function stop(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}
