import * as z from 'zod/mini';
import { announce } from './changes';
import { readStored, type StoredValue, updateStored } from './settings';

const Standing = z.object({
  /** `KEY_MISSING`, `KEY_REJECTED`, `ACCOUNT_EXPIRED` …; words in `lib/pin/problem.ts`. */
  code: z.string(),
  message: z.string(),
  /** The account that is paused; null: everything, because of the key. */
  accountId: z.nullable(z.string()),
  /** Epoch ms. */
  since: z.number(),
  /** When the engine checks it by itself, epoch ms. */
  checkAt: z.number(),
  /** Whether the user has been told. */
  told: z.boolean(),
});

/** Why nothing is sent, or nothing of one account; null: no pause. */
export type Pause = z.infer<typeof Standing> | null;
export type StandingPause = NonNullable<Pause>;

const PAUSES: StoredValue<StandingPause[]> = { name: 'pauses', schema: z.array(Standing), fallback: [] };

/** All pauses: the key's first, then accounts', oldest first. */
export async function readPauses(): Promise<StandingPause[]> {
  const pauses = await readStored(PAUSES);
  return pauses.sort((a, b) => Number(a.accountId !== null) - Number(b.accountId !== null) || a.since - b.since);
}

/** The most important one, for a banner. */
export async function readPause(): Promise<Pause> {
  return (await readPauses())[0] ?? null;
}

/**
 * Changes the pause of one account or of everything (null), in one transaction. For the engine only. Answers the pause as
 * it is then.
 */
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

/**
 * How this installation's Postbreeze schedules a pin, which its documentation leaves open: `patch`: change a draft's time
 * · `schedule:<field>`: call `/schedule` on a draft, with that one field · `create`: create the post with its time,
 * without a draft.
 */
export type Way = 'patch' | 'create' | `schedule:${string}`;

const Scheduling = z.object({
  /** What worked last; null: not known yet, or refused since. */
  way: z.nullable(z.string()),
  /** What has failed since then, with its code, or `NOT_SCHEDULED`. */
  failed: z.record(z.string(), z.string()),
  /** Epoch ms; 0: never. */
  at: z.number(),
});
/** What we know about the ways to schedule; the diagnostics show it. */
export type Scheduling = { way: Way | null; failed: Record<string, string>; at: number };

const SCHEDULING: StoredValue<z.infer<typeof Scheduling>> = {
  name: 'scheduling',
  schema: Scheduling,
  fallback: { way: null, failed: {}, at: 0 },
};

export async function readScheduling(): Promise<Scheduling> {
  return (await readStored(SCHEDULING)) as Scheduling;
}

/** Notes what worked, and what failed before it. Writes nothing if that is known. */
export async function noteWay(way: Way, failed: Record<string, string>, now: number): Promise<void> {
  const known = await readScheduling();
  const isNew = known.way !== way || Object.keys(failed).some((one) => known.failed[one] === undefined);
  if (!isNew) return;
  await updateStored(SCHEDULING, (stored) => {
    const { [way]: _works, ...others } = stored.failed;
    return { way, failed: { ...others, ...failed }, at: now };
  });
}

/** Notes a way that failed. If it is the one that worked, everything else we knew is void. */
export async function noteFailedWay(way: Way, code: string): Promise<void> {
  const known = await readScheduling();
  if (known.way !== way && known.failed[way] !== undefined) return;
  await updateStored(SCHEDULING, ({ failed, at, ...stored }) =>
    stored.way === way
      ? { way: null, failed: { [way]: code }, at }
      : { ...stored, failed: { ...failed, [way]: code }, at },
  );
}
