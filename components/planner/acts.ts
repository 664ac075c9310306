import { isFromElsewhere, isUnsettled, type Pin } from '../../lib/pin/pin';

/**
 * What a row offers, in the order shown. `adopt` and `again` are the two ways out of an outcome that nobody could find
 * out (`again` also brings a canceled pin back); `send` answers a late pin that waits to be asked about, `here` one that another
 * browser may send too.
 */
export const ACTS = ['here', 'send', 'adopt', 'again', 'retry', 'edit', 'reschedule', 'duplicate', 'remove'] as const;
export type Act = (typeof ACTS)[number];

/** The acts that many pins can share. */
export const SHARED_ACTS = ['here', 'reschedule', 'retry', 'remove'] as const satisfies readonly Act[];
export type SharedAct = (typeof SHARED_ACTS)[number];

const OFFERED: Record<Act, (pin: Pin) => boolean> = {
  here: isWaitingForWord,
  send: (pin) => pin.state === 'queued' && pin.held && !isFromElsewhere(pin),
  adopt: isStuck,
  again: (pin) => isStuck(pin) || pin.state === 'canceled',
  retry: (pin) => pin.state === 'failed' && !isStuck(pin),
  edit: (pin) => EDITABLE.has(pin.state) && !isUnsettled(pin) && !isWaitingForWord(pin),
  reschedule: (pin) => MOVABLE.has(pin.state) && !isUnsettled(pin) && !isWaitingForWord(pin),
  duplicate: () => true,
  remove: () => true,
};

const EDITABLE = new Set<Pin['state']>(['draft', 'queued', 'handed-over', 'failed', 'canceled']);
const MOVABLE = new Set<Pin['state']>(['queued', 'handed-over', 'failed', 'canceled']);

/** The acts that make sense for a pin as it stands. */
export function listActs(pin: Pin): Act[] {
  if (pin.request === 'remove' || pin.request === 'take-back') return ['duplicate'];
  return ACTS.filter((act) => OFFERED[act](pin));
}

/** Whether another browser may send the pin too, and nothing is done with it here until the user says so. */
function isWaitingForWord(pin: Pin): boolean {
  return pin.state === 'queued' && isFromElsewhere(pin);
}

/** Whether the pin may already be scheduled, and only the user can tell. */
export function isStuck(pin: Pin): boolean {
  return pin.state === 'failed' && isUnsettled(pin);
}

/** Whether it can still be chosen when the pin leaves this browser. */
export function canSwitchCustody(pin: Pin): boolean {
  return pin.state === 'queued' && !pin.held && !isUnsettled(pin);
}
