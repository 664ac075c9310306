import { claim, giveBack } from '../pin/moves';
import { LANES, LATE_AFTER } from '../pin/next-step';
import { isUnsettled, type Pin } from '../pin/pin';
import { type Client, createClient } from '../postbreeze/client';
import type { Settings } from '../store/settings';
import { MINUTE, SECOND } from '../time';
import { isActive, refreshAccount } from './account-check';
import { problem } from './apply-post';
import { backoff } from './backoff';
import { checkPause, isTimeToCheck, startPause } from './pausing';
import { listForLooks, look, type PostCache } from './read-post';
import { carryOut } from './requests';
import { send } from './send';
import { giveUp, leaseFor, MAX_ATTEMPTS, update, type Work } from './work';
import type { World } from './world';

/** Milliseconds: after this long the next pin is begun beside a slow one; until then pins leave in their order. */
const SLOW = 2 * SECOND;
const SIDE_BY_SIDE = 4;
/** From the so-manieth look in a row on, one list serves all. */
const LOOKS_ONE_BY_ONE = 2;
const CACHE_FOR = 5 * SECOND;

/** What an engine remembers between wakes; nothing that a restart could not do without. */
export interface Shift {
  /** A pause began: nothing calls any more. */
  isHalted: boolean;
  /** Somebody says that the pause may be mended. */
  asksPause: boolean;
  /** Ids of the pins in work here; their leases are renewed and never given to another. */
  active: Set<string>;
  /** The alarm's time, epoch ms. */
  armedUntil: number;
  clock: Work['clock'];
  looks: { count: number; since: number; caches: Map<string, PostCache> };
}

/** Takes what is due, one pin after the other, until nothing is or nothing may be sent. */
export async function drain(world: World, settings: Settings, shift: Shift): Promise<void> {
  const steps = new Set<Promise<void>>();
  for (;;) {
    const pin = steps.size < SIDE_BY_SIDE ? await claimNext(world, settings, shift) : undefined;
    if (pin === undefined && steps.size === 0) return;
    if (pin) begin(pin);
    await Promise.race([...steps, world.sleep(SLOW, 'slow step')]);
  }

  function begin(pin: Pin): void {
    shift.active.add(pin.id);
    const step = takeStep(world, shift, pin).finally(() => {
      shift.active.delete(pin.id);
      steps.delete(step);
    });
    steps.add(step);
    step.catch(() => {}); // the race above tells of it
  }
}

/** The next due pin under a lease of ours; undefined when none is due, or nothing may be sent now. */
async function claimNext(world: World, settings: Settings, shift: Shift): Promise<Pin | undefined> {
  const { store } = world;
  for (;;) {
    await giveBackLapsed(world, shift);
    const due = await store.findNextDue();
    if (due === null || due > world.now() || !(await mayCall(world, shift))) return undefined;
    const now = world.now();
    if (shift.armedUntil <= now) {
      await world.arm(now + MINUTE);
      shift.armedUntil = now + MINUTE;
    }
    const leaseId = world.newId();
    const taken = await store.claimDue(LANES, now, (pin) =>
      mustAsk(pin, settings, now) ? hold(pin, now) : claim(pin, { id: leaseId, until: now + leaseFor(pin) }, now),
    );
    if (!taken || taken.leaseId === leaseId) return taken;
  }
}

/** Not while paused, without a key, or over the pace. */
async function mayCall(world: World, shift: Shift): Promise<boolean> {
  const pause = await world.store.readPause();
  const isDue = pause && (shift.asksPause || pause.code === 'KEY_MISSING' || isTimeToCheck(pause, world.now()));
  shift.asksPause = false;
  if (pause && !(isDue && (await checkPause(world, pause)) === null)) return false;
  shift.isHalted = false;
  if ((await world.readKey()) === null) {
    await startPause(world, 'KEY_MISSING', '', null);
    return false;
  }
  return (await world.store.readBudgetWait('engine', world.now())) === 0;
}

/** What was being worked on when a worker died is due again; after many deaths the user is asked. */
async function giveBackLapsed(world: World, shift: Shift): Promise<void> {
  const now = world.now();
  await world.store.giveBackLapsed(now, (pin) => {
    if (shift.active.has(pin.id)) return { ...pin, leaseUntil: now + leaseFor(pin) };
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

async function takeStep(world: World, shift: Shift, pin: Pin): Promise<void> {
  const work = await startWork(world, shift, pin);
  try {
    if (pin.state === 'sending') await sendIfActive(work, pin);
    else if (pin.request !== null) await carryOut(work, pin);
    else await look(work, pin, await findCache(work, shift));
  } catch (error) {
    await settleBug(work, pin, error);
  }
}

async function startWork(world: World, shift: Shift, pin: Pin): Promise<Work> {
  const account = pin.accountId === null ? undefined : await world.store.readAccount(pin.accountId);
  const pause: Work['pause'] = async (code, message, accountId) => {
    shift.isHalted = true;
    await startPause(world, code, message, accountId);
  };
  return {
    world,
    client: await openClient(world, shift),
    leaseId: pin.leaseId ?? '',
    account,
    clock: shift.clock,
    pause,
  };
}

async function openClient(world: World, shift: Shift): Promise<Client> {
  const { fetch, now, store, timeoutMs } = world;
  return createClient({
    fetch,
    now,
    key: (await world.readKey()) ?? '',
    baseUrl: await world.readAddress(),
    pace: async () => (shift.isHalted ? SECOND : store.takeBudget('engine', now())),
    onLimit: (retryAfterMs) => store.blockBudget(retryAfterMs, now()),
    ...(timeoutMs !== undefined && { timeoutMs, uploadTimeoutMs: timeoutMs }),
  });
}

/** An account that was not `ACTIVE` when last seen is looked at anew before everything is paused for it. */
async function sendIfActive(work: Work, pin: Pin): Promise<void> {
  const { account: known } = work;
  const seen = known && !isActive(known) ? await refreshAccount(work.client, work, known.id) : undefined;
  const account = seen === undefined ? known : seen; // one that is gone is for Postbreeze to refuse
  if (!account || isActive(account)) return send(work, pin);
  await work.pause('ACCOUNT_EXPIRED', account.status, account.id);
  await update(work, pin, (row) =>
    giveBack(row, work.world.now(), { nextAttemptAt: null, attempts: row.attempts - 1 }),
  );
}

/** After a few looks in a row, the list of all posts of the pin's workspace, read moments ago. */
async function findCache({ world, client, account }: Work, { looks }: Shift): Promise<PostCache | undefined> {
  const now = world.now();
  if (now - looks.since > 10 * SECOND || now < looks.since) Object.assign(looks, { count: 0, since: now });
  looks.count++;
  if (looks.count <= LOOKS_ONE_BY_ONE) return undefined;
  looks.since = now;
  const workspaceId = account?.workspaceId ?? '';
  const known = looks.caches.get(workspaceId);
  if (known && now >= known.readAt && now - known.readAt <= CACHE_FOR) return known;
  const cache = await listForLooks(client, workspaceId, now);
  if (cache) looks.caches.set(workspaceId, cache);
  return cache;
}

/** Something that should not happen. The pin is tried again, and after many times the user is asked; nothing is lost. */
async function settleBug(work: Work, pin: Pin, error: unknown): Promise<void> {
  const now = work.world.now();
  await update(work, pin, (row) => {
    const why = problem('INTERNAL', now, error instanceof Error ? `${error.name}: ${error.message}` : String(error));
    if (row.state === 'sending' && row.attempts >= MAX_ATTEMPTS) return giveUp(row, why, now);
    return giveBack(row, now, { lastError: why, nextAttemptAt: now + backoff(row.attempts, work.world.random) });
  });
}
