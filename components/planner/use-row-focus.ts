import type { RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { handleRowKey } from './keys';
import type { Planner } from './planner-model';
import { findRowTop } from './rows-in-view';
import { measureHeights } from './use-view';

/** Below what sticks to the window's top, and above its foot. */
const MARGIN = 72;

/**
 * Keeps the keyboard's place in a list of which only a part is in the document. A row that moves or goes hands the focus on: to
 * the same control of the moved row, or to the row that took its place. And a pin that is sought is scrolled to and focused.
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
      // An element that is taken out of the document loses the focus to nothing; one that the user leaves, to another.
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

/** Scrolls to a pin's row where it is out of sight, and focuses it, or a control of it, once it is in the document. */
export function focusRow(list: RefObject<HTMLElement | null>, planner: Planner, id: string, control = ''): void {
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
  const focus = () => {
    const row = root.querySelector<HTMLElement>(`[data-row="${CSS.escape(id)}"]`);
    const target = (control && row?.querySelector<HTMLElement>(`[data-focus="${control}"]`)) || row;
    if (target) target.focus({ preventScroll: true });
    else if (tries-- > 0) requestAnimationFrame(focus);
  };
  focus();
}
