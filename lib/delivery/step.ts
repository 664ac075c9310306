import type { Pin } from '../pin/pin';
import type { Client } from '../postbreeze/client';
import { uploadTimeout } from '../postbreeze/request';
import type { Account } from '../store/books';
import { SECOND } from '../time';
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
  /** How far Postbreeze's clock is ahead of ours, in ms; learnt when it refuses a time as past. */
  clock: { ahead: number };
  /** Pauses everything (`accountId` null: the key is rejected) or one account. */
  pause: (code: string, message: string, accountId: string | null) => Promise<void>;
}

/** How long a lease on this pin lasts: twice its longest call. */
export function leaseFor(pin: Pin): number {
  const bytes = Math.max(0, ...listMissing(pin).map((slide) => slide.ready?.bytes ?? 0));
  return 40 * SECOND + uploadTimeout(bytes);
}

/** The later of the two clocks, so that a time after it is past for neither. Epoch ms. */
export function serverNow({ world, clock }: Step): number {
  return world.now() + Math.max(0, clock.ahead);
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
