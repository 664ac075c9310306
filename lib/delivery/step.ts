import { CREATE_LEAD } from '../pin/limits';
import type { Pin } from '../pin/pin';
import type { Client } from '../postbreeze/client';
import { uploadTimeout } from '../postbreeze/request';
import type { ApiError } from '../postbreeze/result';
import type { Account } from '../store/books';
import { HOUR, SECOND } from '../time';
import { listMissing } from './post-body';
import type { World } from './world';

/** Drop calls decided longer ago than this: another drain may have the pin. */
export const LEAVES_WITHIN = 20 * SECOND;

/** What work on one pin needs: the world, the client and the lease. */
export interface Step {
  world: World;
  client: Client;
  leaseId: string;
  /** The pin's account as last seen; undefined if unknown here. */
  account: Account | undefined;
  /** How far Postbreeze's clock is ahead of ours, in ms, by the `Date` of its last refusal. */
  clock: { ahead: number };
  /** Pauses everything (`accountId` null: the key is rejected) or one account. */
  pause: (code: string, message: string, accountId: string | null) => Promise<void>;
}

/** How long a lease on this pin lasts: twice its longest call. */
export function leaseFor(pin: Pin): number {
  const bytes = Math.max(0, ...listMissing(pin).map((slide) => slide.ready?.bytes ?? 0));
  return 40 * SECOND + uploadTimeout(bytes);
}

/** Learns Postbreeze's clock from a refusal. */
export function noteClock({ world, clock }: Step, { kind, serverAt }: ApiError): void {
  if (kind === 'refused' && serverAt !== null) clock.ahead = serverAt - world.now();
}

/** The later of the two clocks, so that a time after it is past for neither. Epoch ms. */
export function serverNow({ world, clock }: Step): number {
  return world.now() + Math.max(0, clock.ahead);
}

/** How APIs end the code of a time that has passed; Postbreeze documents none. */
const PAST = /(?:^|_)IN_(?:THE_)?(?:PAST|FUTURE)$/;
const PAST_STATUSES = [400, 409, 422];
/** No pin is sent later than this on a guess. Milliseconds. */
export const LONGEST_LEAD = HOUR;

/** Whether a refusal says that the time has passed. */
export function namesThePast({ code, statusCode }: Pick<ApiError, 'code' | 'statusCode'>): boolean {
  return PAST.test(code) && PAST_STATUSES.includes(statusCode ?? 0);
}

/**
 * The time from which on a pin may be scheduled, epoch ms. Refused as past although the answer's `Date` told another time, it goes
 * later, twice as much at each try.
 */
export function earliestFor(step: Step, { lastError, attempts }: Pin): number {
  const isGuess = lastError !== null && namesThePast(lastError);
  const lead = isGuess ? Math.min(LONGEST_LEAD, CREATE_LEAD * 2 ** attempts) : 0;
  return Math.max(serverNow(step), step.world.now() + lead);
}

/** Changes the pin if we still hold its lease; else answers undefined. */
export function update(step: Step, pin: Pin, change: (pin: Pin) => Pin): Promise<Pin | undefined> {
  return step.world.store.updateLeased(pin.id, step.leaseId, change);
}

/** Like `update`, but renews the lease, since the work goes on. */
export function checkpoint(step: Step, pin: Pin, change: (pin: Pin) => Pin): Promise<Pin | undefined> {
  const { now } = step.world;
  return update(step, pin, (row) => {
    const changed = change(row);
    return changed.leaseId === step.leaseId
      ? { ...changed, leaseUntil: now() + leaseFor(changed), updatedAt: now() }
      : changed;
  });
}
