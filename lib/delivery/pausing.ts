import { ACCOUNT_EXPIRED, type Pin } from '../pin/pin';
import type { ApiError } from '../postbreeze/result';
import type { StandingPause } from '../store/engine-memory';
import { MINUTE } from '../time';
import { isActive, refreshAccount } from './accounts';
import { settleError } from './after-failure';
import type { Step } from './step';
import { openClient, type World } from './world';

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
  if (accountId === null) return (await client.listWorkspaces()).ok;
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
