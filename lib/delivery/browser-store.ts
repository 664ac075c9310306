import { putAccounts, readAccount } from '../store/accounts';
import { readBlob, sweepBlobs } from '../store/blobs';
import {
  claimDue,
  deleteRemoved,
  endLongWaits,
  findNextDue,
  findPinOfPost,
  giveBackLapsed,
  hastenLooks,
  listNews,
  listPostIds,
  updateLeased,
} from '../store/outbox-rows';
import { readPause, updatePause } from '../store/pause';
import { countNeedsUser, updatePin } from '../store/pins';
import { blockBudget, readBudgetWait, takeBudget } from '../store/rate-limit';
import { readSettings } from '../store/settings';
import type { OutboxStore } from './world';

/** The engine's store: this browser's IndexedDB. */
export const browserStore: OutboxStore = {
  claimDue,
  giveBackLapsed,
  hastenLooks,
  endLongWaits,
  updateLeased,
  deleteRemoved,
  findNextDue,
  listNews,
  findPinOfPost,
  listPostIds,
  updatePin,
  countNeedsUser,
  readBlob,
  sweepBlobs,
  readAccount,
  putAccounts,
  readSettings,
  readPause,
  updatePause,
  takeBudget,
  readBudgetWait,
  blockBudget,
};
