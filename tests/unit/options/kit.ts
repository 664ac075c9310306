import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Account } from '../../../lib/store/books';
import { clearStore } from '../../../lib/store/upkeep';

/** 2 June 2026, 10:00 UTC. */
export const NOW = Date.UTC(2026, 5, 2, 10);
export const GOOD_KEY = 'pb_live_abcdefghijklmnopqrstuvwxyz012345';

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

/** What Postbreeze answers in a test: by path, a status and a body, or an error for a connection that breaks. */
export type Answers = Record<string, { status?: number; body?: unknown } | Error>;

export const CONNECTED: Answers = {
  '/workspaces': { body: [{ id: 'ws_1', name: 'Hearth & Hill', slug: 'hearth', timezone: 'UTC' }] },
  '/social-accounts': {
    body: [
      {
        ...{ id: 'soc_1', workspaceId: 'ws_1', platform: 'PINTEREST', handle: 'hearthandhill', status: 'ACTIVE' },
        ...{
          displayName: 'Hearth & Hill',
          scopes: ['boards:read', 'pins:write'],
          connectedAt: '2026-01-01T00:00:00Z',
          tokenExpiresAt: null,
          defaultBoardId: null,
        },
        meta: { boards: [{ id: '1', name: 'Recipes' }] },
      },
    ],
  },
  '/posts': { body: [] },
};

/**
 * A browser with an empty store, the permissions of a fresh installation, and a Postbreeze behind `fetch`; returns what was
 * asked of each.
 */
export async function openBrowser(answers: Answers = CONNECTED) {
  fakeBrowser.reset();
  await clearStore();
  const hosts = new Set<string>();
  const hasOwnHosts = { value: true };
  const listeners = { addListener: () => {}, removeListener: () => {} };
  const request = vi.fn(async (_asked: { origins: string[] }) => true);
  Object.assign(fakeBrowser.permissions, {
    contains: async () => hasOwnHosts.value,
    getAll: async () => ({ origins: [...hosts] }),
    remove: async ({ origins }: { origins: string[] }) => origins.every((origin) => hosts.delete(origin)),
    request,
    onAdded: listeners,
    onRemoved: listeners,
  });
  Object.assign(fakeBrowser.commands, { getAll: async () => [] });
  Object.assign(fakeBrowser.runtime, { getManifest: () => ({ host_permissions: ['https://api.postbreeze.ai/*'] }) });
  const calls: { path: string; key: string }[] = [];
  vi.stubGlobal('fetch', async (address: string | URL, { headers }: RequestInit = {}) => {
    const path = new URL(address).pathname.replace('/api/v1', '');
    const key = new Headers(headers).get('authorization')?.replace('Bearer ', '') ?? '';
    calls.push({ path, key });
    const answer = answers[path] ?? { status: 404, body: null };
    if (answer instanceof Error) throw answer;
    const isKnown = key === GOOD_KEY;
    const refused = { statusCode: 401, code: 'UNAUTHORIZED', message: 'no such key', requestId: 'r' };
    return Response.json(isKnown ? (answer.body ?? null) : refused, { status: isKnown ? (answer.status ?? 200) : 401 });
  });
  return { hosts, hasOwnHosts, request, calls };
}
