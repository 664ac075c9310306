import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Pin } from '../../lib/pin/pin';
import { takeAct } from './act-buttons';
import { offers } from './acts';
import type { Planner } from './planner-model';
import { findRowTop, measureHeights } from './rows-in-view';

const LETTERS_OFF = 'planner-letters-off';

/** Whether single letters are shortcuts. People who dictate, or find typing hard, can turn them off. */
export function hasLetterKeys(): boolean {
  return localStorage.getItem(LETTERS_OFF) === null;
}

export function setLetterKeys(isOn: boolean): void {
  if (isOn) localStorage.removeItem(LETTERS_OFF);
  else localStorage.setItem(LETTERS_OFF, '1');
}

type Key = (pin: Pin, planner: Planner, event: KeyboardEvent) => void;

/** An act on one of several selected pins is for all of them. */
function actOn(pin: Pin, planner: Planner): readonly Pin[] {
  const selected = planner.selection.pins.peek();
  return selected.includes(pin) ? selected : [pin];
}

/** Keys of a row, by `key` in lower case; letters only while `hasLetterKeys`. */
const ROW_KEYS: Record<string, Key> = {
  x: (pin, { selection }, event) => selection.toggle(pin.id, event.shiftKey),
  e: (pin, planner) => takeAct('edit', [pin], planner),
  r: (pin, planner) => {
    const pins = actOn(pin, planner).filter((one) => offers(one, 'reschedule') || offers(one, 'here'));
    if (pins.length > 0) planner.asking.value = { what: 'reschedule', pins };
  },
  delete: (pin, planner) => takeAct('remove', actOn(pin, planner), planner),
  enter: (pin, planner) => {
    planner.asking.value = { what: 'details', pins: [pin] };
  },
};
const STEPS: Record<string, number> = { j: 1, arrowdown: 1, k: -1, arrowup: -1, pagedown: 10, pageup: -10 };

/** A key pressed on a row or a control of it; `focus` focuses another row. */
function handleRowKey(event: KeyboardEvent, planner: Planner, focus: (id: string) => void): void {
  const target = event.target as HTMLElement;
  const row = target.closest<HTMLElement>('[data-row]');
  const key = event.key.toLowerCase();
  if (!row || isWithModifier(event) || isTyping(target) || (isLetter(key) && !hasLetterKeys())) return;
  const pins = planner.ordered.peek();
  const place = pins.findIndex(({ id }) => id === row.dataset.row);
  const step = STEPS[key] ?? { home: -place, end: pins.length - 1 - place }[key];
  if (step !== undefined) {
    const next = pins[Math.max(0, Math.min(pins.length - 1, place + step))];
    event.preventDefault();
    if (next) focus(next.id);
    return;
  }
  const take = ROW_KEYS[key];
  const pin = pins[place];
  // Enter on a button presses that button.
  if (!take || !pin || (key === 'enter' && target !== row)) return;
  event.preventDefault();
  take(pin, planner, event);
}

/** The keys of the whole page. */
export function useScreenKeys(planner: Planner): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]')) return;
      const key = event.key.toLowerCase();
      const target = event.target as HTMLElement;
      const isCommand = event.ctrlKey || event.metaKey;
      if (isCommand && key === 'f') take(event, focusSearch);
      else if (isCommand && key === 'z' && !event.shiftKey && !isTyping(target)) take(event, planner.verbs.undo);
      else if (isWithModifier(event) || isTyping(target)) return;
      else if (key === 'escape' && planner.selection.ids.peek().size > 0) take(event, planner.selection.clear);
      else if (!hasLetterKeys()) return;
      else if (key === '/') take(event, focusSearch);
      else if (key === '?') take(event, () => (planner.asking.value = { what: 'keys' }));
      else if ((key === 'j' || key === 'k') && target === document.body) {
        const id = planner.current.peek();
        if (id !== null) take(event, () => (planner.sought.value = id));
      }
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
}

function take(event: KeyboardEvent, act: () => unknown): void {
  event.preventDefault();
  void act();
}

function focusSearch(): void {
  const search = document.querySelector<HTMLInputElement>('input[type="search"]');
  search?.focus();
  search?.select();
}

function isWithModifier({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return ctrlKey || metaKey || altKey;
}

function isLetter(key: string): boolean {
  return key.length === 1;
}

function isTyping(target: HTMLElement): boolean {
  return target.matches('textarea, select, input:not([type="checkbox"]):not([type="radio"]), [role="menuitem"]');
}

/** Room for what sticks to the window's top, and for its foot. */
const MARGIN = 72;

/**
 * Keeps the keyboard's place in a list of which only a part is in the document. When the focused row moves, the focus
 * follows to the same control; when it goes, to the row in its place. Also scrolls to and focuses a pin that is sought.
 */
export function useRowFocus(list: RefObject<HTMLElement | null>, planner: Planner): void {
  const held = useRef<{ id: string; control: string; place: number } | null>(null);
  const ordered = planner.ordered.value;
  const sought = planner.sought.value;

  useLayoutEffect(() => {
    const root = list.current;
    if (!root) return;
    const note = ({ target }: FocusEvent) => {
      const control = target as HTMLElement;
      const id = control.closest<HTMLElement>('[data-row]')?.dataset.row;
      if (id === undefined) return;
      planner.current.value = id;
      const place = planner.ordered.peek().findIndex((pin) => pin.id === id);
      const name = control.closest<HTMLElement>('[data-focus]')?.dataset.focus ?? '';
      held.current = { id, control: name, place };
    };
    const forget = ({ relatedTarget }: FocusEvent) => {
      // A removed element loses the focus to nothing; one that the user leaves, to another element.
      if (relatedTarget && !root.contains(relatedTarget as Node)) held.current = null;
    };
    const press = (event: KeyboardEvent) => handleRowKey(event, planner, (id) => focusRow(list, planner, id));
    root.addEventListener('keydown', press);
    root.addEventListener('focusin', note);
    root.addEventListener('focusout', forget);
    return () => {
      root.removeEventListener('keydown', press);
      root.removeEventListener('focusin', note);
      root.removeEventListener('focusout', forget);
    };
  }, []);

  useLayoutEffect(() => {
    const last = held.current;
    if (!last || document.activeElement !== document.body) return;
    const isThere = ordered.some(({ id }) => id === last.id);
    const id = isThere ? last.id : ordered[Math.min(last.place, ordered.length - 1)]?.id;
    if (id !== undefined) focusRow(list, planner, id, isThere ? last.control : '');
  }, [ordered]);

  useLayoutEffect(() => {
    if (sought === null || !ordered.some(({ id }) => id === sought)) return;
    planner.sought.value = null;
    focusRow(list, planner, sought);
  }, [sought, ordered]);
}

/** Scrolls to a pin's row if needed, and focuses it, or a control of it, once it is in the document. */
function focusRow(list: RefObject<HTMLElement | null>, planner: Planner, id: string, control = ''): void {
  const root = list.current;
  const heights = measureHeights();
  const top = findRowTop(planner.sections.peek(), id, heights);
  if (!root || top === undefined) return;
  planner.current.value = id;
  const start = root.getBoundingClientRect().top + scrollY + top;
  const isAbove = start < scrollY + MARGIN;
  const isBelow = start + heights.row > scrollY + innerHeight - MARGIN;
  if (isAbove || isBelow) {
    const isNear = Math.abs(start - scrollY - innerHeight / 2) < innerHeight;
    const near = isAbove ? start - MARGIN : start + heights.row + MARGIN - innerHeight;
    scrollTo({ top: isNear ? near : start - innerHeight / 2, behavior: 'instant' });
  }
  let tries = 20;
  const from = document.activeElement;
  const focus = () => {
    // The user went on meanwhile.
    if (document.activeElement !== from && document.activeElement !== document.body) return;
    const row = root.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
    const target = (control && row?.querySelector<HTMLElement>(`[data-focus="${control}"]`)) || row;
    if (target) target.focus({ preventScroll: true });
    else if (tries-- > 0) requestAnimationFrame(focus);
  };
  focus();
}
