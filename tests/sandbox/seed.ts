import { DEFAULT_TIMING } from './pin-rules.ts';
import { ASSUMED } from './readings.ts';
import type { Account, Settings, State } from './state.ts';

const DAY = 86_400_000;

/** The one key of a fresh stand-in: `pb_live_` and 32 characters. */
export const DEMO_KEY = 'pb_live_demo0000demo0000demo0000demo0000';
export const DEMO_WORKSPACE_ID = 'ws_7Q2mK9xTz4Lb';
export const DEMO_ACCOUNT_ID = 'soc_Jr5vN8cWp1Yd';
/** An account of another platform, which a client must leave out. */
export const OTHER_PLATFORM_ACCOUNT_ID = 'soc_Bf3gH6sXe0Kq';
export const SECOND_WORKSPACE_ID = 'ws_2Ue8Ra5iVo6M';
/** The Pinterest account of the second workspace; its token has expired. */
export const EXPIRED_ACCOUNT_ID = 'soc_Zt4wC7nGy9Ph';

/** The demo account's boards, as `meta.boards` shows them. The first is its default. */
export const DEMO_BOARDS = [
  { id: '836543855725301', name: 'Autumn baking' },
  { id: '836543855725302', name: 'Small gardens' },
  { id: '836543855725303', name: 'Cosy kitchens' },
  { id: '836543855725304', name: 'Reading nooks' },
  { id: '836543855725305', name: 'Nordic cabins' },
] as const;

export const DEFAULT_SETTINGS: Settings = {
  ...ASSUMED,
  planLimit: null,
  storageLimit: null,
  maxUploadBytes: 50_000_000,
  publishingMs: 1500,
  deadLinks: [],
  timing: DEFAULT_TIMING,
};

function makeAccount(now: number, over: Partial<Account> & Pick<Account, 'id' | 'workspaceId' | 'handle'>): Account {
  return {
    platform: 'PINTEREST',
    externalId: `ext-${over.id.slice(4)}`,
    displayName: null,
    avatarUrl: null,
    status: 'ACTIVE',
    scopes: ['user_accounts:read', 'boards:read', 'pins:read', 'pins:write'],
    connectedAt: now - 30 * DAY,
    lastRefreshedAt: now - DAY,
    tokenExpiresAt: now + 365 * DAY,
    lastRefreshAttemptAt: now - DAY,
    lastRefreshError: null,
    lastRefreshErrorStatus: null,
    meta: {},
    defaultBoardId: null,
    ...over,
  };
}

/** An empty state; `seedDemo` fills it. */
export function emptyState(): State {
  return {
    keys: new Map(),
    workspaces: new Map(),
    accounts: new Map(),
    media: new Map(),
    posts: new Map(),
    publishFaults: [],
    settings: structuredClone(DEFAULT_SETTINGS),
  };
}

/** Empties `state` in place and puts in the demo key, one workspace, its Pinterest account and one of another platform. */
export function seedDemo(state: State, now: number): void {
  for (const records of [state.keys, state.workspaces, state.accounts, state.media, state.posts]) records.clear();
  state.publishFaults.length = 0;
  Object.assign(state.settings, structuredClone(DEFAULT_SETTINGS));

  state.keys.set(DEMO_KEY, { key: DEMO_KEY, workspaceIds: 'all', revoked: false, readOnly: false });
  state.workspaces.set(DEMO_WORKSPACE_ID, {
    id: DEMO_WORKSPACE_ID,
    name: 'Hearth & Hill',
    slug: 'hearth-and-hill',
    timezone: 'Europe/Stockholm',
    needsApproval: false,
  });
  const pinterest = makeAccount(now, {
    id: DEMO_ACCOUNT_ID,
    workspaceId: DEMO_WORKSPACE_ID,
    handle: 'hearthandhill',
    displayName: 'Hearth & Hill',
    meta: { accountType: 'BUSINESS', boards: DEMO_BOARDS.map((board) => ({ ...board })) },
    defaultBoardId: DEMO_BOARDS[0].id,
  });
  const instagram = makeAccount(now, {
    id: OTHER_PLATFORM_ACCOUNT_ID,
    workspaceId: DEMO_WORKSPACE_ID,
    platform: 'INSTAGRAM',
    handle: 'hearthandhill.daily',
    displayName: 'Hearth & Hill daily',
    scopes: ['instagram_basic', 'instagram_content_publish'],
    connectedAt: now - 10 * DAY,
  });
  for (const account of [pinterest, instagram]) state.accounts.set(account.id, account);
}

/** Adds a second workspace whose Pinterest account must be reconnected (`TOKEN_EXPIRED`). */
export function seedSecondWorkspace(state: State, now: number): void {
  state.workspaces.set(SECOND_WORKSPACE_ID, {
    id: SECOND_WORKSPACE_ID,
    name: 'Harbour Crafts',
    slug: 'harbour-crafts',
    timezone: 'Europe/London',
    needsApproval: false,
  });
  state.accounts.set(
    EXPIRED_ACCOUNT_ID,
    makeAccount(now, {
      id: EXPIRED_ACCOUNT_ID,
      workspaceId: SECOND_WORKSPACE_ID,
      handle: 'harbourcrafts',
      displayName: 'Harbour Crafts',
      status: 'TOKEN_EXPIRED',
      tokenExpiresAt: now - DAY,
      lastRefreshError: 'invalid_grant',
      lastRefreshErrorStatus: 400,
      connectedAt: now - 60 * DAY,
      meta: { boards: [{ id: '724445471825101', name: 'Rope and sail' }] },
      defaultBoardId: '724445471825101',
    }),
  );
}
