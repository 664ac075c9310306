import { vi } from 'vitest';
import type { OptionsWorld, Reached } from '../../../components/options/world';
import { DEFAULT_RULES } from '../../../lib/pin/rules';
import type { Account } from '../../../lib/store/accounts';
import type { Board } from '../../../lib/store/boards';
import type { Topic } from '../../../lib/store/changes';
import type { Settings } from '../../../lib/store/settings';

/** 2 June 2026, 10:00 UTC. */
export const NOW = Date.UTC(2026, 5, 2, 10);
export const GOOD_KEY = 'pb_live_abcdefghijklmnopqrstuvwxyz012345';

const DEFAULTS: Settings = {
  handOver: 'at-time',
  defaultAccountId: null,
  slots: [{ days: [0, 1, 2, 3, 4, 5, 6], minutes: 9 * 60 }],
  slotsByAccount: {},
  rules: DEFAULT_RULES,
  rulesByAccount: {},
  templates: [],
  csvHeadings: {},
  whenLate: 'send',
  notifyPublished: false,
  utm: { on: false, template: 'utm_source=pinterest&utm_medium=social' },
};

/** An account that can publish; `over` changes what a test is about. */
export function makeAccount(over: Partial<Account> = {}): Account {
  return {
    id: 'soc_1',
    workspaceId: 'ws_1',
    workspaceName: 'Hearth & Hill',
    handle: 'hearthandhill',
    displayName: 'Hearth & Hill',
    avatarUrl: null,
    status: 'ACTIVE',
    scopes: ['boards:read', 'pins:write'],
    tokenExpiresAt: null,
    defaultBoardId: null,
    seenAt: NOW,
    ...over,
  };
}

/** A refusal as the client of Postbreeze answers it. */
export function refuse(
  kind: 'key' | 'network' | 'timeout' | 'server' | 'refused',
  code = 'X',
  statusCode: number | null = null,
): Reached {
  return {
    ok: false,
    error: { kind, code, statusCode, message: 'server words', requestId: null, retryAfterMs: null, serverAt: null },
  };
}

/** A world in memory in which `GOOD_KEY` reaches one account. */
export function createOptionsWorld() {
  const listeners = new Set<(topic: Topic) => void>();
  const state = {
    key: null as string | null,
    address: 'http://127.0.0.1:4100/api/v1' as string | null,
    settings: DEFAULTS,
    accounts: [] as Account[],
    boards: [] as Board[],
    hosts: [] as string[],
  };
  const announce = (topic: Topic) => {
    for (const listener of listeners) listener(topic);
  };
  const world = {
    state,
    announce,
    isListenedTo: () => listeners.size > 0,
    now: () => NOW,
    listen: (look: (topic: Topic) => void) => {
      listeners.add(look);
      return () => listeners.delete(look);
    },
    readKey: vi.fn(async () => state.key),
    writeKey: vi.fn(async (key: string | null) => {
      state.key = key;
    }),
    listenToKey: () => () => {},
    readApiAddress: vi.fn(async () => state.address ?? 'default'),
    writeApiAddress: vi.fn(async (address: string | null) => {
      state.address = address;
    }),
    hasOwnHosts: vi.fn(async () => true),
    reach: vi.fn(async (key: string): Promise<Reached> => {
      if (key !== GOOD_KEY) return refuse('key', 'UNAUTHORIZED', 401);
      state.accounts = [makeAccount()];
      announce('accounts');
      return { ok: true, workspaces: 1, accounts: 1 };
    }),
    wake: vi.fn(),
    listAccounts: vi.fn(async () => state.accounts),
    clearAccounts: vi.fn(async () => {
      state.accounts = [];
      announce('accounts');
    }),
    setDefaultBoard: vi.fn(async () => {}),
    listBoards: vi.fn(async (accountId: string) => state.boards.filter((board) => board.accountId === accountId)),
    addBoard: vi.fn(async (board: Pick<Board, 'accountId' | 'id' | 'name' | 'source'>) => {
      state.boards = [...state.boards, { lastUsedAt: 0, sites: [], ...board }];
    }),
    removeBoard: vi.fn(async (_accountId: string, id: string) => {
      state.boards = state.boards.filter((board) => board.id !== id);
    }),
    requestHost: vi.fn(async (_address: string) => true),
    findBoardAt: vi.fn(async (_address: string): Promise<{ id: string; name: string } | undefined> => undefined),
    readPause: vi.fn(async () => null),
    readSettings: vi.fn(async () => state.settings),
    updateSettings: vi.fn(async (patch: Partial<Settings>) => {
      state.settings = { ...state.settings, ...patch };
      announce('settings');
      return state.settings;
    }),
    listTakenTimes: vi.fn(async (): Promise<number[]> => []),
    listShortcuts: vi.fn(async () => []),
    listGrantedHosts: vi.fn(async () => state.hosts),
    revokeHost: vi.fn(async (host: string) => {
      state.hosts = state.hosts.filter((one) => one !== host);
      return true;
    }),
    listenToHosts: () => () => {},
    listDamaged: vi.fn(async () => []),
    deleteDamaged: vi.fn(async () => {}),
    exportAll: vi.fn(async () => new Blob(['all'])),
    importAll: vi.fn(async () => ({ added: 0, held: 0, same: 0, damaged: 0 })),
    deleteEverything: vi.fn(async () => {}),
    save: vi.fn(),
    explainError: (error: unknown) => `sorry: ${(error as Error).message}`,
  } satisfies OptionsWorld & Record<string, unknown>;
  return world;
}
