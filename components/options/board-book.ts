import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { findTypedBoard } from '../../lib/pin/typed-board';
import type { Account } from '../../lib/store/accounts';
import type { Board } from '../../lib/store/boards';
import type { Told } from './connection';
import type { OptionsWorld } from './world';

/** The boards of one account at a time, and the form that adds one. */
export interface BoardBook {
  accountId: ReadonlySignal<string | null>;
  account: ReadonlySignal<Account | undefined>;
  boards: ReadonlySignal<Board[]>;
  /** What is typed: a board's id, or its address on Pinterest. */
  typedId: Signal<string>;
  typedName: Signal<string>;
  told: ReadonlySignal<Told>;
  show: (accountId: string) => Promise<void>;
  /** Adds what is typed. Must be called by a click, before any `await`: an address asks for its host. */
  add: () => Promise<void>;
  remove: (board: Board) => Promise<void>;
  /** Puts back what was removed last. */
  undo: () => Promise<void>;
  removed: ReadonlySignal<Board | null>;
  makeDefault: (board: Board) => Promise<void>;
  read: () => Promise<void>;
}

type World = Pick<
  OptionsWorld,
  'listBoards' | 'addBoard' | 'removeBoard' | 'setDefaultBoard' | 'requestHost' | 'findBoardAt' | 'explainError'
>;

/** The board book of the accounts that `accounts` holds. */
export function createBoardBook(world: World, accounts: ReadonlySignal<Account[]>): BoardBook {
  const chosen = signal<string | null>(null);
  const account = computed(() => accounts.value.find(({ id }) => id === chosen.value) ?? accounts.value[0]);
  const accountId = computed(() => account.value?.id ?? null);
  const boards = signal<Board[]>([]);
  const typedId = signal('');
  const typedName = signal('');
  const told = signal<Told>({ tone: 'info', words: '' });
  const removed = signal<Board | null>(null);

  function tell(tone: Told['tone'], words: string): void {
    told.value = { tone, words };
  }

  async function read(): Promise<void> {
    const id = accountId.peek();
    const found = id === null ? [] : await world.listBoards(id);
    if (id === accountId.peek()) boards.value = found;
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      await read();
    } catch (error) {
      tell('danger', world.explainError(error));
    }
  }

  return {
    accountId,
    account,
    boards,
    typedId,
    typedName,
    told,
    removed,
    read,
    show: async (id) => {
      chosen.value = id;
      boards.value = [];
      await read();
    },
    add: () => {
      const finding = findTypedBoard({ id: typedId.peek(), name: typedName.peek() }, world);
      return attempt(async () => {
        const found = await finding;
        const owner = accountId.peek();
        if (typeof found === 'string' || owner === null) return tell('warn', String(found));
        await world.addBoard({ accountId: owner, ...found, source: 'user' });
        typedId.value = '';
        typedName.value = '';
        removed.value = null;
        tell('good', `Added “${found.name}”.`);
      });
    },
    remove: (board) =>
      attempt(async () => {
        await world.removeBoard(board.accountId, board.id);
        removed.value = board;
        tell('good', `Removed “${board.name}”. It stays on Pinterest.`);
      }),
    undo: () =>
      attempt(async () => {
        const board = removed.peek();
        if (!board) return;
        await world.addBoard(board);
        removed.value = null;
        tell('good', `“${board.name}” is back.`);
      }),
    makeDefault: (board) =>
      attempt(async () => {
        await world.setDefaultBoard(board.accountId, board.id);
        tell('good', `“${board.name}” is the default board.`);
      }),
  };
}
