import { signal } from '@preact/signals';
import { beforeEach, describe, expect, it } from 'vitest';
import { createBoardBook } from '../../../components/options/model';
import { addBoard, listBoards } from '../../../lib/store/books';
import { makeAccount, openBrowser } from './kit';

let fixture: Awaited<ReturnType<typeof openBrowser>>;
beforeEach(async () => {
  fixture = await openBrowser();
  await addBoard({ accountId: 'soc_1', id: '1', name: 'Recipes', source: 'meta' });
  await addBoard({ accountId: 'soc_2', id: '2', name: 'Gardens', source: 'meta' });
});

async function open() {
  const book = createBoardBook(signal([makeAccount(), makeAccount({ id: 'soc_2' })]));
  await book.read();
  return book;
}

describe('the board book', () => {
  it('shows the boards of one account at a time', async () => {
    const book = await open();
    expect(book.boards.value.map(({ name }) => name)).toEqual(['Recipes']);
    await book.show('soc_2');
    expect(book.boards.value.map(({ name }) => name)).toEqual(['Gardens']);
  });

  it('adds a board by its id and name', async () => {
    const book = await open();
    book.typedId.value = ' 836543855725303 ';
    book.typedName.value = 'Cosy kitchens';
    await book.add();
    expect(await listBoards('soc_1')).toContainEqual(
      expect.objectContaining({ id: '836543855725303', name: 'Cosy kitchens', source: 'user' }),
    );
    expect(fixture.request).not.toHaveBeenCalled();
    expect(book.typedId.value).toBe('');
  });

  it('adds nothing without an id, and says what is missing', async () => {
    const book = await open();
    await book.add();
    expect(await listBoards('soc_1')).toHaveLength(1);
    expect(book.line.value).toMatchObject({ tone: 'warn' });
  });

  it('asks only for the host of a typed address, within the click', async () => {
    const book = await open();
    book.typedId.value = 'https://www.pinterest.com/hearth/nordic-cabins/';
    const adding = book.add();
    expect(fixture.request).toHaveBeenCalledExactlyOnceWith({ origins: ['https://www.pinterest.com/*'] });
    await adding;
  });

  it('keeps what was typed when the page shows no board or the host is refused', async () => {
    const book = await open();
    book.typedId.value = 'pinterest.com/hearth/nordic-cabins/';
    await book.add();
    fixture.request.mockResolvedValueOnce(false);
    await book.add();
    expect(await listBoards('soc_1')).toHaveLength(1);
    expect(book.typedId.value).toBe('pinterest.com/hearth/nordic-cabins/');
    expect(book.line.value.tone).toBe('warn');
  });

  it('puts a removed board back as it was', async () => {
    const book = await open();
    const [first] = book.boards.value;
    if (first) await book.remove(first);
    expect(book.boards.value).toEqual([]);
    await book.undo();
    expect(await listBoards('soc_1')).toEqual([first]);
  });
});
