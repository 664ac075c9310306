import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createBoardBook } from '../../../components/options/board-book';
import type { Board } from '../../../lib/store/boards';
import { createOptionsWorld, makeAccount } from './options-world';

const board = (over: Partial<Board>): Board => ({
  accountId: 'soc_1',
  id: '1',
  name: 'Recipes',
  source: 'meta',
  lastUsedAt: 0,
  sites: [],
  ...over,
});

async function open() {
  const world = createOptionsWorld();
  world.state.boards = [board({}), board({ accountId: 'soc_2', id: '2', name: 'Gardens' })];
  const book = createBoardBook(world, signal([makeAccount(), makeAccount({ id: 'soc_2' })]));
  await book.read();
  return { world, book };
}

describe('the board book', () => {
  it('shows the boards of one account at a time', async () => {
    const { book } = await open();
    expect(book.boards.value.map(({ name }) => name)).toEqual(['Recipes']);
    await book.show('soc_2');
    expect(book.boards.value.map(({ name }) => name)).toEqual(['Gardens']);
  });

  it('adds a board by its id and name', async () => {
    const { world, book } = await open();
    book.typedId.value = ' 836543855725303 ';
    book.typedName.value = 'Cosy kitchens';
    await book.add();
    expect(world.addBoard).toHaveBeenCalledWith({
      accountId: 'soc_1',
      id: '836543855725303',
      name: 'Cosy kitchens',
      source: 'user',
    });
    expect(world.requestHost).not.toHaveBeenCalled();
    expect(book.typedId.value).toBe('');
  });

  it('adds nothing without an id, and says what is missing', async () => {
    const { world, book } = await open();
    await book.add();
    expect(world.addBoard).not.toHaveBeenCalled();
    expect(book.told.value).toMatchObject({ tone: 'warn' });
  });

  it('asks for the one host of an address before anything else, still within the click', async () => {
    const { world, book } = await open();
    world.findBoardAt.mockResolvedValueOnce({ id: '42', name: 'Nordic cabins' });
    book.typedId.value = 'https://www.pinterest.com/hearth/nordic-cabins/';
    const adding = book.add();
    expect(world.requestHost).toHaveBeenCalledExactlyOnceWith('https://www.pinterest.com/hearth/nordic-cabins/');
    await adding;
    expect(world.addBoard).toHaveBeenCalledWith(expect.objectContaining({ id: '42', name: 'Nordic cabins' }));
  });

  it('keeps what was typed when the page shows no board or the host is refused', async () => {
    const { world, book } = await open();
    book.typedId.value = 'pinterest.com/hearth/nordic-cabins/';
    await book.add();
    world.requestHost.mockResolvedValueOnce(false);
    await book.add();
    expect(world.addBoard).not.toHaveBeenCalled();
    expect(book.typedId.value).toBe('pinterest.com/hearth/nordic-cabins/');
    expect(book.told.value.tone).toBe('warn');
  });

  it('puts a removed board back as it was', async () => {
    const { world, book } = await open();
    const [first] = book.boards.value;
    if (first) await book.remove(first);
    expect(book.boards.value).toEqual([]);
    await book.undo();
    expect(world.state.boards).toContainEqual(first);
  });
});
