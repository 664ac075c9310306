import * as z from 'zod/mini';
import { MINUTE, SECOND } from '../time';
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

/** The engine leaves room for what the user does by hand (options, looking up a board). */
export type Caller = 'engine' | 'user';

/**
 * Postbreeze's limits per key ("Rate limits": 60 a minute, 1,000 in 15 minutes), and each caller's share. Half a second
 * longer than the window, since calls take unequal times to arrive.
 */
const WINDOWS = [
  { ms: MINUTE + SECOND / 2, room: { engine: 57, user: 60 } },
  { ms: 15 * MINUTE + SECOND / 2, room: { engine: 970, user: 1000 } },
];
const LONGEST = 15 * MINUTE + SECOND / 2;
/** The wait after a 429 that names none. */
const UNTOLD_WAIT = 30 * SECOND;
/** The shortest wait after a 429, whatever it says; doubled for each one that follows. */
const SHORTEST_WAIT = 5 * SECOND;

const Calls = z.object({
  /** When calls went out, ascending, epoch ms; no older than the longest window. */
  spentAt: z.array(z.number()),
  /** No calls before this (epoch ms): Postbreeze said so. Another program may use the same key. */
  blockedUntil: z.number(),
  /** How many 429s came in a row, each after waiting for the one before. */
  refusals: z.catch(z.number(), 0),
});
type Calls = z.infer<typeof Calls>;

const CALLS: StoredValue<Calls> = {
  name: 'rate-limit',
  schema: Calls,
  fallback: { spentAt: [], blockedUntil: 0, refusals: 0 },
};

/** Takes one call out of the budget. Answers 0, or the ms until there is room (then it takes nothing). */
export async function takeCall(caller: Caller, now: number): Promise<number> {
  let wait = 0;
  await updateStored(CALLS, (stored) => {
    const calls = dropOld(stored, now);
    wait = findWait(calls, caller, now);
    return wait > 0 ? calls : { ...calls, spentAt: [...calls.spentAt, now] };
  });
  return wait;
}

/** The ms until there is room for a call; 0: now. Takes nothing. */
export async function readCallWait(caller: Caller, now: number): Promise<number> {
  const calls = await readStored(CALLS);
  const isAhead = calls.blockedUntil > now + LONGEST || (calls.spentAt.at(-1) ?? 0) > now;
  // Store it, or it would count as of now each time until the clock catches up.
  if (isAhead) await updateStored(CALLS, (stored) => dropOld(stored, now));
  return findWait(dropOld(calls, now), caller, now);
}

/**
 * Postbreeze answered 429: no calls before `now + retryAfterMs`, or for a wait of our own that doubles with each 429 in a
 * row.
 */
export async function blockCalls(retryAfterMs: number | null, now: number): Promise<void> {
  await updateStored(CALLS, (calls) => {
    const isSameBurst = now < calls.blockedUntil;
    const isInARow = now < calls.blockedUntil + MINUTE && calls.refusals > 0;
    const refusals = isSameBurst ? Math.max(1, calls.refusals) : isInARow ? calls.refusals + 1 : 1;
    const floor = SHORTEST_WAIT * 2 ** Math.min(refusals - 1, 10);
    const wait = Math.min(Math.max(retryAfterMs ?? UNTOLD_WAIT, floor), LONGEST);
    return { ...calls, refusals, blockedUntil: Math.max(now + wait, calls.blockedUntil) };
  });
}

/** Forgets calls older than every window. Calls in the future (the clock was set back) count as of now. */
function dropOld(calls: Calls, now: number): Calls {
  const spentAt = calls.spentAt.filter((at) => at > now - LONGEST).map((at) => Math.min(at, now));
  return { ...calls, spentAt, blockedUntil: Math.min(calls.blockedUntil, now + LONGEST) };
}

function findWait({ spentAt, blockedUntil }: Calls, caller: Caller, now: number): number {
  const waits = WINDOWS.map(({ ms, room }) => {
    const blocking = spentAt[spentAt.length - room[caller]];
    return blocking === undefined ? 0 : Math.max(0, blocking + ms - now);
  });
  return Math.max(blockedUntil - now, ...waits, 0);
}
