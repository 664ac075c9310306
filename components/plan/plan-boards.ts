import { createDraft, type Pin } from '../../lib/pin/pin';
import { takeTurns } from '../../lib/pin/plan';
import { createSlide } from '../../lib/pin/slide';
import type { Board } from '../../lib/store/books';
import type { RowChange } from './plan-rows';

/** Which boards the pins of a plan go to: all to one, to several in turn, or each to every one, so many days apart. */
export interface BoardPlan {
  kind: 'one' | 'turns' | 'each';
  boards: Board[];
  days: number;
}

/**
 * What a plan's rows become: the board of each, and for `each` a copy of every pin for every further board, behind it. Copies
 * that an earlier choice made are taken away again. `chosen` are the rows that it is about.
 */
export function arrangeBoards(
  all: readonly Pin[],
  chosen: readonly Pin[],
  { kind, boards }: BoardPlan,
  now: number,
): { boardOf: Map<string, RowChange>; add: Pin[]; remove: string[] } {
  const remove = chosen.filter(({ isCopy }) => isCopy).map(({ id }) => id);
  const firsts = chosen.filter(({ isCopy }) => !isCopy);
  const turns = takeTurns(firsts.length, kind === 'turns' ? boards : boards.slice(0, 1));
  const boardOf = new Map(firsts.map(({ id }, place) => [id, toChange(turns[place])]));
  if (kind !== 'each') return { boardOf, add: [], remove };
  const highest = all.length;
  const add = boards
    .slice(1)
    .flatMap((board, round) => firsts.map((pin, place): Pin => copyTo(pin, board, highest * (round + 1) + place, now)));
  return { boardOf, add, remove };
}

function toChange(board: Board | undefined): RowChange {
  return board ? { accountId: board.accountId, board: { id: board.id, name: board.name } } : {};
}

function copyTo(pin: Pin, board: Board, place: number, now: number): Pin {
  const { source, handOver, title, description, link, slides, planId, template } = pin;
  return {
    ...createDraft({ id: crypto.randomUUID(), source, handOver, now }),
    title,
    description,
    link,
    planId,
    place,
    isCopy: true,
    ...(template && { template }),
    accountId: board.accountId,
    board: { id: board.id, name: board.name },
    // A picture that was read is not read again: its bytes are in the store.
    slides: slides.map((slide) => ({
      ...(slide.ready ? slide : createSlide(slide)),
      id: crypto.randomUUID(),
      mends: slide.mends,
    })),
  };
}
