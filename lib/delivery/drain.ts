import { claim, giveBack } from '../pin/moves';
import { LANES, LATE_AFTER } from '../pin/next-step';
import { ACCOUNT_EXPIRED, isUnsettled, type Pin } from '../pin/pin';
import type { StandingPause } from '../store/engine-memory';
import type { Settings } from '../store/settings';
import { MINUTE, SECOND } from '../time';
import { isActive, refreshAccount } from './accounts';
import { backoff, checkPause, giveUp, isPausedFor, isTimeToCheck, MAX_ATTEMPTS, startPause } from './after-failure';
import { problem } from './apply-post';
import { listRecentPosts, type PostCache, readPost } from './read-post';
import { runRequest } from './requests';
import { send } from './send';
import { leaseFor, type Step, update } from './step';
import { openClient, type World } from './world';

/** Milliseconds. Pins leave in their order, but one that takes longer than this no longer holds up the next. */
const SLOW = 2 * SECOND;
const SIDE_BY_SIDE = 4;
/** After this many single reads, fetch the list instead. */
const LOOKS_ONE_BY_ONE = 2;
const CACHE_FOR = 5 * SECOND;

/** What the engine remembers between wakes; losing it does no harm. */
export interface EngineMemory {
  /** The key was rejected: make no more calls. */
  isHalted: boolean;
  /** A pause may be over: check. */
  asksPause: boolean;
  /** Ids of the pins we are working on; their leases are renewed, never given to another. */
  active: Set<string>;
  /** The alarm's time, epoch ms. */
  armedUntil: number;
  clock: Step['clock'];
  looks: { count: number; since: number; caches: Map<string, PostCache> };
}

/** Works on what is due, one pin after the other, until nothing is left or nothing may be sent. */
export async function drain(world: World, settings: Settings, memory: EngineMemory): Promise<void> {
  const steps = new Set<Promise<void>>();
  for (;;) {
    const pin = steps.size < SIDE_BY_SIDE ? await claimNext(world, settings, memory) : undefined;
    if (pin === undefined && steps.size === 0) return;
    if (pin) begin(pin);
    await Promise.race([...steps, world.sleep(SLOW, 'slow step')]);
  }

  function begin(pin: Pin): void {
    memory.active.add(pin.id);
    const step = takeStep(world, memory, pin).finally(() => {
      memory.active.delete(pin.id);
      steps.delete(step);
    });
    steps.add(step);
    step.catch(() => {}); // reported by the race above
  }
}

/** Leases the next due pin; undefined when none is due or nothing may be sent now. */
async function claimNext(world: World, settings: Settings, memory: EngineMemory): Promise<Pin | undefined> {
  const { store } = world;
  for (;;) {
    await giveBackLapsed(world, memory);
    // Pins of a paused account are not due until the pause is checked.
    if (memory.asksPause && (await store.readPauses()).length > 0) await checkPauses(world, memory);
    const due = await store.findNextDue();
    if (due === null || due > world.now()) return undefined;
    const pauses = await checkPauses(world, memory);
    if (pauses.some(({ accountId }) => accountId === null) || (await store.readCallWait('engine', world.now())) > 0)
      return undefined;
    const now = world.now();
    if (memory.armedUntil <= now) {
      await world.arm(now + MINUTE);
      memory.armedUntil = now + MINUTE;
    }
    const leaseId = world.newId();
    const taken = await store.claimDue(LANES, now, (pin) => {
      const pause = pauses.find((one) => isPausedFor(one, pin));
      if (pause) return waitForAccount(pin, pause, now);
      return mustAsk(pin, settings, now)
        ? hold(pin, now)
        : claim(pin, { id: leaseId, until: now + leaseFor(pin) }, now);
    });
    if (!taken || taken.leaseId === leaseId) return taken;
  }
}

/** The pauses that still stand after checking those that may be over. */
async function checkPauses(world: World, memory: EngineMemory): Promise<StandingPause[]> {
  const standing: StandingPause[] = [];
  for (const pause of await world.store.readPauses()) {
    const isDue = memory.asksPause || pause.code === 'KEY_MISSING' || isTimeToCheck(pause, world.now());
    if (!isDue || (await checkPause(world, pause))) standing.push(pause);
  }
  memory.asksPause = false;
  memory.isHalted = standing.some(({ accountId }) => accountId === null);
  if (memory.isHalted || (await world.readKey()) !== null) return standing;
  await startPause(world, 'KEY_MISSING', '', null);
  return world.store.readPauses();
}

/** Only this account's pins wait. */
function waitForAccount(pin: Pin, { code, message, checkAt }: StandingPause, now: number): Pin {
  const lastError = pin.lastError?.code === code ? pin.lastError : problem(code, now, message);
  return { ...pin, lastError, nextAttemptAt: Math.max(checkAt, now + SECOND) };
}

/** Returns the pins of a dead worker to the queue; asks the user after many deaths. */
async function giveBackLapsed(world: World, memory: EngineMemory): Promise<void> {
  const now = world.now();
  await world.store.giveBackLapsed(now, (pin) => {
    if (memory.active.has(pin.id)) return { ...pin, leaseUntil: now + leaseFor(pin) };
    if (pin.state === 'sending' && pin.attempts >= MAX_ATTEMPTS) return giveUp(pin, problem('GAVE_UP', now), now);
    const nextAttemptAt = pin.attempts > 1 ? now + backoff(pin.attempts - 1, world.random) : null;
    return giveBack(pin, now, { nextAttemptAt });
  });
}

/** Whether the user wants to be asked before this late pin goes out. */
function mustAsk(pin: Pin, settings: Settings, now: number): boolean {
  const isWaiting = pin.state === 'queued' && !isUnsettled(pin) && pin.request === null;
  return isWaiting && settings.whenLate === 'ask' && pin.when !== 'now' && now - (pin.publishAt ?? now) > LATE_AFTER;
}

function hold(pin: Pin, now: number): Pin {
  return { ...pin, held: true, lastError: null, updatedAt: now };
}

async function takeStep(world: World, memory: EngineMemory, pin: Pin): Promise<void> {
  const step = await startStep(world, memory, pin);
  try {
    if (pin.state === 'sending') await sendIfActive(step, pin);
    else if (pin.request !== null) await runRequest(step, pin);
    else await readPost(step, pin, await findCache(step, memory));
  } catch (error) {
    await settleBug(step, pin, error);
  }
}

async function startStep(world: World, memory: EngineMemory, pin: Pin): Promise<Step> {
  const account = pin.accountId === null ? undefined : await world.store.readAccount(pin.accountId);
  return {
    world,
    client: await openClient(world, 'engine', () => memory.isHalted),
    leaseId: pin.leaseId ?? '',
    account,
    clock: memory.clock,
    pause: async (code, message, accountId) => {
      if (accountId === null) memory.isHalted = true;
      await startPause(world, code, message, accountId);
    },
  };
}

/** Reads an account that was not `ACTIVE` again before pausing its pins. */
async function sendIfActive(step: Step, pin: Pin): Promise<void> {
  const { account: known, world } = step;
  const seen = known && !isActive(known) ? await refreshAccount(step.client, world, known.id) : undefined;
  const account = seen === undefined ? known : seen; // Postbreeze refuses the pins of an account that is gone
  if (!account || isActive(account)) return send(step, pin);
  await step.pause(ACCOUNT_EXPIRED, account.status, account.id);
  await update(step, pin, (row) => giveBack(row, world.now(), { nextAttemptAt: null, attempts: row.attempts - 1 }));
}

/** The list of the workspace's posts, fetched after a few single reads in a row and reused for a moment. */
async function findCache({ world, client, account }: Step, { looks }: EngineMemory): Promise<PostCache | undefined> {
  const now = world.now();
  if (now - looks.since > 10 * SECOND || now < looks.since) Object.assign(looks, { count: 0, since: now });
  looks.count++;
  if (looks.count <= LOOKS_ONE_BY_ONE) return undefined;
  looks.since = now;
  const workspaceId = account?.workspaceId ?? '';
  const known = looks.caches.get(workspaceId);
  if (known && now >= known.readAt && now - known.readAt <= CACHE_FOR) return known;
  const cache = await listRecentPosts(client, workspaceId, now);
  if (cache) looks.caches.set(workspaceId, cache);
  return cache;
}

/** A bug of ours: try the pin again, and ask the user after many tries. */
async function settleBug(step: Step, pin: Pin, error: unknown): Promise<void> {
  const now = step.world.now();
  await update(step, pin, (row) => {
    const why = problem('INTERNAL', now, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    if (row.state === 'sending' && row.attempts >= MAX_ATTEMPTS) return giveUp(row, why, now);
    return giveBack(row, now, { lastError: why, nextAttemptAt: now + backoff(row.attempts, step.world.random) });
  });
}
