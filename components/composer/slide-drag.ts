import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';

/**
 * Lets the rows of the slide list be dragged by their grip (`[data-grip]`). `moveTo` gets the slide and the place it was
 * dropped at. Answers how to stop. The buttons beside each row do the same for keyboards and readers.
 */
export function dragSlides(list: HTMLElement, moveTo: (slideId: string, place: number) => void): () => void {
  const rows = Array.from(list.querySelectorAll<HTMLElement>('[data-slide]'));
  return combine(...rows.map((row, place) => combine(makeSource(row), makeTarget(row, place, rows, moveTo))));
}

function makeSource(row: HTMLElement): () => void {
  return draggable({
    element: row,
    ...findGrip(row),
    getInitialData: () => ({ slideId: row.dataset.slide }),
    onDragStart: () => row.classList.add('slide-dragged'),
    onDrop: () => row.classList.remove('slide-dragged'),
  });
}

function findGrip(row: HTMLElement): { dragHandle?: Element } {
  const grip = row.querySelector('[data-grip]');
  return grip ? { dragHandle: grip } : {};
}

function makeTarget(
  row: HTMLElement,
  place: number,
  rows: readonly HTMLElement[],
  moveTo: (slideId: string, place: number) => void,
): () => void {
  const mark = (edge: 'before' | 'after' | null) => {
    row.classList.toggle('drop-before', edge === 'before');
    row.classList.toggle('drop-after', edge === 'after');
  };
  return dropTargetForElements({
    element: row,
    canDrop: ({ source }) => rows.includes(source.element as HTMLElement),
    onDrag: ({ location, source }) => mark(source.element === row ? null : edgeAt(row, location.current.input.clientY)),
    onDragLeave: () => mark(null),
    onDrop: ({ location, source }) => {
      mark(null);
      const from = rows.indexOf(source.element as HTMLElement);
      const gap = edgeAt(row, location.current.input.clientY) === 'before' ? place : place + 1;
      // Taking the row out of its old place moves everything behind it one up.
      moveTo(String(source.data.slideId), from < gap ? gap - 1 : gap);
    },
  });
}

function edgeAt(row: HTMLElement, clientY: number): 'before' | 'after' {
  const { top, height } = row.getBoundingClientRect();
  return clientY < top + height / 2 ? 'before' : 'after';
}
