import { isFromElsewhere, isUnsettled, type Pin } from '../../lib/pin/pin';
import { canChangeContent } from '../../lib/store/verbs';
import type { IconName } from '../ui/button';

/**
 * Acts on a pin, in the order shown. `adopt` and `again` answer an unknown outcome (`again` also reschedules a canceled
 * pin); `here` answers a pin that another browser may send too.
 */
export const ACTS = [
  'here',
  'adopt',
  'again',
  'retry',
  'send',
  'takeBack',
  'edit',
  'reschedule',
  'board',
  'handOver',
  'duplicate',
  'remove',
] as const;
export type Act = (typeof ACTS)[number];

export const ICONS: Record<Act, IconName> = {
  here: 'check',
  adopt: 'check',
  again: 'retry',
  retry: 'retry',
  send: 'send',
  takeBack: 'undo',
  edit: 'edit',
  reschedule: 'clock',
  board: 'board',
  handOver: 'upload',
  duplicate: 'copy',
  remove: 'trash',
};

/** The acts with a button in the row; the menu has all. */
export const IN_ROW: ReadonlySet<Act> = new Set(ACTS.filter((act) => act !== 'board' && act !== 'handOver'));

const EDITABLE = new Set<Pin['state']>(['draft', 'queued', 'handed-over', 'failed', 'canceled']);

const OFFERED: Record<Act, (pin: Pin) => boolean> = {
  here: isWaitingForWord,
  adopt: isStuck,
  again: (pin) => isStuck(pin) || pin.state === 'canceled',
  retry: (pin) => pin.state === 'failed' && !isStuck(pin),
  send: (pin) => (pin.state === 'queued' && isFree(pin)) || (pin.state === 'handed-over' && pin.request === null),
  takeBack: (pin) => pin.state === 'handed-over' && pin.done.postId !== null,
  edit: (pin) => EDITABLE.has(pin.state) && isFree(pin),
  reschedule: (pin) => EDITABLE.has(pin.state) && isFree(pin),
  board: (pin) => canChangeContent(pin) && !isWaitingForWord(pin),
  handOver: (pin) => pin.state === 'queued' && !pin.held && isFree(pin) && pin.handOver === 'at-time',
  duplicate: () => true,
  remove: () => true,
};

/** The acts that make sense for a pin as it stands. */
export function listActs(pin: Pin): Act[] {
  if (pin.request === 'remove' || pin.request === 'take-back') return ['duplicate'];
  return ACTS.filter((act) => OFFERED[act](pin));
}

/** Whether an act makes sense for a pin as it stands. */
export function offers(pin: Pin, act: Act): boolean {
  return listActs(pin).includes(act);
}

function isFree(pin: Pin): boolean {
  return !isUnsettled(pin) && !isWaitingForWord(pin);
}

/** Whether another browser may send the pin too, so that it waits for the user's word. */
function isWaitingForWord(pin: Pin): boolean {
  return pin.state === 'queued' && isFromElsewhere(pin);
}

/** Whether the pin may already be scheduled, and only the user can tell. */
function isStuck(pin: Pin): boolean {
  return pin.state === 'failed' && isUnsettled(pin);
}

/** Whether it can still be chosen who sends the pin. */
export function canSwitchSender(pin: Pin): boolean {
  return pin.state === 'queued' && !pin.held && !isUnsettled(pin);
}
