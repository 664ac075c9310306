import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { signal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';
import { addDays } from '../../lib/pin/rules';
import { HOUR, MINUTE } from '../../lib/time';
import { formatClock, formatDay } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { offers } from './acts';
import { nameOf, timeOf } from './arrange';
import type { Planner } from './planner-model';
import { moveAlong, spreadFrom } from './times';

const STEP = 15 * MINUTE;

export type Moving = ReturnType<typeof createMoving>;

/** Moves pins in the calendar: by dragging, which announces the drop, and by keys, which announce each step. */
export function createMoving(planner: Planner) {
  /** The pin picked up by keys, and where it would go. */
  const held = signal<{ pin: Pin; at: number } | null>(null);
  /** What a screen reader says. */
  const spoken = signal('');

  const sayTime = (at: number) =>
    t('planner.calendar.time', { day: formatDay(at, planner.now.peek()), time: formatClock(at) });

  /** The pin, or all selected ones if it is among them. */
  function listMoved(pin: Pin): Pin[] {
    const selected = planner.selection.pins.peek();
    const pins = selected.some(({ id }) => id === pin.id) ? selected : [pin];
    return pins.filter(canMove);
  }

  /** Moves a pin, and those selected with it, to a time (epoch ms); pins without a time take the free slots after it. */
  function drop(pin: Pin, at: number): Promise<void> {
    const pins = listMoved(pin);
    const timed = pins.filter((one) => timeOf(one) !== null);
    const others = pins.filter((one) => timeOf(one) === null);
    const ground = { all: planner.all.peek(), slotsOf: planner.slotsOf };
    const times = new Map([
      ...(timeOf(pin) === null ? [] : moveAlong(timed, pin, at)),
      ...(timeOf(pin) === null ? spreadFrom([pin, ...others.filter(({ id }) => id !== pin.id)], at, ground) : []),
    ]);
    return planner.verbs.place(
      pins.filter(({ id }) => times.has(id)),
      times,
    );
  }

  function pickUp(pin: Pin): void {
    held.value = { pin, at: timeOf(pin) ?? new Date(planner.now.peek()).setMinutes(60, 0, 0) };
    spoken.value = t('planner.calendar.pickedUp', { name: nameOf(pin), time: sayTime(held.value.at) });
  }

  function step(days: number, ms: number): void {
    const now = held.peek();
    if (!now) return;
    const at = addDays(now.at, days) + ms;
    held.value = { ...now, at };
    spoken.value = sayTime(at);
  }

  async function putDown(): Promise<void> {
    const now = held.peek();
    held.value = null;
    if (!now) return;
    planner.calendarAt.value = now.at;
    await drop(now.pin, now.at);
    spoken.value = '';
    focusPin(now.pin.id);
  }

  function letGo(): void {
    const now = held.peek();
    if (!now) return;
    spoken.value = t('planner.calendar.letGo');
    held.value = null;
    focusPin(now.pin.id);
  }

  /**
   * Keys while a pin is held: arrows move it a day or an hour, with Shift a quarter of an hour. Answers whether it was
   * such a key.
   */
  function press(event: KeyboardEvent): boolean {
    if (!held.peek()) return false;
    const sideways = document.dir === 'rtl' ? -1 : 1;
    const acts: Record<string, () => unknown> = {
      ArrowLeft: () => step(-sideways, 0),
      ArrowRight: () => step(sideways, 0),
      ArrowUp: () => step(0, event.shiftKey ? -STEP : -HOUR),
      ArrowDown: () => step(0, event.shiftKey ? STEP : HOUR),
      PageUp: () => step(-7, 0),
      PageDown: () => step(7, 0),
      Enter: putDown,
      ' ': putDown,
      Escape: letGo,
      Tab: letGo,
    };
    const act = acts[event.key];
    if (act) void act();
    return act !== undefined && event.key !== 'Tab';
  }

  return { held, spoken, sayTime, drop, pickUp, putDown, letGo, press };
}

/** Whether another time can be chosen for a pin. */
export function canMove(pin: Pin): boolean {
  return offers(pin, 'reschedule');
}

/** Waits until the calendar is drawn again. */
function focusPin(id: string): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-pin="${CSS.escape(id)}"]`)?.focus());
}

/** Hold a pin over an arrow this long to turn the calendar. Milliseconds. */
const TURN_AFTER = 700;

/**
 * Makes pins (`[data-pin]`) draggable to places (`[data-drop]`: a time in epoch ms, or `day:` and a local midnight, where
 * a pin keeps its time of day). Holding one over an arrow (`[data-turn]`: -1 or 1) turns the calendar. Answers how to
 * stop.
 */
export function dragInCalendar(
  root: HTMLElement,
  to: { drop: (pinId: string, place: string) => void; turn: (by: number) => void },
): () => void {
  const all = (name: string) => Array.from(root.querySelectorAll<HTMLElement>(`[data-${name}]`));
  return combine(
    ...all('pin').map(makeSource),
    ...all('drop').map((element) => makeTarget(element, to.drop)),
    ...all('turn').map((element) => makeTurner(element, to.turn)),
  );
}

function makeSource(element: HTMLElement): () => void {
  return draggable({
    element,
    canDrag: () => element.dataset.movable !== undefined,
    getInitialData: () => ({ pinId: element.dataset.pin }),
    onDragStart: () => element.classList.add('is-dragged'),
    onDrop: () => element.classList.remove('is-dragged'),
  });
}

function makeTarget(element: HTMLElement, drop: (pinId: string, place: string) => void): () => void {
  const mark = (isOver: boolean) => element.classList.toggle('is-over', isOver);
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => typeof source.data.pinId === 'string' && element.dataset.drop !== '',
    onDropTargetChange: ({ location, self }) => mark(location.current.dropTargets[0]?.element === self.element),
    onDragLeave: () => mark(false),
    onDrop: ({ source, location, self }) => {
      mark(false);
      // A slot lies within its hour: the innermost target counts.
      if (location.current.dropTargets[0]?.element !== self.element) return;
      drop(String(source.data.pinId), element.dataset.drop ?? '');
    },
  });
}

function makeTurner(element: HTMLElement, turn: (by: number) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = () => clearTimeout(timer);
  const wait = () => {
    timer = setTimeout(() => {
      turn(Number(element.dataset.turn));
      wait();
    }, TURN_AFTER);
  };
  return combine(dropTargetForElements({ element, onDragEnter: wait, onDragLeave: stop, onDrop: stop }), stop);
}
