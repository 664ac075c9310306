import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { createBoardPicker, pickFirstBoard, searchBoards } from '../../../components/composer/board-picker';
import { createDraftModel } from '../../../components/composer/draft-model';
import { keepAskedBoard } from '../../../lib/browser/pinterest-boards';
import { listBoards } from '../../../lib/store/books';
import { board, draft, NOW } from './samples';
import { eventually, setBoards, setStage, stage } from './stage';

beforeEach(setStage);

async function open(more: Parameters<typeof draft>[0] = {}, tabId: number | null = null) {
  const model = createDraftModel({ pin: draft({ accountId: 'soc_1', ...more }), isStored: false }, () => undefined);
  const boards = await listBoards('soc_1');
  const desk = createBoardPicker(model, { boards, tabId, defaultBoardOf: () => null });
  return { desk, model };
}

const names = (boards: readonly { name: string }[]) => boards.map(({ name }) => name);

test('boards are found by any words, whatever their case and accents, those used for this site first', () => {
  const boards = [board('Crème brûlée'), board('Quick dinners'), board('Dinners for two', { sites: ['kitchen.test'] })];
  expect(names(searchBoards(boards, 'creme', 'kitchen.test'))).toEqual(['Crème brûlée']);
  expect(names(searchBoards(boards, 'DINNERS', 'kitchen.test'))).toEqual(['Dinners for two', 'Quick dinners']);
  expect(names(searchBoards(boards, 'two din', 'kitchen.test'))).toEqual(['Dinners for two']);
  expect(searchBoards(boards, 'soup', 'kitchen.test')).toEqual([]);
});

test('a new draft starts with the board last used for the site, else with the default, else with none', () => {
  const boards = [board('A'), board('B', { sites: ['kitchen.test'] })];
  expect(pickFirstBoard(boards, 'kitchen.test', 'board-A')?.name).toBe('B');
  expect(pickFirstBoard(boards, 'other.test', 'board-A')?.name).toBe('A');
  expect(pickFirstBoard(boards, 'other.test', null)).toBeUndefined();
});

test('a name typed in full is chosen when the box is left, without a click in the list', async () => {
  const { desk, model } = await open();
  desk.type('soups');
  desk.settle();
  expect(model.pin.value.board).toEqual({ id: 'board-Soups', name: 'Soups' });
  expect(desk.text.value).toBe('Soups');
});

test('a name that is no board stays in the box and says what to do', async () => {
  const { desk, model } = await open();
  desk.type('Stews');
  desk.settle();
  expect(desk.text.value).toBe('Stews');
  expect(desk.trouble.value).toContain('Stews');
  expect(model.pin.value.board).toBeNull();
});

test('a search that was given up goes back to the chosen board; an emptied box chooses none', async () => {
  const { desk, model } = await open({ board: { id: 'board-Soups', name: 'Soups' } });
  desk.type('bre');
  expect(desk.text.value).toBe('bre');
  desk.settle();
  expect(desk.text.value).toBe('Soups');
  desk.type('');
  desk.settle();
  expect(model.pin.value.board).toBeNull();
});

test('a board added by hand is in the book and chosen', async () => {
  const { desk, model } = await open();
  await desk.add({ id: '42', name: 'Stews' }, 'user');
  expect(await listBoards('soc_1')).toContainEqual(expect.objectContaining({ id: '42', source: 'user' }));
  expect(model.pin.value.board).toEqual({ id: '42', name: 'Stews' });
  desk.type('stews');
  expect(names(desk.found.value)).toEqual(['Stews']);
});

test('another account brings its own boards and forgets the board of the first', async () => {
  await setBoards([board('Tools', { accountId: 'soc_2' })]);
  const { desk, model } = await open({ board: { id: 'board-Soups', name: 'Soups' } });
  await desk.chooseAccount('soc_2');
  expect(model.pin.value).toMatchObject({ accountId: 'soc_2', board: null });
  expect(names(desk.found.value)).toEqual(['Tools']);
});

const ADDRESS = 'https://www.pinterest.com/me/stews/';

test('an address is kept before its host is asked for', async () => {
  const { desk } = await open();
  void desk.reading.requestHost(ADDRESS);
  expect(stage.calls).toEqual(['ask https://www.pinterest.com/*']);
  await eventually(async () =>
    expect(await fakeBrowser.storage.session.get()).toMatchObject({ 'asked-board': { address: ADDRESS } }),
  );
});

test('a board whose host was asked for comes back as it was typed in the next window, for the same account alone', async () => {
  stage.granted = () => true;
  vi.stubGlobal('fetch', async () => Promise.reject(new Error('no page')));
  await keepAskedBoard({ accountId: 'soc_2', address: ADDRESS }, NOW);
  const other = await open();
  await other.desk.resume();
  expect(other.desk.text.value).toBe('');
  await keepAskedBoard({ accountId: 'soc_1', address: ADDRESS }, NOW);
  const mine = await open();
  await mine.desk.resume();
  expect(mine.desk.text.value).toBe(ADDRESS);
  vi.unstubAllGlobals();
});
