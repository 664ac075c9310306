import { findBoardAt } from '../../lib/browser/board-at';
import { listShortcuts } from '../../lib/browser/commands';
import { listenToKey, readApiAddress, readKey, writeApiAddress, writeKey } from '../../lib/browser/key';
import { wakeEngine } from '../../lib/browser/messages';
import { hasOwnHosts, listenToHosts, listGrantedHosts, requestHost, revokeHost } from '../../lib/browser/permissions';
import { saveFile } from '../../lib/browser/save-file';
import { refreshAccounts } from '../../lib/delivery/accounts';
import { createClient } from '../../lib/postbreeze/client';
import { clearAccounts, listAccounts, setDefaultBoard } from '../../lib/store/accounts';
import { addBoard, listBoards, removeBoard } from '../../lib/store/boards';
import { listen } from '../../lib/store/changes';
import { clearStore } from '../../lib/store/clear';
import { deleteDamaged, listDamaged } from '../../lib/store/damaged';
import { StoreFull } from '../../lib/store/database';
import { readPause } from '../../lib/store/pause';
import { listTakenTimes } from '../../lib/store/pins';
import { blockBudget, takeBudget } from '../../lib/store/rate-limit';
import { readSettings, updateSettings } from '../../lib/store/settings';
import { exportAll, importAll, NotAnExport } from '../../lib/store/transfer';
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
    listTakenTimes: async (from) => {
      const { defaultAccountId } = await readSettings();
      return listTakenTimes(defaultAccountId ?? (await listAccounts())[0]?.id ?? null, from);
    },
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
