import { collectAtRest, collectFrom, findActiveTab } from '../../lib/browser/active-page';
import { listenToKey, readKey } from '../../lib/browser/key';
import { wakeEngine } from '../../lib/browser/messages';
import { hasHost, listenToHosts, requestHost } from '../../lib/browser/permissions';
import { listAccounts } from '../../lib/store/accounts';
import { readBlob } from '../../lib/store/blobs';
import { addBoard, listBoards } from '../../lib/store/boards';
import { listen } from '../../lib/store/changes';
import { readPause } from '../../lib/store/pause';
import { findDraft, listTakenTimes, readPin, saveDraft } from '../../lib/store/pins';
import { readSettings } from '../../lib/store/settings';
import { prepareAndDraw } from './prepare-slide';
import { hostOf } from './words';
import type { ComposerWorld, PauseNotice } from './world';

/** The page, and what can wait, are left alone for so long after the first look: the popup is being painted. Milliseconds. */
const SETTLING = 600;

const rest = () => new Promise((resolve) => setTimeout(resolve, SETTLING));

/** What is needed once the user acts, or once something went wrong, comes then: the popup opens the sooner. */
const verbs = () => import('./pin-verbs');
const boardAt = () => import('../../lib/browser/board-at');

/** The composer's world in the extension: the store, the worker and the browser. */
export const extensionWorld: ComposerWorld = {
  now: Date.now,
  newId: () => crypto.randomUUID(),
  isOnline: () => navigator.onLine,
  listen: listenToAll,

  findTab: async () => (await findActiveTab()) ?? null,
  collect: (tabId) =>
    collectFrom(tabId, async (main, others) => (await import('../../lib/page/dom/frames')).mergeFrames(main, others)),
  collectAtRest: async (tabId) => {
    await rest();
    return collectAtRest(tabId);
  },

  hasKey: async () => (await readKey()) !== null,
  listAccounts,
  readPreferences: readSettings,
  readPause: readPauseNotice,
  listBoards,
  addBoard,
  findBoardInTab: async (tabId, pageUrl) =>
    hostOf(pageUrl).includes('pinterest.')
      ? (await import('../../lib/browser/board-in-tab')).findBoardInTab(tabId, pageUrl)
      : undefined,
  findBoardAt: async (address) => (await boardAt()).findBoardAt(address),
  keepAskedBoard: async (asked) => (await boardAt()).keepAskedBoard(asked, Date.now()),
  takeAskedBoard: async () => {
    await rest();
    return (await boardAt()).takeAskedBoard(Date.now());
  },
  listTakenTimes: (accountId) => listTakenTimes(accountId, Date.now()),

  readPin,
  findDraft,
  saveDraft,
  startEdit: async (id) => (await verbs()).startEdit(id, Date.now()),
  schedule: async (id) => (await verbs()).schedule(id, Date.now()),
  keepEditAsNew: async (id) => (await verbs()).keepEditAsNew(id, Date.now()),
  discard: async (id) => (await verbs()).removePin(id, Date.now()),
  restore: async (discarded) => (await verbs()).restorePin(discarded, Date.now()),
  duplicate: async (id) => (await verbs()).duplicatePin(id, Date.now()),
  unschedule: async (id) => (await verbs()).unschedule(id, Date.now()),
  wakeEngine: () => void wakeEngine(),

  prepareSlide: prepareAndDraw,
  readBlob,
  hasHost,
  requestHost,
};

function listenToAll(onChange: (what: 'pins' | 'surroundings') => void): () => void {
  const look = () => onChange('surroundings');
  addEventListener('online', look);
  addEventListener('offline', look);
  const stops = [
    listen((topic) => onChange(topic === 'pins' ? 'pins' : 'surroundings')),
    listenToKey(look),
    listenToHosts(look),
    () => removeEventListener('online', look),
    () => removeEventListener('offline', look),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

async function readPauseNotice(): Promise<PauseNotice | null> {
  const pause = await readPause();
  if (!pause) return null;
  const { explain } = await import('../../lib/pin/problem');
  return explain({ code: pause.code, statusCode: null, message: pause.message });
}
