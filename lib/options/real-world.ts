import { findBoardAt } from '../browser/board-at';
import { listShortcuts } from '../browser/commands';
import { listenToKey, readApiAddress, readKey, writeApiAddress, writeKey } from '../browser/key';
import { wakeEngine } from '../browser/messages';
import { hasOwnHosts, listenToHosts, listGrantedHosts, requestHost, revokeHost } from '../browser/permissions';
import { saveFile } from '../browser/save-file';
import { refreshAccounts } from '../outbox/accounts';
import { createClient } from '../postbreeze/client';
import { clearAccounts, listAccounts, setDefaultBoard } from '../store/accounts';
import { addBoard, listBoards, removeBoard } from '../store/boards';
import { clearStore } from '../store/clear';
import { deleteDamaged, listDamaged } from '../store/damaged';
import { StoreFull } from '../store/database';
import { blockBudget, takeBudget } from '../store/pace';
import { readPause } from '../store/pause';
import { listTakenTimes } from '../store/pins';
import { readSettings, updateSettings } from '../store/settings';
import { listen } from '../store/signal';
import { exportAll, importAll, NotAnExport } from '../store/transfer';
import type { OptionsWorld, Reached } from './world';

/** The options' world as it is in the extension. */
export function createRealWorld(document: Document, now: () => number = Date.now): OptionsWorld {
  return {
    now,
    listen,
    readKey,
    writeKey,
    listenToKey,
    readApiAddress,
    writeApiAddress,
    hasOwnHosts,
    reach: (key) => reach(key, now),
    wake: () => void wakeEngine(),
    listAccounts,
    clearAccounts,
    setDefaultBoard,
    listBoards,
    addBoard,
    removeBoard,
    requestHost,
    findBoardAt,
    readPause,
    readSettings,
    updateSettings,
    listTakenTimes,
    listShortcuts,
    listGrantedHosts,
    revokeHost,
    listenToHosts,
    listDamaged,
    deleteDamaged,
    exportAll,
    importAll,
    deleteEverything: async () => {
      await clearStore();
      await writeKey(null);
    },
    save: (file, name) => saveFile(file, name, document),
    explainError: (error) =>
      error instanceof StoreFull || error instanceof NotAnExport
        ? error.message
        : `That did not work. (${error instanceof Error ? error.message : String(error)})`,
  };
}

async function reach(key: string, now: () => number): Promise<Reached> {
  const client = createClient({
    fetch: (...args) => fetch(...args),
    key,
    baseUrl: await readApiAddress(),
    now,
    pace: () => takeBudget('user', now()),
    onLimit: (retryAfterMs) => blockBudget(retryAfterMs, now()),
  });
  const accounts = await refreshAccounts(client, now());
  if (!accounts.ok) return accounts;
  const workspaces = new Set(accounts.value.map(({ workspaceId }) => workspaceId)).size;
  return { ok: true, workspaces, accounts: accounts.value.length };
}
