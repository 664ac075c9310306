import { isReachable } from '../../lib/page/identity/private-host';
import { needsUser } from '../../lib/pin/next-step';
import { isFromElsewhere, type Pin } from '../../lib/pin/pin';
import { CHANGE_REFUSED, explain, type ProblemAction } from '../../lib/pin/problem';
import { t } from '../../lib/words/t';

/** One reason why pins need the user. */
export interface Cause {
  /** The same for all pins that share it. */
  key: string;
  title: string;
  fix: string;
  /** What puts all of them right. */
  way: 'board' | 'reschedule' | 'here' | Exclude<ProblemAction, 'none'>;
  pins: Pin[];
}

const BOARD_CODES = new Set(['PIN_BOARD_NOT_FOUND', 'PIN_BOARD_REQUIRED', 'ACCOUNT_NOT_FOUND']);

/** The pins that need the user by what they need, the most common first. */
export function groupCauses(pins: readonly Pin[]): Cause[] {
  const causes = new Map<string, Cause>();
  for (const pin of pins) {
    if (!needsUser(pin)) continue;
    const cause = findCause(pin);
    const known = causes.get(cause.key);
    if (known) known.pins.push(pin);
    else causes.set(cause.key, { ...cause, pins: [pin] });
  }
  return [...causes.values()].sort((a, b) => b.pins.length - a.pins.length);
}

/** Why a pin needs the user; also in a word or two for its row. */
export function findCause(pin: Pin): Omit<Cause, 'pins'> {
  const { lastError } = pin;
  if (!lastError)
    return { key: 'held', title: t('planner.needs.held'), fix: t('planner.needs.heldFix'), way: 'reschedule' };
  const { title, fix, action } = explain(lastError, pin);
  const code = lastError.code.startsWith(CHANGE_REFUSED) ? lastError.code.slice(CHANGE_REFUSED.length) : lastError.code;
  const way = findWay(pin, code, action);
  // Each host is a permission of its own.
  const key = [lastError.code, title, way === 'allow-host' ? lastError.message : ''].join(' ');
  return { key, title, fix, way };
}

function findWay(pin: Pin, code: string, action: ProblemAction): Cause['way'] {
  if (pin.state === 'queued' && isFromElsewhere(pin)) return 'here';
  if (BOARD_CODES.has(code)) return 'board';
  if (action === 'allow-host') return isPublicHost(pin.lastError?.message ?? '') ? action : 'retry';
  if (action !== 'none') return action;
  return pin.state === 'queued' ? 'reschedule' : 'retry';
}

/** Whether this is a host as `URL` writes it, and a public one: an imported pin may have anything in its place. */
function isPublicHost(host: string): boolean {
  const address = `https://${host}/`;
  return URL.canParse(address) && new URL(address).host === host && !host.includes('*') && isReachable(address, '');
}
