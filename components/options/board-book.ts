import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { requestHost } from '../../lib/browser/permissions';
import { findBoardAt, findTypedBoard } from '../../lib/browser/pinterest-boards';
import { type Account, addBoard, type Board, listBoards, removeBoard, setDefaultBoard } from '../../lib/store/books';
import { t } from '../../lib/words/t';
import { createStatus } from '../ui/status';

export type BoardBook = ReturnType<typeof createBoardBook>;

/** The boards of one of `accounts` at a time, and the form that adds one. */
export function createBoardBook(accounts: ReadonlySignal<Account[]>) {
  const chosen = signal<string | null>(null);
  const account = computed(() => accounts.value.find(({ id }) => id === chosen.value) ?? accounts.value[0]);
  const accountId = computed(() => account.value?.id ?? null);
  const boards = signal<Board[]>([]);
  const typedId = signal('');
  const typedName = signal('');
  const { line, say, ...status } = createStatus();
  const removed = signal<Board | null>(null);

  async function read(): Promise<void> {
    const id = accountId.peek();
    const found = id === null ? [] : await listBoards(id);
    if (id === accountId.peek()) boards.value = found;
  }

  function attempt(work: () => Promise<void>): Promise<void> {
    return status.attempt(async () => {
      await work();
      await read();
    });
  }

  return {
    accountId,
    account,
    boards,
    /** What is typed: a board's id, or its address on Pinterest. */
    typedId,
    typedName,
    line,
    /** The board removed last, while it can be put back. */
    removed,
    read,
    show: async (id: string) => {
      chosen.value = id;
      boards.value = [];
      await read();
    },
    /** Adds what is typed. Call it first in a click handler: an address asks for its host. */
    add: () => {
      const finding = findTypedBoard({ id: typedId.peek(), name: typedName.peek() }, { requestHost, findBoardAt });
      return attempt(async () => {
        const found = await finding;
        const owner = accountId.peek();
        if (typeof found === 'string' || owner === null) return say(String(found), 'warn');
        await addBoard({ accountId: owner, ...found, source: 'user' });
        typedId.value = '';
        typedName.value = '';
        removed.value = null;
        say(t('options.boards.added', { board: found.name }));
      });
    },
    remove: (board: Board) =>
      attempt(async () => {
        await removeBoard(board.accountId, board.id);
        removed.value = board;
        say(t('options.boards.removed', { board: board.name }));
      }),
    undo: () =>
      attempt(async () => {
        const board = removed.peek();
        if (!board) return;
        await addBoard(board);
        removed.value = null;
        say(t('options.boards.restored', { board: board.name }));
      }),
    makeDefault: (board: Board) =>
      attempt(async () => {
        await setDefaultBoard(board.accountId, board.id);
        say(t('options.boards.isDefault', { board: board.name }));
      }),
  };
}
