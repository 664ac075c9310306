import 'fake-indexeddb/auto';
import { describe, expect, test, vi } from 'vitest';
import { retry } from '../../../lib/pin/moves';
import {
  type Account as KnownAccount,
  listAccounts,
  putAccounts,
  readAccount,
  setDefaultBoard,
} from '../../../lib/store/books';
import { listPins, readPin, saveDraft } from '../../../lib/store/pins';
import { schedulePin } from '../../../lib/store/verbs';
import { HOUR, MINUTE } from '../../../lib/time';
import { DEMO_ACCOUNT_ID, DEMO_KEY } from '../../sandbox/seed';
import type { Account } from '../../sandbox/state';
import { intercept } from './intercept';
import { countStates } from './many';
import { decide, makeDraft, storeSlide } from './pins';
import { Universe } from './universe';

vi.setConfig({ testTimeout: 60_000 }); // a whole life of an engine, and machines may be busy

const live = (universe: Universe, id = 'p') => universe.postbreeze.livePosts(`Title of ${id}`);
const html = () => new Response('<h1>404 page not found</h1>', { status: 404 });

/** Pins that Postbreeze holds, to be published in 50 minutes. */
async function handOver(universe: Universe, ...ids: string[]): Promise<void> {
  for (const [index, id] of ids.entries()) {
    const over = { handOver: 'right-away', publishAt: universe.now + 50 * MINUTE } as const;
    await saveDraft(makeDraft(id, [await storeSlide(index + 1)], universe.now, over));
    await schedulePin(id, universe.now);
  }
  await universe.run('message', universe.now + MINUTE);
  await universe.advanceTo(universe.now + 10 * MINUTE);
}

describe('other people’s drafts are theirs', () => {
  test('a draft that shares an upload with a pin is never deleted, however often pins are looked at', async () => {
    const universe = await Universe.create();
    await handOver(universe, 'a', 'b', 'c', 'd');
    const { posts } = universe.postbreeze.state;
    for (const post of [...posts.values()]) {
      const id = `${post.id}_copy`;
      posts.set(id, { ...structuredClone(post), id, status: 'DRAFT', createdViaApi: false, caption: 'Theirs' });
    }
    for (let look = 0; look < 4; look++) await universe.run('look', universe.now + MINUTE);
    expect([...posts.values()].filter(({ deletedAt }) => deletedAt !== null)).toEqual([]);
    expect(universe.postbreeze.requests.filter(({ method }) => method === 'DELETE')).toEqual([]);
  });
});

describe('“not found” is believed only from Postbreeze, and never for ever', () => {
  test('a gateway’s 404 page ends no pin', async () => {
    const universe = await Universe.create();
    await handOver(universe, 'a', 'b');
    const end = intercept(universe, async ({ method }, pass) => (method === 'GET' ? html() : pass()));
    await universe.startWorker().wake('look');
    await universe.run('alarm', universe.now + 10 * MINUTE);
    expect(await countStates()).toEqual({ 'handed-over': 2 });
    end();
    await universe.run();
    expect(await countStates()).toEqual({ published: 2 });
  });

  test('a key of another workspace pauses the account instead, and nothing is sent twice', async () => {
    const universe = await Universe.create();
    await handOver(universe, 'p');
    const key = universe.postbreeze.state.keys.get(DEMO_KEY)!;
    const { workspaceIds } = key;
    key.workspaceIds = [];
    await universe.startWorker().wake('look');
    await universe.run('alarm', universe.now + 20 * MINUTE);
    expect(await countStates()).toEqual({ 'handed-over': 1 });
    expect(universe.notices.map(({ kind }) => kind)).toEqual(['paused']);
    key.workspaceIds = workspaceIds;
    await universe.run('key');
    expect(await countStates()).toEqual({ published: 1 });
    expect(live(universe)).toHaveLength(1);
  });

  test('a post that shows up again is no longer taken for gone', async () => {
    const universe = await Universe.create();
    await handOver(universe, 'p');
    const end = hidePosts(universe);
    await universe.startWorker().wake('look');
    await universe.run('alarm', universe.now + 3 * MINUTE);
    expect(await readPin('p')).toMatchObject({ state: 'failed', lastError: { code: 'POST_GONE' } });
    end();
    await universe.run();
    expect(await countStates()).toEqual({ published: 1 });
    expect(live(universe)).toHaveLength(1);
  });

  test.each(['before', 'after'])('“try again” stops the old post first (seen again %s it)', async (when) => {
    const universe = await Universe.create();
    await handOver(universe, 'p');
    const end = hidePosts(universe);
    await universe.startWorker().wake('look');
    await universe.run('alarm', universe.now + 3 * MINUTE);
    expect((await readPin('p'))?.lastError?.code).toBe('POST_GONE');
    if (when === 'before') end();
    await decide('p', retry, universe.now);
    end();
    expect(await universe.run()).toBe(true);
    expect(await countStates()).toEqual({ published: 1 });
    expect(live(universe)).toHaveLength(1);
  });
});

/** A stale copy answers: no post is there yet, by Postbreeze's own word. */
function hidePosts(universe: Universe): () => void {
  const body = JSON.stringify({ statusCode: 404, code: 'POST_NOT_FOUND', message: 'No.', requestId: 'req_1' });
  const gone = () => new Response(body, { status: 404 });
  return intercept(universe, async ({ url }, pass) => {
    if (url.endsWith('/posts') || url.includes('/posts?')) return new Response('[]');
    return /\/posts\//.test(url) ? gone() : pass();
  });
}

describe('answers with missing keys', () => {
  test('missing keys where others have null: one draft, one post', async () => {
    const universe = await Universe.create();
    universe.postbreeze.state.settings.absentValues = 'left-out';
    await saveDraft(makeDraft('p', [await storeSlide(1)], universe.now));
    await schedulePin('p', universe.now);
    expect(await universe.run()).toBe(true);
    expect(await countStates()).toEqual({ published: 1 });
    expect(universe.postbreeze.state.posts.size).toBe(1);
  });

  test('a create call that never answers, and lists that cannot be read, make three drafts at most', async () => {
    const universe = await Universe.create();
    intercept(universe, async ({ method, url }, pass) => {
      if (method === 'GET' && /\/posts(\?|$)/.test(url)) return new Response('[{"name":"no id"}]');
      const answer = await pass();
      return method === 'POST' && url.endsWith('/posts') ? new Response('<html>') : answer;
    });
    await saveDraft(makeDraft('p', [await storeSlide(1)], universe.now));
    await schedulePin('p', universe.now);
    await universe.run('message', universe.now + 5 * HOUR);
    expect(await readPin('p')).toMatchObject({ state: 'failed', lastError: { code: 'CREATE_UNSEEN' } });
    expect(universe.postbreeze.state.posts.size).toBe(3);
    expect(live(universe)).toEqual([]);
  });
});

/** An account as it was seen before it expired. */
function asKnown({ id, workspaceId, handle, scopes }: Account): KnownAccount {
  const facts = { displayName: handle, workspaceName: '', avatarUrl: null, tokenExpiresAt: null, defaultBoardId: null };
  return { ...facts, id, workspaceId, handle, scopes, status: 'ACTIVE', seenAt: 0 };
}

test('only an expired account’s own pins wait', async () => {
  const universe = await Universe.create();
  const { postbreeze } = universe;
  const { accounts, workspaces } = postbreeze.state;
  const one = accounts.get(DEMO_ACCOUNT_ID)!;
  workspaces.set('ws_2', { ...[...workspaces.values()][0]!, id: 'ws_2' });
  accounts.set('soc_2', { ...structuredClone(one), id: 'soc_2', workspaceId: 'ws_2' });
  postbreeze.state.keys.get(DEMO_KEY)!.workspaceIds = 'all';
  one.status = 'TOKEN_EXPIRED';
  await putAccounts([...accounts.values()].map(asKnown));
  for (const [id, accountId] of [
    ['a', one.id],
    ['b', 'soc_2'],
    ['c', one.id],
    ['d', 'soc_2'],
  ] as const) {
    await saveDraft({ ...makeDraft(id, [await storeSlide(1)], universe.now), accountId });
    await schedulePin(id, universe.now);
  }
  await universe.run('message', universe.now + 30 * MINUTE);
  const states = Object.fromEntries((await listPins()).map(({ id, state }) => [id, state]));
  expect(states).toEqual({ a: 'queued', b: 'published', c: 'queued', d: 'published' });
  expect(universe.notices.filter(({ kind }) => kind === 'paused')).toHaveLength(1);
  one.status = 'ACTIVE';
  expect(await universe.run('look')).toBe(true);
  expect(await countStates()).toEqual({ published: 4 });
});

test('an account that one list leaves out keeps the board that the user chose for it', async () => {
  const universe = await Universe.create();
  const one = asKnown(universe.postbreeze.state.accounts.get(DEMO_ACCOUNT_ID)!);
  await putAccounts([one, { ...one, id: 'soc_2' }]);
  await setDefaultBoard('soc_2', 'soups');
  await putAccounts([one]);
  expect((await listAccounts()).map(({ id }) => id)).toEqual([one.id]);
  expect(await readAccount('soc_2')).toMatchObject({ status: 'GONE', defaultBoardId: 'soups' });
  await putAccounts([one, { ...one, id: 'soc_2' }]);
  expect((await listAccounts())[1]).toMatchObject({ id: 'soc_2', status: 'ACTIVE', defaultBoardId: 'soups' });
});
