/**
 * Keys of an editable grid, after the ARIA practices: a cell has the focus and arrows move between cells; Enter or F2 goes
 * into the cell's control, Escape back out of it. In a control, Tab goes to the next one and Enter to the one below.
 * https://www.w3.org/WAI/ARIA/apg/patterns/grid/
 */
export function moveInGrid(event: KeyboardEvent): void {
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
