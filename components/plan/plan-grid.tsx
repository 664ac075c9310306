import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../lib/words/t';
import { useIsPainted } from '../ui/screen';
import type { PlanModel } from './plan-model';
import { PlanRow } from './plan-row';

/** Up to this many rows are all drawn; at first those that can be seen, so that they can be edited at once. */
const ALL_DRAWN = 60;
const FIRST_DRAWN = 10;
/** A row's height in CSS pixels while only rows in view are drawn; the same as in `plan.css`. */
const ROW_HEIGHT = 176;
const OVERSCAN = 6;

/** No `<table>`: laid out as cards, its rows and cells would lose their roles. */
const HEAD = { role: 'row', 'aria-rowindex': 1 } as const;
const HEADER = { role: 'columnheader' } as const;

/** The grid *Pins*. With many rows, only those in view are in the document. */
export function PlanGrid({ plan }: { plan: PlanModel }) {
  const pins = plan.rows.drafts.value;
  const box = useRef<HTMLDivElement>(null);
  const view = useSignal({ top: 0, height: 800 });
  const isPainted = useIsPainted();
  const isWindowed = pins.length > ALL_DRAWN;
  const look = () => {
    const { scrollTop = 0, clientHeight = 800 } = box.current ?? {};
    view.value = { top: scrollTop, height: clientHeight };
  };
  useLayoutEffect(look, [isWindowed]);
  const first = isWindowed ? Math.max(0, Math.floor(view.value.top / ROW_HEIGHT) - OVERSCAN) : 0;
  const inView = Math.ceil((view.value.top + view.value.height) / ROW_HEIGHT) + OVERSCAN;
  const last = isWindowed ? inView : isPainted ? pins.length : FIRST_DRAWN;
  const shown = pins.slice(first, last);

  useEffect(() => {
    if (plan.refusals.value === 0) return;
    const place = pins.findIndex(({ id }) => plan.problems.peek().get(id)?.[0]?.severity === 'error');
    if (place < 0) return;
    if (isWindowed) box.current?.scrollTo({ top: place * ROW_HEIGHT });
    setTimeout(() => {
      const row = box.current?.querySelector<HTMLElement>(`[aria-rowindex="${place + 2}"]`);
      row?.scrollIntoView({ block: 'nearest' });
      row?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
    }, 50);
  }, [plan.refusals.value]);

  const grid = {
    role: 'grid',
    'aria-label': t('plan.grid'),
    'aria-rowcount': pins.length + 1,
    onKeyDown: moveInGrid,
  } as const;
  const all = pins.length > 0 && pins.every(({ id }) => plan.selected.value.has(id));
  return (
    <div
      class={isWindowed ? 'plan-grid plan-grid-windowed' : 'plan-grid'}
      ref={box}
      onScroll={isWindowed ? look : undefined}
    >
      <div {...grid}>
        <div {...HEAD} class="plan-grid-head">
          <div {...HEADER}>
            <label class="plan-all">
              <input
                type="checkbox"
                checked={all}
                onChange={() => (plan.selected.value = new Set(all ? [] : pins.map(({ id }) => id)))}
              />
              {t('plan.selectAll')}
            </label>
          </div>
          <div {...HEADER} class="seen-by-readers-only">
            {t('plan.columns.words')}
          </div>
          <div {...HEADER} class="seen-by-readers-only">
            {t('plan.columns.place')}
          </div>
        </div>
        {isWindowed && <div style={{ blockSize: `${first * ROW_HEIGHT}px` }} role="presentation" />}
        {shown.map((pin, index) => (
          <PlanRow
            key={pin.id}
            plan={plan}
            pin={pin}
            place={first + index}
            count={pins.length}
            isSelected={plan.selected.value.has(pin.id)}
            problems={plan.problems.value.get(pin.id)}
          />
        ))}
        {isWindowed && (
          <div style={{ blockSize: `${Math.max(0, pins.length - last) * ROW_HEIGHT}px` }} role="presentation" />
        )}
      </div>
    </div>
  );
}

/**
 * Keys of an editable grid, as in the ARIA practices: a cell has the focus and arrows move between cells; Enter or F2
 * enters the cell's control, Escape leaves it. In a control, Tab goes to the next one and Enter to the one below.
 * https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
function moveInGrid(event: KeyboardEvent): void {
  const grid = event.currentTarget as HTMLElement;
  const target = event.target as HTMLElement;
  const cell = target.closest<HTMLElement>('[role="gridcell"]');
  if (!cell || event.defaultPrevented) return;
  const isCell = target === cell;
  const move = isCell ? moveFromCell(event, cell, grid) : moveFromControl(event, target, cell, grid);
  if (move) {
    event.preventDefault();
    event.stopPropagation();
    move.focus();
    move.scrollIntoView({ block: 'nearest' });
  }
}

const STEPS: Record<string, [rows: number, columns: number]> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-5, 0],
  PageDown: [5, 0],
};

function moveFromCell(event: KeyboardEvent, cell: HTMLElement, grid: HTMLElement): HTMLElement | undefined {
  const { key } = event;
  if (key === 'Enter' || key === 'F2') return findControls(cell)[0];
  if (key === 'Home' || key === 'End') {
    const rows = listRows(grid);
    const row = event.ctrlKey ? rows.at(key === 'Home' ? 0 : -1) : cell.parentElement;
    return listCells(row ?? cell).at(key === 'Home' ? 0 : -1);
  }
  const step = STEPS[key];
  if (!step) return undefined;
  const isMirrored = getComputedStyle(grid).direction === 'rtl';
  return findCell(cell, grid, step[0], isMirrored ? -step[1] : step[1]);
}

function moveFromControl(
  event: KeyboardEvent,
  control: HTMLElement,
  cell: HTMLElement,
  grid: HTMLElement,
): HTMLElement | undefined {
  if (event.key === 'Escape') return cell;
  const isLine = control instanceof HTMLInputElement && control.type !== 'checkbox';
  if (event.key !== 'Enter' || !isLine || event.isComposing) return undefined;
  const place = findControls(cell).indexOf(control);
  const below = findCell(cell, grid, 1, 0);
  return below && below !== cell ? findControls(below)[place] : undefined;
}

function listRows(grid: HTMLElement): HTMLElement[] {
  return [...grid.querySelectorAll<HTMLElement>('[role="row"]')].filter((row) => listCells(row).length > 0);
}

function listCells(row: HTMLElement): HTMLElement[] {
  return [...row.querySelectorAll<HTMLElement>('[role="gridcell"]')];
}

function findCell(cell: HTMLElement, grid: HTMLElement, down: number, across: number): HTMLElement | undefined {
  const rows = listRows(grid);
  const row = rows.findIndex((one) => one.contains(cell));
  const column = listCells(rows[row]!).indexOf(cell);
  const cells = listCells(rows[clamp(row + down, rows.length)]!);
  return cells[clamp(column + across, cells.length)];
}

function findControls(cell: HTMLElement): HTMLElement[] {
  return [...cell.querySelectorAll<HTMLElement>('input, textarea, select, button')];
}

function clamp(place: number, length: number): number {
  return Math.min(Math.max(place, 0), length - 1);
}
