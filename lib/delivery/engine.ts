import { LONGEST_WAITS } from '../pin/next-step';
import { MINUTE, SECOND } from '../time';
import { drain, type Shift } from './drain';
import { tell } from './notify';
import type { World } from './world';

/**
 * The delivery engine. The states and their legal moves are drawn in `lib/pin/moves.ts`. Its promises, each with a test in
 * `tests/unit/outbox`:
 *
 *  1. The row is the truth, the alarm is only a hint: one alarm, recomputed as the earliest due time of any row after every
 *     change and wake.
 *  2. Every wake is the same wake (alarm, startup, install, message, worker start): give back expired leases, drain what is
 *     due, rearm.
 *  3. Claim is one transaction; two drains never take the same row; settling checks that the row still carries this lease.
 *  4. Arm before you act: the alarm for the end of the lease stands before the first byte goes out.
 *  5. Each paid step is a checkpoint (each upload's media id, the post's id); a retry resumes at the first that is missing.
 *  6. Unknown is not failed: if the create call's outcome is unknown, first look for our post, adopt it if it is there, create
 *     only if it is not. What is created is a draft, which is never published; only the one written down is then scheduled, by a
 *     call that may be repeated. So nothing that repeats a call, not even the browser by itself, doubles a pin.
 *  7. Answers decide by code: retry at (Retry-After wins over exponential backoff with jitter) · give up (failed, with what to
 *     do) · pause everything (key rejected, account expired) and say so once.
 *  8. Never more than Postbreeze's rate limits, also after a long absence with hundreds overdue; the budget survives the
 *     worker's death.
 *  9. The engine deletes nothing. A failed pin keeps its text, images and reason until the user removes it.
 * 10. Every network call has a time-out; the worker may die at any `await` and nothing is lost or doubled.
 */
export interface Engine {
  /** Does what is due and arms the alarm for what is not. Resolves when it goes back to sleep, never rejects; a wake meanwhile is not lost. */
  wake: (reason: WakeReason) => Promise<void>;
}

/** Who woke it; all do the same, but for `key` and `look`, which also look at once whether a pause is mended. */
export type WakeReason = 'start' | 'startup' | 'install' | 'alarm' | 'message' | 'key' | 'look';

/** When to wake in any case while working: soon after this worker's death. */
const RESCUE = MINUTE;
/** When to wake in any case: should a window be killed between its write and its word to the engine. */
const HEARTBEAT = 30 * MINUTE;
/** Up to this long the engine waits awake; Chrome's alarms ring at the earliest after 30 s, and a minute is the pace's window. */
const NAP = 65 * SECOND;

/** An engine in the given world. One per worker; several over one store do not harm each other. */
export function createEngine(world: World): Engine {
  const shift: Shift = {
    isHalted: false,
    asksPause: false,
    active: new Set(),
    armedUntil: 0,
    clock: { ahead: 0 },
    looks: { count: 0, since: 0, caches: new Map() },
  };
  let running: Promise<void> | undefined;
  let isPoked = false;
  let isLookedAt = false;
  let poke = () => {};

  function wake(reason: WakeReason): Promise<void> {
    if (reason === 'key' || reason === 'look' || reason === 'startup') shift.asksPause = true;
    if (reason === 'look') isLookedAt = true;
    isPoked = true;
    poke();
    running ??= run()
      .catch((error) => world.report?.(error)) // the alarm that was armed first comes round
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  async function run(): Promise<void> {
    const letSleep = world.stayAwake();
    try {
      await world.store.endLongWaits(LONGEST_WAITS, world.now());
      do {
        isPoked = false;
        await arm(world, shift, world.now() + RESCUE);
        if (isLookedAt) await world.store.hastenLooks(world.now(), world.now());
        isLookedAt = false;
        const settings = await world.store.readSettings();
        await drain(world, settings, shift);
        await tell(world, settings);
        await world.store.sweepBlobs(world.now());
      } while (await nap(await rearm(world, shift)));
    } finally {
      letSleep();
    }
  }

  /** Waits awake for what is due soon; answers whether to go on. */
  async function nap(until: number): Promise<boolean> {
    if (isPoked) return true;
    const wait = Math.max(until - world.now(), SECOND);
    if (wait > NAP) return false;
    const poked = new Promise<void>((resolve) => {
      poke = resolve;
    });
    await Promise.race([world.sleep(wait, 'nap'), poked]);
    return true;
  }

  return { wake };
}

/** Sets the alarm for the earliest that any row asks for; answers when that is. */
async function rearm(world: World, shift: Shift): Promise<number> {
  const now = world.now();
  const pause = await world.store.readPause();
  const due = pause ? pause.checkAt : ((await world.store.findNextDue()) ?? Number.POSITIVE_INFINITY);
  const wait = due > now ? 0 : Math.max(SECOND, await world.store.readBudgetWait('engine', now));
  const at = Math.min(Math.max(due, now + wait), now + HEARTBEAT);
  await arm(world, shift, at);
  return at;
}

async function arm(world: World, shift: Shift, at: number): Promise<void> {
  await world.arm(at);
  shift.armedUntil = at;
}
