import { lookAtPosts, wakeEngine } from '../../lib/browser/messages';
import { saveFile } from '../../lib/browser/save-file';
import { openPin } from '../../lib/browser/screens';
import { IllegalMove } from '../../lib/pin/moves';
import type { HandOver, Pin } from '../../lib/pin/pin';
import { listAccounts } from '../../lib/store/accounts';
import { listen } from '../../lib/store/changes';
import { listDamaged } from '../../lib/store/damaged';
import { StoreFull } from '../../lib/store/database';
import { duplicatePin, startEdit } from '../../lib/store/edits';
import { readPause } from '../../lib/store/pause';
import { findEdit, listPins, readPin, updatePin } from '../../lib/store/pins';
import { readSettings } from '../../lib/store/settings';
import { exportAll, importAll, NotAnExport } from '../../lib/store/transfer';
import {
  adoptPin,
  releaseHeld,
  removePin,
  reschedulePin,
  restorePin,
  retryPin,
  scheduleAgainPin,
  scheduleHerePin,
} from '../../lib/store/verbs';
import { canSwitchCustody } from './acts';
import type { QueueWorld } from './world';

/** The queue's world as it is in the extension. */
export function createRealWorld(document: Document, now: () => number = Date.now): QueueWorld {
  return {
    now,
    after(ms, call) {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    listPins,
    listAccounts,
    listDamaged,
    readPause,
    readSlots: async () => (await readSettings()).slots,
    listen,
    startEdit: async (id) => {
      const pin = await readPin(id);
      return pin?.state === 'draft' ? id : (await startEdit(id, now())).id;
    },
    discardEdit: async (id) => {
      const copy = await findEdit(id);
      return copy && removePin(copy.id, now());
    },
    openPin,
    retryPin: async (id) => void (await retryPin(id, now())),
    releaseHeld: async (id) => void (await releaseHeld(id, now())),
    scheduleHere: async (id, publishAt) => void (await scheduleHerePin(id, publishAt, now())),
    adoptPin: async (id) => void (await adoptPin(id, now())),
    scheduleAgain: async (id) => void (await scheduleAgainPin(id, now())),
    reschedulePin: async (id, publishAt) => void (await reschedulePin(id, publishAt, now())),
    switchCustody: async (id, handOver) => void (await updatePin(id, (pin) => switchCustody(pin, handOver, now()))),
    duplicatePin: (id) => duplicatePin(id, now()),
    removePin: (id) => removePin(id, now()),
    restorePin: async (before) => void (await restorePin(before, now())),
    wake: () => void wakeEngine(),
    look: () => void lookAtPosts(),
    onReturn: (look) => onReturn(document, look),
    exportAll,
    importAll,
    save: (file, name) => saveFile(file, name, document),
    explainError,
  };
}

function onReturn(document: Document, look: () => void): () => void {
  const listener = () => {
    if (document.visibilityState === 'visible') look();
  };
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}

function switchCustody(pin: Pin, handOver: HandOver, now: number): Pin {
  if (!canSwitchCustody(pin)) throw new IllegalMove('It has left this browser already.');
  return { ...pin, handOver, nextAttemptAt: null, updatedAt: now };
}

/** What was thrown, as a sentence: ours carry their words, anything else is a bug and says what it was. */
export function explainError(error: unknown): string {
  if (error instanceof IllegalMove || error instanceof StoreFull || error instanceof NotAnExport) return error.message;
  return `That did not work, and nothing was changed. (${error instanceof Error ? error.message : String(error)})`;
}
