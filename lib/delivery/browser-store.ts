import { readBlob, sweepBlobs } from '../store/blobs';
import { putAccounts, readAccount } from '../store/books';
import { forgetWay, noteWay, readPauses, readScheduling, updatePause } from '../store/engine-memory';
import {
  claimDue,
  countOverdue,
  deleteRemoved,
  endLongWaits,
  endPausedWaits,
  findNextDue,
  findPinOfPost,
  giveBackLapsed,
  hastenLooks,
  listNews,
  listOverdue,
  updateLeased,
} from '../store/outbox-rows';
import { countNeedsUser, updatePin } from '../store/pins';
import { blockBudget, readBudgetWait, takeBudget } from '../store/rate-limit';
import { readSettings } from '../store/settings';

/** The verbs of `lib/store` that the engine uses, each one transaction. A port of its own, so that a test can stop the world at any. */
export const browserStore = {
  claimDue,
  giveBackLapsed,
  hastenLooks,
  endLongWaits,
  endPausedWaits,
  updateLeased,
  deleteRemoved,
  findNextDue,
  listNews,
  findPinOfPost,
  updatePin,
  countNeedsUser,
  countOverdue,
  listOverdue,
  readBlob,
  sweepBlobs,
  readAccount,
  putAccounts,
  readSettings,
  readPauses,
  updatePause,
  takeBudget,
  readBudgetWait,
  blockBudget,
  readScheduling,
  noteWay,
  forgetWay,
};
