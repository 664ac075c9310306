import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { createDraft, type Pin } from '../../lib/pin/pin';
import { type PlanGround, shiftPlan, toPlanPin } from '../../lib/pin/plan';
import { createSlide } from '../../lib/pin/slide';
import { alternateBoards, type Spread, spreadPlan } from '../../lib/pin/spread';
import type { Board } from '../../lib/store/books';
import { readGround } from '../../lib/store/plans';
import type { PlanRows, RowChange } from './plan-rows';

/** When a plan's pins go out and to which boards, chosen for the selected rows or for all. */
export function createPlanTimes({
  rows,
  targets,
  ground,
  change,
  now,
}: {
  rows: PlanRows;
  targets: ReadonlySignal<Pin[]>;
  ground: Signal<PlanGround | null>;
  change: (ids: readonly string[], patch: (pin: Pin) => RowChange | undefined) => Promise<void>;
  now: () => number;
}) {
  /** Null until the user chooses or the rows show it. */
  const chosenSpread = signal<Spread | null>(null);
  const spread = computed<Spread>(() => chosenSpread.value ?? { kind: 'own' });
  let start: () => void = () => undefined;
  let last: Promise<unknown> = new Promise<void>((resolve) => {
    start = resolve;
  });

  /** One act at a time, the first once the plan has been read: each works on the rows that the last one wrote. */
  function inTurn(act: () => Promise<void>): Promise<void> {
    const acting = last.then(act);
    last = acting.catch(() => undefined);
    return acting;
  }

  /** A choice shows at once and survives the reading of the plan. */
  function spreadOut(how: Spread): Promise<void> {
    chosenSpread.value = how;
    return inTurn(() => place(how, targets.peek()));
  }

  async function place(how: Spread, chosenPins: readonly Pin[]): Promise<void> {
    const over = await readGround(now());
    ground.value = over;
    if (how.kind === 'own') return;
    const chosen = new Set(chosenPins.map(({ id }) => id));
    const others = rows.drafts
      .peek()
      .filter(({ id }) => !chosen.has(id))
      .map(toPlanPin);
    const placed = [...over.placed, ...others.flatMap(({ at, ...pin }) => (at === null ? [] : { ...pin, at }))];
    const pins = followFirsts(chosenPins, boardPlan.peek().days);
    const times = new Map(spreadPlan(pins, how, { ...over, placed }).map(({ id, at }) => [id, at]));
    const when = how.kind === 'slots' ? 'slot' : 'time';
    await change([...times.keys()], (pin) => ({ when, publishAt: times.get(pin.id) ?? null }));
  }

  const boardPlan = signal<BoardPlan>({ kind: 'one', boards: [], days: 7 });

  async function putOnBoards(plan: BoardPlan): Promise<void> {
    boardPlan.value = plan;
    if (plan.boards.length > 0) await inTurn(() => arrange(plan));
  }

  async function arrange(plan: BoardPlan): Promise<void> {
    const arranged = arrangeBoards(rows.drafts.peek(), targets.peek(), plan, now());
    await rows.settle();
    if (arranged.add.length > 0 || arranged.remove.length > 0) await rows.replace(arranged.add, arranged.remove);
    await change([...arranged.boardOf.keys()], (pin) => arranged.boardOf.get(pin.id));
    if (spread.peek().kind === 'own') chosenSpread.value = { kind: 'slots' };
    await place(spread.peek(), targets.peek());
  }

  const shift = (ids: readonly string[]) => inTurn(() => shiftRows(ids));

  async function shiftRows(ids: readonly string[]): Promise<void> {
    const over = await readGround(now());
    const wanted = new Set(ids);
    const all = rows.drafts.peek().map(toPlanPin);
    const others = all
      .filter(({ id }) => !wanted.has(id))
      .flatMap(({ at, ...pin }) => (at === null ? [] : { ...pin, at }));
    const shifted = shiftPlan(
      all.filter(({ id }) => wanted.has(id)),
      { ...over, placed: [...over.placed, ...others] },
      spread.peek().kind === 'slots',
    );
    const times = new Map(shifted.map(({ id, at }) => [id, at]));
    await change([...times.keys()], (pin) =>
      times.get(pin.id) === pin.publishAt ? undefined : { when: 'time', publishAt: times.get(pin.id) ?? null },
    );
    ground.value = over;
  }

  const freshenSlots = () => inTurn(passTakenSlots);

  /** Skips slots that another window has taken since. */
  async function passTakenSlots(): Promise<void> {
    const slotted = rows.drafts.peek().filter(({ when }) => when === 'slot');
    const over = await readGround(now());
    const bySlot = new Set(over.placed.map(({ accountId, at }) => `${accountId} ${at}`));
    const isTaken = ({ accountId, publishAt }: Pin) =>
      publishAt === null || publishAt <= over.now || bySlot.has(`${accountId} ${publishAt}`);
    if (slotted.some(isTaken)) await place({ kind: 'slots' }, slotted);
    else ground.value = over;
  }

  /** Once the rows are read: those without a time get the next free slots, then the user's acts take their turn. */
  async function begin(): Promise<void> {
    try {
      const timeless = rows.drafts.peek().filter(({ when, publishAt }) => when === 'slot' && publishAt === null);
      if (timeless.length > 0) await place({ kind: 'slots' }, timeless);
      chosenSpread.value ??= { kind: rows.drafts.peek().every(({ when }) => when === 'slot') ? 'slots' : 'own' };
    } finally {
      start();
    }
  }

  return {
    spread,
    boardPlan,
    begin,
    /** Shows an incomplete choice. */
    note: (how: Spread) => {
      chosenSpread.value = how;
    },
    spreadOut,
    putOnBoards,
    shift,
    freshenSlots,
  };
}

/** The n-th copy for another board goes out n times so many days after the original. */
function followFirsts(pins: readonly Pin[], days: number): ReturnType<typeof toPlanPin>[] {
  const firstOf = new Map<string, { id: string; count: number }>();
  return pins.map((pin) => {
    const plain = toPlanPin(pin);
    const key = pin.slides.map(({ url }) => url).join(' ');
    const first = firstOf.get(key);
    if (first && pin.isCopy) return { ...plain, after: { id: first.id, days: ++first.count * days } };
    firstOf.set(key, { id: pin.id, count: 0 });
    return plain;
  });
}

/** Which boards a plan's pins go to: all to one, to several in turn, or each to every one, so many days apart. */
export interface BoardPlan {
  kind: 'one' | 'turns' | 'each';
  boards: Board[];
  days: number;
}

/**
 * The rows with their boards, and for `each` a copy of every pin for every other board after it. Removes copies that an
 * earlier choice made. `chosen`: the rows concerned.
 */
function arrangeBoards(
  all: readonly Pin[],
  chosen: readonly Pin[],
  { kind, boards }: BoardPlan,
  now: number,
): { boardOf: Map<string, RowChange>; add: Pin[]; remove: string[] } {
  const remove = chosen.filter(({ isCopy }) => isCopy).map(({ id }) => id);
  const firsts = chosen.filter(({ isCopy }) => !isCopy);
  const turns = alternateBoards(firsts.length, kind === 'turns' ? boards : boards.slice(0, 1));
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
    // A read picture is not read again: its bytes are in the store.
    slides: slides.map((slide) => ({
      ...(slide.ready ? slide : createSlide(slide)),
      id: crypto.randomUUID(),
      mends: slide.mends,
    })),
  };
}
