import 'fake-indexeddb/auto';
import { beforeEach, expect, test, vi } from 'vitest';
import {
  type Account,
  addBoard,
  addBoards,
  listAccounts,
  listBoards,
  putAccounts,
  removeBoard,
  setDefaultBoard,
  touchBoard,
} from '../../../lib/store/books';
import { listen } from '../../../lib/store/changes';
import { openStore, useDatabaseName } from '../../../lib/store/database';
import { readSettings, updateSettings } from '../../../lib/store/settings';

beforeEach(() => useDatabaseName(`books-${Math.random()}`));

const account = (id: string): Account => ({
  id,
  workspaceId: 'ws',
  workspaceName: 'W',
  handle: id,
  displayName: id,
  avatarUrl: null,
  status: 'ACTIVE',
  scopes: [],
  tokenExpiresAt: null,
  defaultBoardId: 'theirs',
  seenAt: 1,
});

test('boards come last used first, and the user’s names win over guesses', async () => {
  await addBoards([
    { accountId: 'a', id: '1', name: 'Apples', source: 'meta' },
    { accountId: 'a', id: '2', name: '', source: 'posts' },
    { accountId: 'b', id: '3', name: 'Elsewhere', source: 'meta' },
  ]);
  await touchBoard('a', '2', 'shop.test', 5);
  expect((await listBoards('a')).map(({ id, name }) => [id, name])).toEqual([
    ['2', '2'],
    ['1', 'Apples'],
  ]);
  await addBoard({ accountId: 'a', id: '2', name: 'Pears', source: 'user' });
  await addBoard({ accountId: 'a', id: '2', name: 'Guess', source: 'meta' });
  expect((await listBoards('a'))[0]).toMatchObject({ name: 'Pears', lastUsedAt: 5, sites: ['shop.test'] });
  await removeBoard('a', '2');
  expect(await listBoards('a')).toHaveLength(1);
});

test('accounts keep their order and the user’s default board when they are read again', async () => {
  await putAccounts([account('z'), account('a')]);
  await setDefaultBoard('a', 'mine');
  await putAccounts([account('z'), account('a')]);
  expect((await listAccounts()).map(({ id, defaultBoardId }) => [id, defaultBoardId])).toEqual([
    ['z', 'theirs'],
    ['a', 'mine'],
  ]);
});

test('a setting that does not parse falls back alone', async () => {
  await updateSettings({ handOver: 'right-away' });
  const store = await openStore();
  const row = (await store.get('singles', 'settings'))!;
  await store.put('singles', { name: 'settings', value: { ...(row.value as object), whenLate: 'perhaps' } });
  expect(await readSettings()).toMatchObject({ handOver: 'right-away', whenLate: 'send' });
});

test('every write reaches every listener', async () => {
  const heard = vi.fn();
  const stop = listen(heard);
  await addBoard({ accountId: 'a', id: '1', name: 'A', source: 'user' });
  await expect.poll(() => heard.mock.calls.flat()).toContain('boards');
  stop();
});

test('an account keeps its workspace’s name where the name was not asked for', async () => {
  await putAccounts([account('a')]);
  await putAccounts([{ ...account('a'), workspaceName: '', status: 'TOKEN_EXPIRED' }]);
  expect(await listAccounts()).toMatchObject([{ workspaceName: 'W', status: 'TOKEN_EXPIRED' }]);
});
