import { captureTab, readInPage, showPicture } from '../browser/in-page';
import { readApiAddress, readKey } from '../browser/key';
import { armEngine, stayAwake } from '../browser/life';
import { showNotice } from '../browser/notifications';
import { hasHost } from '../browser/permissions';
import { openQueue } from '../browser/screens';
import { setBadge } from '../browser/ways-in';
import { createPreparer, takeThumbnail } from '../images/preparer';
import { drawSvg } from '../images/svg';
import type { SlideWorld } from '../images/world';
import { putBlob, readBlob } from '../store/blobs';
import { listPins, readPin, updatePin } from '../store/pins';
import { createEngine } from './engine';
import { browserStore, type World } from './world';

/** What the worker runs in this browser: the delivery engine, and below it the preparer of pictures. */
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

export const { wake } = createEngine(world);

const OF_A_PIN = 'pin:';

/** A click on one of the engine's notifications leads to its pin, or to the planner. */
export async function takeNewsClick(noticeId: string): Promise<void> {
  await openQueue(noticeId.startsWith(OF_A_PIN) ? noticeId.slice(OF_A_PIN.length) : undefined);
}

const slideWorld: SlideWorld = {
  now: () => Date.now(),
  fetch: (...args) => fetch(...args),
  readPin,
  listPins: async () => [...(await listPins({ state: 'draft' })), ...(await listPins({ state: 'queued' }))],
  updatePin,
  putBlob,
  readBlob,
  hasHost,
  readInPage,
  showPicture,
  captureTab,
  // Firefox's event page has a DOM; Chromium's worker has none, and leaves drawings to the composer.
  drawSvg: typeof document === 'undefined' ? null : (svg) => drawSvg(svg, document),
};

export const { prepareSlide, prepareWaiting } = createPreparer(slideWorld);

export const makeThumbnail = (url: string, pageUrl: string, tabId: number | null) =>
  takeThumbnail(url, { pageUrl, tabId }, slideWorld);
