import { LONGEST_WAITS } from '../pin/next-step';
import { MINUTE, SECOND } from '../time';
import { drain, type EngineMemory } from './drain';
import { notify, notifyProblem } from './notify';
import type { World } from './world';

/**
 * The delivery engine. The states and their legal moves are drawn in `lib/pin/moves.ts`. Its promises, each with a test in
 * `tests/unit/delivery`:
 *
 *  1. The row is the truth, the alarm is only a hint: one alarm, recomputed as the earliest due time of any row after every
 *     change and wake.
 *  2. Every wake is the same wake (alarm, startup, install, message, worker start): give back expired leases, drain what is
 *     due, rearm.
 *  3. Claim is one transaction; two drains never take the same row; settling checks that the row still carries this lease.
 *  4. Arm before you act: the alarm for the end of the lease stands before the first byte goes out.
 *  5. Each paid step is a checkpoint (each upload's media id, the post's id); a retry resumes at the first that is missing.
 *  6. Unknown is not failed, and an empty answer is no proof: a negative or an identity inferred from silence never deletes,
 *     is never final, and never leads to a second scheduled post. What is created first is a draft, which is never published;
 *     only the one whose id is noted is then scheduled, by calls that may be repeated (`ways.ts` has those that may schedule it). Where
 *     only the create call schedules, what became of it is looked up, and the user asked, before there is another. A post given
 *     up before is read and canceled first.
 *  7. Answers decide by code: retry at (a wait of our own, or Retry-After where it is longer) · give up (failed, with what to
 *     do) · pause everything (key rejected) or one account (expired) and say so once.
 *  8. Never more than Postbreeze's rate limits, also after a long absence with hundreds overdue; the budget survives the
 *     worker's death.
 *  9. The engine deletes nothing. A failed pin keeps its text, images and reason until the user removes it.
 * 10. Every network call has a time-out; the worker may die at any `await` and nothing is lost or doubled.
 */
export interface Engine {
  /**
   * Does what is due and arms the alarm for the rest. Resolves when the engine sleeps again; never rejects. A wake in the
   * meantime is not lost.
   */
  wake: (reason: WakeReason) => Promise<void>;
}

/** What woke it. All do the same, but `key` and `look` also check at once whether a pause is over. */
export type WakeReason = 'start' | 'startup' | 'install' | 'alarm' | 'message' | 'key' | 'look';

/** The alarm while we work: if this worker dies, the next one starts this soon. */
const RESCUE = 30 * SECOND;
/** Wake at least this often: a window may be closed between its write and its message to the engine. */
const HEARTBEAT = 30 * MINUTE;
/** Wait awake up to this long: Chrome's alarms take at least 30 s, and the rate limit's window is a minute. */
const NAP = 65 * SECOND;

/** An engine in the given world. One per worker; several over one store do each other no harm. */
export function createEngine(world: World): Engine {
  const memory: EngineMemory = {
    isHalted: false,
    asksPause: false,
    active: new Set(),
    armedUntil: 0,
    clock: { ahead: 0 },
    looks: { count: 0, since: 0, caches: new Map() },
  };
  let running: Promise<void> | undefined;
  let failures = 0;
  let isPoked = false;
  let isLookedAt = false;
  let poke = () => {};

  function wake(reason: WakeReason): Promise<void> {
    if (reason === 'key' || reason === 'look' || reason === 'startup') memory.asksPause = true;
    if (reason === 'look') isLookedAt = true;
    isPoked = true;
    poke();
    running ??= run()
      .then(
        () => {
          failures = 0;
        },
        async (error) => {
          world.report?.(error);
          await notifyProblem(world, error, ++failures).catch(() => undefined); // the alarm armed at the start will ring
        },
      )
      .finally(() => {
        running = undefined;
      });
    return running;
  }

  async function run(): Promise<void> {
    const letSleep = world.stayAwake();
    try {
      // Arm first: whatever fails or is cut short, the alarm wakes the next worker.
      await arm(world, memory, world.now() + RESCUE);
      await world.store.endLongWaits(LONGEST_WAITS, world.now());
      do {
        isPoked = false;
        if (memory.armedUntil < world.now() + RESCUE) await arm(world, memory, world.now() + RESCUE);
        if (isLookedAt) await world.store.hastenChecks(world.now(), world.now());
        isLookedAt = false;
        const settings = await world.store.readSettings();
        await drain(world, settings, memory);
        await notify(world, settings);
        await world.store.sweepBlobs(world.now());
      } while (await nap(await rearm(world, memory)));
    } finally {
      letSleep();
    }
  }

  /** Waits awake for what is due soon. Answers whether to go on. */
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

/**
 * Sets the alarm for the earliest time that any row needs (pins of a paused account: the pause's next check). Answers that
 * time.
 */
async function rearm(world: World, memory: EngineMemory): Promise<number> {
  const now = world.now();
  const pauses = await world.store.readPauses();
  const forKey = pauses.find(({ accountId }) => accountId === null);
  const due = forKey ? forKey.checkAt : ((await world.store.findNextDue()) ?? Number.POSITIVE_INFINITY);
  const wait = due > now ? 0 : Math.max(SECOND, await world.store.readCallWait('engine', now));
  const at = Math.min(Math.max(due, now + wait), now + HEARTBEAT);
  await arm(world, memory, at);
  return at;
}

async function arm(world: World, memory: EngineMemory, at: number): Promise<void> {
  await world.arm(at);
  memory.armedUntil = at;
}
