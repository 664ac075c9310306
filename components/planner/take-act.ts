import type { Pin } from '../../lib/pin/pin';
import { type Act, listActs, offers } from './acts';
import type { Planner } from './planner-model';

/** What an act does to one pin or many; those that cannot are left out, and some ask first. */
export function takeAct(act: Act, pins: readonly Pin[], planner: Planner): void {
  void TAKE[act](
    pins.filter((pin) => offers(pin, act)),
    planner,
  );
}

const TAKE: Record<Act, (pins: readonly Pin[], planner: Planner) => Promise<void> | void> = {
  here: takeHere,
  adopt: ([pin], { verbs }) => pin && verbs.adopt(pin),
  again: ([pin], { verbs, asking, now }) => {
    if (!pin) return;
    // A canceled pin whose time has passed would go out this minute: ask for another time first.
    if (pin.state === 'canceled' && (pin.publishAt ?? 0) <= now.peek())
      asking.value = { what: 'reschedule', pins: [pin] };
    else return verbs.again(pin);
  },
  retry: (pins, { verbs }) => verbs.retry(pins),
  send: (pins, { verbs }) => verbs.send(pins),
  takeBack: (pins, { verbs }) => verbs.takeBack(pins),
  edit: ([pin], { verbs }) => pin && verbs.edit(pin),
  reschedule: (pins, { asking }) => {
    asking.value = { what: 'reschedule', pins };
  },
  board: (pins, { asking }) => {
    asking.value = { what: 'board', pins };
  },
  handOver: (pins, { verbs }) => verbs.setSender(pins, 'right-away'),
  duplicate: (pins, { verbs }) => verbs.duplicate(pins),
  remove: (pins, { verbs }) => verbs.remove(pins),
};

/** Pins of another browser's export go out from here at their times; those whose time has passed are given another first. */
function takeHere(pins: readonly Pin[], { verbs, asking, now }: Planner): void {
  const isOver = ({ publishAt }: Pin) => (publishAt ?? 0) <= now.peek();
  const ahead = pins.filter((pin) => !isOver(pin));
  const over = pins.filter(isOver);
  if (ahead.length > 0) void verbs.here(ahead);
  if (over.length > 0) asking.value = { what: 'reschedule', pins: over };
}

/** The acts that many pins can share: how many of them can, for each that any can. */
export function countActs(pins: readonly Pin[]): Map<Act, number> {
  const counts = new Map<Act, number>();
  for (const pin of pins) for (const act of listActs(pin)) counts.set(act, (counts.get(act) ?? 0) + 1);
  return counts;
}
