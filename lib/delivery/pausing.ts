import { ACCOUNT_EXPIRED, type Pin } from '../pin/pin';
import type { ApiError } from '../postbreeze/result';
import type { StandingPause } from '../store/engine-memory';
import { MINUTE } from '../time';
import { isActive, refreshAccount } from './accounts';
import { settleError } from './after-failure';
import type { Step } from './step';
import { openClient, type World } from './world';

/** How often a pause is checked while nobody says that it is mended. */
const PAUSE_CHECK = 15 * MINUTE;

/** The key does not reach the account's workspace: what it says of posts there means nothing. */
export const ACCOUNT_NOT_REACHED = 'ACCOUNT_NOT_REACHED';

/** Whether it is time to check a pause; also where the clock was set back since it was noted. */
export function isTimeToCheck({ checkAt }: StandingPause, now: number): boolean {
  return now >= checkAt || checkAt > now + PAUSE_CHECK;
}

/** Whether a paused account keeps this pin from going on. What Postbreeze holds can be asked about while only its account expired. */
export function isPausedFor(pause: StandingPause, pin: Pin): boolean {
  if (pause.accountId === null || pause.accountId !== pin.accountId) return false;
  const isSending = pin.state === 'queued' && pin.request === null;
  return isSending || pause.code === ACCOUNT_NOT_REACHED;
}

/** Stops everything, or one account's pins: noted once; the words of the first stand. */
export async function startPause(world: World, code: string, message: string, accountId: string | null): Promise<void> {
  const now = world.now();
  await world.store.updatePause(accountId, (pause) =>
    pause?.code === code
      ? { ...pause, checkAt: now + PAUSE_CHECK }
      : { code, message, accountId, since: now, checkAt: now + PAUSE_CHECK, told: false },
  );
}

/** Checks whether what caused a pause is mended, with one call at most, and ends it if so. Answers whether it stands. */
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
  // One that is gone altogether is for Postbreeze to refuse, pin by pin; but what a key does not reach cannot be asked about.
  return account === null ? code !== ACCOUNT_NOT_REACHED : account !== undefined && isActive(account);
}

const ABOUT_THE_PIN = /^(PIN|PLAN|STORAGE|MEDIA|MUST)_/;

/** Whether a refusal is about the pin itself, or the plan, rather than about its account or how it was asked. */
export function isAboutThePin({ code }: ApiError): boolean {
  return ABOUT_THE_PIN.test(code);
}

/**
 * A refusal that does not name the pin may be about its account: reads that again, and pauses its pins if so; the pin is given
 * back with `change`. Answers whether it did.
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
  await settleError(step, pin, { ...error, kind: 'pace', retryAfterMs: 0 }, { change });
  return true;
}
