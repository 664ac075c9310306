import { giveBack, isPostGone, refuse } from '../pin/moves';
import { LONGEST_WAITS } from '../pin/next-step';
import { ACCOUNT_EXPIRED, CHANGE_REFUSED, mayBeScheduled, type Pin, type Problem } from '../pin/pin';
import type { ApiError } from '../postbreeze/result';
import type { StandingPause } from '../store/engine-memory';
import { MINUTE, SECOND } from '../time';
import { isActive, refreshAccount, tryKey } from './accounts';
import { findLasting, problem } from './apply-post';
import { type Step, update } from './step';
import { openClient, type World } from './world';

/** An attempt while offline costs nothing, so never wait longer than this. */
const OFFLINE_CHECK = 3 * MINUTE;

/** How often we retry what the server may fix by itself, before we ask the user. */
export const MAX_ATTEMPTS = 12;

/**
 * What to do after a failed call, by its kind (see `ApiError`).
 *
 * - `waits`: before the pin is tried again; null: at its own time, since something else holds all calls back.
 * - `counts`: as an attempt. Waiting of our own does not, nor does what affects every pin alike.
 * - `isEndless`: retried for as long as it takes, since connections come back.
 */
const AFTER: Record<ApiError['kind'], { waits: 'backoff' | 'offline' | null; counts: boolean; isEndless?: true }> = {
  unsent: { waits: null, counts: false },
  limit: { waits: null, counts: false },
  key: { waits: null, counts: false },
  network: { waits: 'offline', counts: true, isEndless: true },
  timeout: { waits: 'backoff', counts: true, isEndless: true },
  malformed: { waits: 'backoff', counts: true },
  server: { waits: 'backoff', counts: true },
  refused: { waits: 'backoff', counts: true },
};

const FIRST_BACKOFF = 5 * SECOND;
const LONGEST_BACKOFF = 15 * MINUTE;

/** The wait after `attempts` (≥ 1) failed attempts: doubles up to 15 minutes; its upper half is random. */
export function backoff(attempts: number, random: () => number): number {
  const whole = Math.min(LONGEST_BACKOFF, FIRST_BACKOFF * 2 ** Math.min(Math.max(attempts, 1) - 1, 20));
  return Math.round(whole * (0.5 + random() / 2));
}

interface Options {
  /** Applied to the pin in the same transaction. */
  change?: (pin: Pin) => Pin;
  /** Keeps trying, more and more rarely, even after a refusal: nothing but the display depends on it. */
  neverGivesUp?: boolean;
}

/** Settles a failed call: try later, ask the user, or pause everything. */
export async function settleError(step: Step, pin: Pin, error: ApiError, options: Options = {}): Promise<void> {
  const now = step.world.now();
  const { neverGivesUp = false } = options;
  if (error.kind === 'key') await step.pause('KEY_REJECTED', error.message, null);
  await update(step, pin, (row) => {
    const changed = options.change?.(row) ?? row;
    if (row.request !== pin.request) return giveBack(changed, now, {}); // the user asked for something else meanwhile
    const reason = toProblem(error, now);
    if (error.kind === 'refused' && !neverGivesUp) return giveUp(changed, reason, now);
    const { counts, isEndless = false } = AFTER[error.kind];
    if (counts && !isEndless && !neverGivesUp && changed.attempts >= MAX_ATTEMPTS)
      return giveUp(changed, { ...reason, code: 'GAVE_UP' }, now);
    const wait = findWait(error, changed, step.world.random);
    const isLasting = neverGivesUp && (findLasting(changed) !== null || isPostGone(changed));
    const isNews = error.kind !== 'unsent' && error.kind !== 'key' && !isLasting;
    return giveBack(changed, now, {
      attempts: counts ? changed.attempts : Math.max(0, changed.attempts - 1),
      lastError: isNews ? reason : changed.lastError,
      nextAttemptAt: wait === null ? null : now + wait,
    });
  });
}

/** Like `settleError`, but retries refusals too: they may be passing. */
export function tryAgain(step: Step, pin: Pin, error: ApiError, change?: (pin: Pin) => Pin): Promise<void> {
  const known: ApiError = error.kind === 'refused' ? { ...error, kind: 'server' } : error;
  return settleError(step, pin, known, change && { change });
}

/** Milliseconds: the longer of `Retry-After` and our own wait. */
function findWait({ kind, retryAfterMs }: ApiError, pin: Pin, random: () => number): number | null {
  const { waits } = AFTER[kind];
  if (waits === null) return null;
  const wait = Math.min(Math.max(retryAfterMs ?? 0, backoff(pin.attempts, random)), LONGEST_WAITS.asked);
  return waits === 'offline' ? Math.min(wait, OFFLINE_CHECK) : wait;
}

/**
 * The pin needs the user. If it may be scheduled, it says so, whatever stopped it. If Postbreeze still holds it, it stays
 * as it is and what was asked of it is refused.
 */
export function giveUp(pin: Pin, why: Problem, now: number): Pin {
  if (pin.state === 'sending') return refuse(pin, mayBeScheduled(pin) ? { ...why, code: 'OUTCOME_UNKNOWN' } : why, now);
  if (pin.state === 'handed-over' && pin.request === null) return refuse(pin, why, now);
  const lastError = { ...why, code: `${CHANGE_REFUSED}${why.code}` };
  const { sent } = pin.done;
  // A later read can show that an update went through after all; it cannot show that of any other request.
  const done = pin.request === 'update' ? pin.done : { ...pin.done, sent: sent && { ...sent, publishAt: null } };
  return giveBack(pin, now, { request: null, lastError, nextAttemptAt: null, attempts: 0, done });
}

function toProblem(error: ApiError, now: number): Problem {
  const { kind, code, statusCode, message, requestId } = error;
  return { ...problem(kind === 'limit' ? 'RATE_LIMITED' : code, now, message), statusCode, requestId };
}

/** How often we check a pause by ourselves. */
const PAUSE_CHECK = 15 * MINUTE;

/** The key does not reach the account's workspace, so what it says of posts there means nothing. */
export const ACCOUNT_NOT_REACHED = 'ACCOUNT_NOT_REACHED';

/** Whether to check a pause now. Also true if the clock was set back since. */
export function isTimeToCheck({ checkAt }: StandingPause, now: number): boolean {
  return now >= checkAt || checkAt > now + PAUSE_CHECK;
}

/**
 * Whether the pause holds this pin. While only the account has expired, we may still ask about pins that Postbreeze holds.
 */
export function isPausedFor(pause: StandingPause, pin: Pin): boolean {
  if (pause.accountId === null || pause.accountId !== pin.accountId) return false;
  const isSending = pin.state === 'queued' && pin.request === null;
  return isSending || pause.code === ACCOUNT_NOT_REACHED;
}

/** Pauses everything, or one account. Noted once; the first reason stands. */
export async function startPause(world: World, code: string, message: string, accountId: string | null): Promise<void> {
  const now = world.now();
  await world.store.updatePause(accountId, (pause) =>
    pause?.code === code
      ? { ...pause, checkAt: now + PAUSE_CHECK }
      : { code, message, accountId, since: now, checkAt: now + PAUSE_CHECK, told: false },
  );
}

/** Checks with at most one call whether the cause is gone, and ends the pause if so. Answers whether it stands. */
export async function checkPause(world: World, pause: StandingPause): Promise<boolean> {
  const isMended = (await world.readKey()) !== null && (await isMendedNow(world, pause));
  const { accountId } = pause;
  const stands = await world.store.updatePause(accountId, (known) =>
    isMended || !known ? null : { ...known, checkAt: world.now() + PAUSE_CHECK },
  );
  if (stands === null && accountId !== null) await world.store.endPausedWaits(accountId, world.now());
  return stands !== null;
}

async function isMendedNow(world: World, { code, accountId }: StandingPause): Promise<boolean> {
  if (code === 'KEY_MISSING') return true;
  const client = await openClient(world, 'user');
  if (accountId === null) return (await tryKey(client)).ok;
  const account = await refreshAccount(client, world, accountId);
  // If the account is gone, Postbreeze refuses its pins one by one; if the key does not reach it, we cannot even ask.
  return account === null ? code !== ACCOUNT_NOT_REACHED : account !== undefined && isActive(account);
}

const ABOUT_THE_PIN = /^(PIN|PLAN|STORAGE|MEDIA|MUST)_/;

/** Whether a refusal is about the pin or the plan, not about the account or the form of the call. */
export function isAboutThePin({ code }: ApiError): boolean {
  return ABOUT_THE_PIN.test(code);
}

/**
 * A refusal that does not name the pin may be the account's fault: reads the account again and pauses it if so, giving the
 * pin back with `change`. Answers whether it did.
 */
export async function pauseIfInactive(
  step: Step,
  pin: Pin,
  error: ApiError,
  change: (pin: Pin) => Pin,
): Promise<boolean> {
  if (error.kind !== 'refused' || isAboutThePin(error)) return false;
  const account = await refreshAccount(step.client, step.world, pin.accountId);
  if (!account || isActive(account)) return false;
  await step.pause(ACCOUNT_EXPIRED, account.status, account.id);
  await settleError(step, pin, { ...error, kind: 'unsent', retryAfterMs: 0 }, { change });
  return true;
}
