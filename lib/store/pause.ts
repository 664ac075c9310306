import * as z from 'zod/mini';
import { announce } from './changes';
import { readStored, type StoredValue, updateStored } from './stored-value';

/** Why nothing is sent at present; null: all is well. One banner shows it. */
export const Pause = z.nullable(
  z.object({
    /** `KEY_MISSING`, `KEY_REJECTED`, `ACCOUNT_EXPIRED` …; words in `lib/pin/problem.ts`. */
    code: z.string(),
    message: z.string(),
    /** The account that is not `ACTIVE`; null when it is the key. */
    accountId: z.nullable(z.string()),
    /** Epoch ms. */
    since: z.number(),
    /** When the engine looks again by itself, epoch ms. */
    checkAt: z.number(),
    /** Whether the user has been notified of it. */
    told: z.boolean(),
  }),
);
export type Pause = z.infer<typeof Pause>;

const PAUSE: StoredValue<Pause> = { name: 'pause', schema: Pause, fallback: null };

/** Why everything waits, or null. */
export async function readPause(): Promise<Pause> {
  return readStored(PAUSE);
}

/** Changes it in one transaction; the engine's alone. Answers what stands now. */
export async function updatePause(change: (pause: Pause) => Pause): Promise<Pause> {
  const pause = await updateStored(PAUSE, change);
  announce('pause');
  return pause;
}
