import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { openPlanner } from '../../../components/planner/planner-model';
import type { Pin } from '../../../lib/pin/pin';
import { type Account, putAccounts } from '../../../lib/store/books';
import { useDatabaseName } from '../../../lib/store/database';
import { changePins } from '../../../lib/store/pins';
import { NOW } from './make-pin';

let databases = 0;

export const ACCOUNT: Account = {
  id: 'soc_1',
  workspaceId: 'ws_1',
  workspaceName: 'Kitchen',
  handle: 'kitchen',
  displayName: 'Kitchen',
  avatarUrl: null,
  status: 'ACTIVE',
  scopes: ['boards:read', 'pins:write'],
  tokenExpiresAt: null,
  defaultBoardId: null,
  seenAt: NOW,
};

/** An empty database, and what a page has that Node has not. Undo with `vi.unstubAllGlobals`. */
export async function openStorage(): Promise<void> {
  fakeBrowser.reset();
  await useDatabaseName(`planner-${databases++}`);
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  const listeners = new Set<() => void>();
  vi.stubGlobal('document', {
    visibilityState: 'visible',
    addEventListener: (_: string, listener: () => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: () => void) => listeners.delete(listener),
  });
  await putAccounts([ACCOUNT]);
}

export async function storeAll(pins: Pin[]): Promise<void> {
  await changePins([], () => ({ put: pins }));
}

/** A planner that has read everything. `close` it. */
export async function openRead(pins: Pin[] = [], now: () => number = () => NOW) {
  if (pins.length > 0) await storeAll(pins);
  const planner = openPlanner(now);
  await vi.waitFor(() => {
    if (!planner.isComplete.value || !planner.settings.value || planner.accounts.value.size === 0)
      throw new Error('not read yet');
  });
  return planner;
}

export const idsOf = (pins: readonly { id: string }[]) => pins.map(({ id }) => id);
