import { expect, test } from 'vitest';
import { createBoardDesk, pickFirstBoard, searchBoards } from '../../../components/composer/board-picker';
import { createDraftModel } from '../../../components/composer/draft-model';
import { board, draft, type FakeWorld, fakeWorld, turns } from './fake-world';

function open(world: FakeWorld = fakeWorld(), more: Parameters<typeof draft>[0] = {}) {
  const pin = draft({ accountId: 'soc_1', ...more });
  const model = createDraftModel({ pin, isStored: false }, world, () => undefined);
  const desk = createBoardDesk(
    model,
    {
      boards: [...world.boards],
      site: 'kitchen.test',
      pageUrl: 'https://kitchen.test/',
      tabId: 7,
      defaultBoardOf: () => null,
    },
    world,
  );
  return { desk, model, world };
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

test('a name typed in full is chosen when the box is left, without a click in the list', () => {
  const { desk, model } = open();
  desk.type('soups');
  desk.settle();
  expect(model.pin.value.board).toEqual({ id: 'board-Soups', name: 'Soups' });
  expect(desk.text.value).toBe('Soups');
});

test('a name that is no board stays in the box and says what to do', () => {
  const { desk, model } = open();
  desk.type('Stews');
  desk.settle();
  expect(desk.text.value).toBe('Stews');
  expect(desk.trouble.value).toContain('Stews');
  expect(model.pin.value.board).toBeNull();
});

test('a search that was given up goes back to the chosen board; an emptied box chooses none', () => {
  const { desk, model } = open(fakeWorld(), { board: { id: 'board-Soups', name: 'Soups' } });
  desk.type('bre');
  expect(desk.text.value).toBe('bre');
  desk.settle();
  expect(desk.text.value).toBe('Soups');
  desk.type('');
  desk.settle();
  expect(model.pin.value.board).toBeNull();
});

test('a board added by hand is in the book and chosen', async () => {
  const { desk, model, world } = open();
  await desk.add({ id: '42', name: 'Stews' }, 'user');
  expect(world.boards.at(-1)).toMatchObject({ accountId: 'soc_1', id: '42', source: 'user' });
  expect(model.pin.value.board).toEqual({ id: '42', name: 'Stews' });
  desk.type('stews');
  expect(names(desk.found.value)).toEqual(['Stews']);
});

test('the board that the page shows is offered until it is in the book', async () => {
  const { desk } = open(fakeWorld({ findBoardInTab: async () => ({ id: '7', name: 'Pies' }) }));
  await turns();
  expect(desk.onPage.value).toEqual({ id: '7', name: 'Pies' });
  await desk.add({ id: '7', name: 'Pies' }, 'page');
  expect(desk.onPage.value).toBeNull();
});

test('a board whose host was asked for goes on in the next window, for the same account alone', async () => {
  const address = 'https://www.pinterest.com/me/stews/';
  const granted = (accountId: string) =>
    fakeWorld({
      takeAskedBoard: async () => ({ accountId, address }),
      findBoardAt: async (asked) => (asked === address ? { id: '7', name: 'Stews' } : undefined),
    });
  const mine = open(granted('soc_1'));
  await turns();
  expect(mine.model.pin.value.board).toEqual({ id: '7', name: 'Stews' });
  const other = open(granted('soc_2'));
  await turns();
  expect(other.model.pin.value.board).toBeNull();
  expect(other.world.boards).toHaveLength(2);
});

test('an address is kept before its host is asked for, and forgotten once its page was read', async () => {
  const calls: string[] = [];
  const { desk } = open(
    fakeWorld({
      keepAskedBoard: async (asked) => void calls.push(asked ? `keep ${asked.address}` : 'forget'),
      requestHost: async () => calls.push('ask') > 0,
    }),
  );
  void desk.reading.requestHost('https://www.pinterest.com/me/stews/');
  expect(calls).toEqual(['keep https://www.pinterest.com/me/stews/', 'ask']);
  await desk.reading.findBoardAt('https://www.pinterest.com/me/stews/');
  expect(calls.at(-1)).toBe('forget');
});

test('another account brings its own boards and forgets the board of the first', async () => {
  const world = fakeWorld();
  world.boards.push(board('Tools', { accountId: 'soc_2' }));
  const { desk, model } = open(world, { board: { id: 'board-Soups', name: 'Soups' } });
  await desk.chooseAccount('soc_2');
  expect(model.pin.value).toMatchObject({ accountId: 'soc_2', board: null });
  expect(names(desk.found.value)).toEqual(['Tools']);
});
