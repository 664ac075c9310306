import type { Pin } from '../../lib/pin/pin';
import { listActs } from './acts';
import type { QueueDesk } from './queue-desk';

/** Pins of another browser's export go out from here at their times; those whose time has passed are given another first. */
export function takeHere(pins: readonly Pin[], { model, rescheduling }: QueueDesk): void {
  const able = pins.filter((pin) => listActs(pin).includes('here'));
  const isOver = ({ publishAt }: Pin) => (publishAt ?? 0) <= model.now.peek();
  const ahead = able.filter((pin) => !isOver(pin));
  const over = able.filter(isOver);
  if (ahead.length > 0) void model.verbs.here(ahead);
  if (over.length > 0) rescheduling.value = over;
}
