import * as z from 'zod/mini';
import { announce } from './changes';
import { readStored, type StoredValue, updateStored } from './stored-value';

const Standing = z.object({
  /** `KEY_MISSING`, `KEY_REJECTED`, `ACCOUNT_EXPIRED` …; words in `lib/pin/problem.ts`. */
  code: z.string(),
  message: z.string(),
  /** The account whose pins wait; null: nothing at all is sent, since it is the key. */
  accountId: z.nullable(z.string()),
  /** Epoch ms. */
  since: z.number(),
  /** When the engine looks again by itself, epoch ms. */
  checkAt: z.number(),
  /** Whether the user has been notified of it. */
  told: z.boolean(),
});

/** Why nothing, or nothing of one account, is sent at present; null: all is well. */
export type Pause = z.infer<typeof Standing> | null;
export type StandingPause = NonNullable<Pause>;

const PAUSES: StoredValue<StandingPause[]> = { name: 'pauses', schema: z.array(Standing), fallback: [] };

/** What waits and why: the key's pause first, then those of accounts, the oldest first. */
export async function readPauses(): Promise<StandingPause[]> {
  const pauses = await readStored(PAUSES);
  return pauses.sort((a, b) => Number(a.accountId !== null) - Number(b.accountId !== null) || a.since - b.since);
}

/** The first of them, for a banner. */
export async function readPause(): Promise<Pause> {
  return (await readPauses())[0] ?? null;
}

/** Changes the pause of one account, or of everything (null), in one transaction; the engine's alone. Answers what stands. */
export async function updatePause(accountId: string | null, change: (pause: Pause) => Pause): Promise<Pause> {
  let after: Pause = null;
  await updateStored(PAUSES, (pauses) => {
    after = change(pauses.find((one) => one.accountId === accountId) ?? null);
    const others = pauses.filter((one) => one.accountId !== accountId);
    return after ? [...others, after] : others;
  });
  announce('pause');
  return after;
}
