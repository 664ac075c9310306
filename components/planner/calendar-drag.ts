import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';

/**
 * Lets the pins of a calendar (`[data-movable]`) be dragged to its days (`[data-day]`, local midnight in epoch ms; days
 * that have passed have none). Answers how to stop. *Reschedule* in the list does the same for keyboards and readers.
 */
export function dragToDays(grid: HTMLElement, moveTo: (pinId: string, day: number) => void): () => void {
  const pins = Array.from(grid.querySelectorAll<HTMLElement>('[data-movable]'));
  const days = Array.from(grid.querySelectorAll<HTMLElement>('[data-day]'));
  return combine(...pins.map(makeSource), ...days.map((day) => makeTarget(day, pins, moveTo)));
}

function makeSource(element: HTMLElement): () => void {
  return draggable({
    element,
    getInitialData: () => ({ pinId: element.dataset.movable }),
    onDragStart: () => element.classList.add('day-pin-dragged'),
    onDrop: () => element.classList.remove('day-pin-dragged'),
  });
}

function makeTarget(
  element: HTMLElement,
  pins: readonly HTMLElement[],
  moveTo: (pinId: string, day: number) => void,
): () => void {
  const mark = (isOver: boolean) => element.classList.toggle('day-over', isOver);
  return dropTargetForElements({
    element,
    canDrop: ({ source }) => pins.includes(source.element as HTMLElement) && !element.contains(source.element),
    onDragEnter: () => mark(true),
    onDragLeave: () => mark(false),
    onDrop: ({ source }) => {
      mark(false);
      moveTo(String(source.data.pinId), Number(element.dataset.day));
    },
  });
}
