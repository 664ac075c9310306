import { collectFrom, findActiveTab } from '../browser/active-page';
import { findBoardInTab } from '../browser/board-in-tab';
import { listenToKey, readKey } from '../browser/key';
import { prepareSlide, wakeEngine } from '../browser/messages';
import { hasHost, listenToHosts, requestHost } from '../browser/permissions';
import { duplicatePin, EditRefused, keepEditAsNew, startEdit } from '../outbox/edits';
import { schedulePin, unschedulePin } from '../outbox/verbs';
import { IllegalMove } from '../pin/moves';
import { explain } from '../pin/problem';
import { listAccounts } from '../store/accounts';
import { readBlob } from '../store/blobs';
import { addBoard, listBoards } from '../store/boards';
import { readPause } from '../store/pause';
import { findDraft, listTakenTimes, readPin, saveDraft } from '../store/pins';
import { readSettings } from '../store/settings';
import { listen } from '../store/signal';
import type { ComposerWorld, PauseNotice, Scheduled } from './world';

/** The composer's world in the extension: the store, the worker and the browser. */
export const extensionWorld: ComposerWorld = {
  now: Date.now,
  newId: () => crypto.randomUUID(),
  isOnline: () => navigator.onLine,
  listen: listenToAll,

  findTab: async () => (await findActiveTab()) ?? null,
  collect: collectFrom,

  hasKey: async () => (await readKey()) !== null,
  listAccounts,
  readPreferences: readSettings,
  readPause: readPauseNotice,
  listBoards,
  addBoard,
  findBoardInTab,
  listTakenTimes: () => listTakenTimes(Date.now()),

  readPin,
  findDraft,
  saveDraft,
  startEdit: (id) => startEdit(id, Date.now()),
  schedule,
  keepEditAsNew: (id) => keepEditAsNew(id, Date.now()),
  duplicate: (id) => duplicatePin(id, Date.now()),
  unschedule: (id) => unschedulePin(id, Date.now()).catch(() => undefined),
  wakeEngine: () => void wakeEngine(),

  prepareSlide,
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

async function schedule(id: string): Promise<Scheduled> {
  try {
    return { ok: true, pin: await schedulePin(id, Date.now()) };
  } catch (error) {
    if (!(error instanceof IllegalMove)) throw error;
    return { ok: false, words: error.message, canKeepAsNew: error instanceof EditRefused };
  }
}

async function readPauseNotice(): Promise<PauseNotice | null> {
  const pause = await readPause();
  return pause && explain({ code: pause.code, statusCode: null, message: pause.message });
}
