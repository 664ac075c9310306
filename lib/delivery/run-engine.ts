import { readApiAddress, readKey } from '../browser/key';
import { armEngine, stayAwake } from '../browser/life';
import { showNotice } from '../browser/notifications';
import { hasHost } from '../browser/permissions';
import { openQueue } from '../browser/screens';
import { setBadge } from '../browser/toolbar';
import { browserStore } from './browser-store';
import { createEngine, type WakeReason } from './engine';
import type { World } from './world';

/** The delivery engine with this browser as its world. */
const world: World = {
  now: () => Date.now(),
  random: () => Math.random(),
  newId: () => crypto.randomUUID(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone,
  fetch: (...args) => fetch(...args),
  readKey,
  readAddress: readApiAddress,
  hasHost,
  store: browserStore,
  arm: armEngine,
  notify: ({ id, title, message }) => showNotice({ id, title, message }),
  setBadge,
  stayAwake,
};
const engine = createEngine(world);

/** Every wake is the same wake. Resolves when that turn of work is over; never rejects. */
export const wake = (reason: WakeReason): Promise<void> => engine.wake(reason);

const OF_A_PIN = 'pin:';

/** A click on one of the engine's notices leads to the pin it is about, or to the planner. */
export async function takeNewsClick(noticeId: string): Promise<void> {
  await openQueue(noticeId.startsWith(OF_A_PIN) ? noticeId.slice(OF_A_PIN.length) : undefined);
}
