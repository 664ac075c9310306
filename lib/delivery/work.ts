import { giveBack, refuse } from '../pin/moves';
import { LONGEST_WAITS } from '../pin/next-step';
import { CHANGE_REFUSED, mayBeScheduled, type Pin, type Problem } from '../pin/pin';
import type { Client } from '../postbreeze/client';
import { uploadTimeout } from '../postbreeze/request';
import type { ApiError } from '../postbreeze/result';
import type { Account } from '../store/accounts';
import { SECOND } from '../time';
import { findLasting, problem } from './apply-post';
import { backoff } from './backoff';
import { listMissing } from './post-body';
import type { World } from './world';

/** Without a connection an attempt costs nobody anything; it is made at least so often. */
const OFFLINE_CHECK = 3 * 60 * SECOND;

/** How often something that the server may mend by itself is tried before the user is asked. */
export const MAX_ATTEMPTS = 12;

/** A call that has not left so long after it was decided does not leave any more: another drain may have taken over. */
export const LEAVES_WITHIN = 20 * SECOND;

/** What a step works with: the world, the way to Postbreeze, and the lease that makes the pin its own. */
export interface Work {
  world: World;
  client: Client;
  leaseId: string;
  /** The pin's account as last seen; undefined when it is not known here. */
  account: Account | undefined;
  /** What this worker knows of Postbreeze's clock: how far it is ahead of ours, in ms; learnt when a time was refused as past. */
  clock: { ahead: number };
  /** Stops everything: the key is rejected, or the account expired. */
  pause: (code: string, message: string, accountId: string | null) => Promise<void>;
}

/** How long a lease on this pin lasts: its longest call, twice over. */
export function leaseFor(pin: Pin): number {
  const bytes = Math.max(0, ...listMissing(pin).map((slide) => slide.ready?.bytes ?? 0));
  return 40 * SECOND + uploadTimeout(bytes);
}

/** Now, by the later of the two clocks: a time after it is past for nobody. Epoch ms. */
export function serverNow({ world, clock }: Work): number {
  return world.now() + Math.max(0, clock.ahead);
}

/** Changes the pin while the lease is ours; undefined when it is not any more. */
export function update(work: Work, pin: Pin, change: (pin: Pin) => Pin): Promise<Pin | undefined> {
  return work.world.store.updateLeased(pin.id, work.leaseId, change);
}

/** Like `update`, and the lease begins anew: the step goes on. */
export function checkpoint(work: Work, pin: Pin, change: (pin: Pin) => Pin): Promise<Pin | undefined> {
  const { now } = work.world;
  return update(work, pin, (row) => {
    const changed = change(row);
    return changed.leaseId === work.leaseId
      ? { ...changed, leaseUntil: now() + leaseFor(changed), updatedAt: now() }
      : changed;
  });
}

/** What is done to the pin after a failed call, apart from when it is tried again. */
export interface AfterFailure {
  /** To the pin, in the same transaction. */
  change?: (pin: Pin) => Pin;
  /** Goes on for ever, ever more rarely, even after a refusal: nothing depends on it but what is shown. */
  neverGivesUp?: boolean;
}

/** Settles a failed call by its kind (see `ApiError`): again later, the user, or everything pauses. */
export async function settleError(work: Work, pin: Pin, error: ApiError, after: AfterFailure = {}): Promise<void> {
  const now = work.world.now();
  const reason = toProblem(error, now);
  if (error.kind === 'key') await work.pause('KEY_REJECTED', error.message, null);
  await update(work, pin, (row) => {
    const changed = after.change?.(row) ?? row;
    if (row.request !== pin.request) return giveBack(changed, now, {}); // the user asked for something else meanwhile
    if (error.kind === 'refused' && !after.neverGivesUp) return giveUp(changed, reason, now);
    const wait = WAITS[error.kind](error, changed, work.world.random);
    const isCounted = COUNTED[error.kind] === true;
    if (isCounted && ENDLESS[error.kind] !== true && !after.neverGivesUp && changed.attempts >= MAX_ATTEMPTS)
      return giveUp(changed, { ...reason, code: 'GAVE_UP' }, now);
    const isNews = error.kind !== 'pace' && error.kind !== 'key' && !(after.neverGivesUp && findLasting(changed));
    const lastError = isNews ? reason : changed.lastError;
    const attempts = isCounted ? changed.attempts : Math.max(0, changed.attempts - 1);
    return giveBack(changed, now, { attempts, lastError, nextAttemptAt: wait === 0 ? null : now + wait });
  });
}

/** As `settleError`, but what was refused is tried again too, as often as other errors: it may be so for a moment only. */
export function tryAgain(work: Work, pin: Pin, error: ApiError): Promise<void> {
  return settleError(work, pin, error.kind === 'refused' ? { ...error, kind: 'server' } : error);
}

/**
 * The pin needs the user. One that may be scheduled is said to be, whatever stopped it; one that Postbreeze goes on holding
 * stays as it is, and what was asked of it is refused.
 */
export function giveUp(pin: Pin, why: Problem, now: number): Pin {
  if (pin.state === 'sending') return refuse(pin, mayBeScheduled(pin) ? { ...why, code: 'OUTCOME_UNKNOWN' } : why, now);
  if (pin.state === 'handed-over' && pin.request === null) return refuse(pin, why, now);
  const lastError = { ...why, code: `${CHANGE_REFUSED}${why.code}` };
  const { sent } = pin.done;
  // An update may show to have been taken after all; nothing else that was asked can be seen in the post's words.
  const done = pin.request === 'update' ? pin.done : { ...pin.done, sent: sent && { ...sent, publishAt: null } };
  return giveBack(pin, now, { request: null, lastError, nextAttemptAt: null, attempts: 0, done });
}

type Wait = (error: ApiError, pin: Pin, random: () => number) => number;
const byBackoff: Wait = (error, pin, random) =>
  Math.min(Math.max(error.retryAfterMs ?? 0, backoff(pin.attempts, random)), LONGEST_WAITS.asked);

/** Milliseconds; 0: at the pin's own time. `Retry-After` wins where it is longer. */
const WAITS: Record<ApiError['kind'], Wait> = {
  pace: () => 0, // the budget itself holds everything back, and the pin keeps its place
  limit: () => 0,
  key: () => 0,
  network: (...failure) => Math.min(byBackoff(...failure), OFFLINE_CHECK),
  timeout: byBackoff,
  malformed: byBackoff,
  server: byBackoff,
  refused: () => LONGEST_WAITS.asked,
};

/** What counts as an attempt: not our own waiting, nor what holds for every pin alike. */
const COUNTED: Partial<Record<ApiError['kind'], true>> = {
  network: true,
  timeout: true,
  malformed: true,
  server: true,
};

/** Tried for as long as it takes: the connection comes back by itself. */
const ENDLESS: Partial<Record<ApiError['kind'], true>> = { network: true, timeout: true };

const OUR_CODES: Partial<Record<ApiError['kind'], string>> = { limit: 'RATE_LIMITED' };

function toProblem(error: ApiError, now: number): Problem {
  const { statusCode, message, requestId } = error;
  return { ...problem(OUR_CODES[error.kind] ?? error.code, now, message), statusCode, requestId };
}
