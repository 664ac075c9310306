import { createClient } from '../postbreeze/client';
import type { Pause } from '../store/pause';
import { MINUTE } from '../time';
import { refreshAccount } from './account-check';
import type { World } from './world';

/** How often a pause is looked at while nobody says that it is mended. */
export const PAUSE_CHECK = 15 * MINUTE;

/** Whether it is time to look at a pause; also where the clock was set back since it was said when. */
export function isTimeToCheck({ checkAt }: NonNullable<Pause>, now: number): boolean {
  return now >= checkAt || checkAt > now + PAUSE_CHECK;
}

/** Stops everything: written down once; the words of the first stand. */
export async function startPause(world: World, code: string, message: string, accountId: string | null): Promise<void> {
  const now = world.now();
  await world.store.updatePause((pause) => {
    const isSame = pause?.code === code && pause.accountId === accountId;
    return isSame
      ? { ...pause, checkAt: now + PAUSE_CHECK }
      : { code, message, accountId, since: now, checkAt: now + PAUSE_CHECK, told: false };
  });
}

/** Looks whether what paused everything is mended, with one call at most, and resumes if so. Answers the pause that stands. */
export async function checkPause(world: World, pause: NonNullable<Pause>): Promise<Pause> {
  const key = await world.readKey();
  const isMended = key !== null && (await isMendedWith(world, key, pause));
  return world.store.updatePause((stands) => {
    if (!stands) return stands;
    return isMended ? null : { ...stands, checkAt: world.now() + PAUSE_CHECK };
  });
}

async function isMendedWith(world: World, key: string, pause: NonNullable<Pause>): Promise<boolean> {
  if (pause.code === 'KEY_MISSING') return true;
  const { fetch, now, store, timeoutMs } = world;
  const client = createClient({
    fetch,
    now,
    key,
    baseUrl: await world.readAddress(),
    pace: () => store.takeBudget('user', now()),
    onLimit: (retryAfterMs) => store.blockBudget(retryAfterMs, now()),
    ...(timeoutMs !== undefined && { timeoutMs }),
  });
  if (pause.accountId === null) return (await client.listWorkspaces()).ok;
  const account = await refreshAccount(client, { world }, pause.accountId);
  return account === null || account?.status === 'ACTIVE';
}
