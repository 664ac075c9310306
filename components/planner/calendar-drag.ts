import { combine } from '@atlaskit/pragmatic-drag-and-drop/combine';
import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';

/** How long a pin is held over an arrow before the calendar turns. Milliseconds. */
const TURN_AFTER = 700;

/**
 * Lets pins (`[data-pin]`) be dragged to places (`[data-drop]`: a time in epoch ms, or `day:` and a local midnight, where a pin
 * keeps its time of day), and the calendar be turned by holding one over an arrow (`[data-turn]`: -1 or 1). Answers how to stop.
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
      // A slot stands within its hour: the innermost place counts.
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
