import { readApiAddress, readKey } from '../browser/key';
import { isExpired } from '../pin/pin';
import type { Client } from '../postbreeze/client';
import type { ApiError, Result } from '../postbreeze/result';
import type { Post, SocialAccount, Workspace } from '../postbreeze/wire';
import { type Account, addBoards, type Board, listAccounts, putAccounts } from '../store/books';
import { blockCalls, takeCall } from '../store/engine-memory';
import { openClient, type World } from './world';

type NewBoard = Pick<Board, 'accountId' | 'id' | 'name' | 'source'>;

/**
 * Reads accounts and boards again: accounts with their workspaces' names, and boards from each account's default board,
 * its `meta` and earlier posts. Answers the accounts; changes nothing when the key is rejected. `known` saves the call for
 * the workspaces.
 */
async function refreshAccounts(client: Client, now: number, known?: Workspace[]): Promise<Result<Account[]>> {
  const workspaces = known ? { ok: true as const, value: known } : await client.listWorkspaces();
  if (!workspaces.ok) return workspaces;
  const seen = await client.listAccounts();
  if (!seen.ok) return seen;
  const names = new Map(workspaces.value.map(({ id, name }) => [id, name]));
  await putAccounts(toAccounts(seen.value, names, now));
  await addBoards(seen.value.flatMap(listKnownBoards));
  const posts = await client.listPosts('');
  if (posts.ok) await addBoards(listBoardsOfPosts(posts.value.posts, seen.value));
  return { ok: true, value: await listAccounts() };
}

/** Accounts as they are stored. `names` are workspaces' names by id. */
function toAccounts(seen: SocialAccount[], names: Map<string, string>, now: number): Account[] {
  return seen.map(({ meta: _meta, platform: _platform, displayName, ...account }) => ({
    ...account,
    displayName: displayName ?? account.handle,
    workspaceName: names.get(account.workspaceId) ?? '',
    seenAt: now,
  }));
}

/**
 * The boards that an account shows: whatever in its untyped `meta` looks like a list of `{id, name}`, then its default board.
 * Postbreeze documents no call that lists boards.
 */
function listKnownBoards({ id: accountId, meta, defaultBoardId }: SocialAccount): NewBoard[] {
  const listed = Object.values(meta).flatMap((value) => (Array.isArray(value) ? value.flatMap(readBoard) : []));
  const boards = listed.map((board): NewBoard => ({ ...board, accountId, source: 'meta' }));
  const isListed = listed.some(({ id }) => id === defaultBoardId);
  if (defaultBoardId && !isListed) boards.push({ accountId, id: defaultBoardId, name: '', source: 'default' });
  return boards;
}

function listBoardsOfPosts(posts: Post[], accounts: SocialAccount[]): NewBoard[] {
  const known = new Set(accounts.map(({ id }) => id));
  const targets = posts.flatMap((post) => post.targets).filter((target) => known.has(target.socialAccountId));
  const boards = targets.flatMap(({ socialAccountId, platformOptions: { board } }): NewBoard[] =>
    board ? [{ accountId: socialAccountId, id: board, name: '', source: 'posts' }] : [],
  );
  return [...new Map(boards.map((board) => [`${board.accountId} ${board.id}`, board])).values()];
}

function readBoard(value: unknown): { id: string; name: string }[] {
  const { id, name } = (value ?? {}) as { id?: unknown; name?: unknown };
  return typeof id === 'string' && typeof name === 'string' && id !== '' ? [{ id, name }] : [];
}

/** Whether pins of this account can be published. */
export function isActive(account: Account): boolean {
  return !isExpired(account.status);
}

/** Reads all accounts again and answers one: null when the key no longer reaches it, undefined when we cannot tell. */
export async function refreshAccount(
  client: Client,
  { now, store }: Pick<World, 'now'> & { store: Pick<World['store'], 'putAccounts'> },
  accountId: string | null,
): Promise<Account | null | undefined> {
  const seen = await client.listAccounts();
  if (!seen.ok) return undefined;
  const accounts = toAccounts(seen.value, new Map(), now()); // keeps the stored workspace names
  await store.putAccounts(accounts);
  return accounts.find(({ id }) => id === accountId) ?? null;
}

/**
 * Whether Postbreeze accepts the key, by its cheapest call: the workspaces. A key may be refused these and yet be good for pins, so then
 * its accounts decide, and no workspace is known.
 */
export async function tryKey(client: Client): Promise<Result<Workspace[]>> {
  const workspaces = await client.listWorkspaces();
  if (workspaces.ok || workspaces.error.kind !== 'refused') return workspaces;
  return (await client.listAccounts()).ok ? { ok: true, value: [] } : workspaces;
}

/** What a key reaches, or why not. `isAccepted`: Postbreeze took the key, but its accounts could not be read. */
export type Connected =
  | { ok: true; isAccepted: true; workspaces: number; accounts: number }
  | { ok: false; isAccepted: boolean; error: ApiError };

const world = { now: () => Date.now(), store: { takeCall, blockCalls, putAccounts } };

/**
 * Verifies a key with Postbreeze's cheapest call, then stores its accounts and their boards. `onAccepted` runs in between.
 * Never rejects because of what Postbreeze answers.
 */
export async function connect(key: string, onAccepted: () => Promise<void>): Promise<Connected> {
  const client = await openFor(key);
  const workspaces = await tryKey(client);
  if (!workspaces.ok) return { ...workspaces, isAccepted: false };
  await onAccepted();
  const accounts = await refreshAccounts(client, world.now(), workspaces.value);
  if (!accounts.ok) return { ...accounts, isAccepted: true };
  const used = new Set(accounts.value.map(({ workspaceId }) => workspaceId));
  return { ok: true, isAccepted: true, workspaces: used.size, accounts: accounts.value.length };
}

/**
 * Reads an account again, before a screen refuses a pin for what is stored: the account may have been reconnected since.
 * Null: the key does not reach it. Undefined: unknown for now, and what is stored stands. Rejects only if the store does.
 */
export async function rereadAccount(accountId: string): Promise<Account | null | undefined> {
  const key = await readKey();
  return key === null ? undefined : refreshAccount(await openFor(key), world, accountId);
}

function openFor(key: string): Promise<Client> {
  const fetchIt: typeof fetch = (...args) => fetch(...args);
  return openClient({ ...world, fetch: fetchIt, readKey: async () => key, readAddress: readApiAddress }, 'user');
}
