import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { BoardReading } from '../../lib/pin/typed-board';
import type { Board } from '../../lib/store/boards';
import type { DraftModel } from './draft-model';
import type { ComposerWorld } from './world';

/** The combobox *Board* and the account it belongs to. */
export interface BoardDesk {
  /** What stands in the box: what is being typed, else the chosen board's name. */
  text: ReadonlySignal<string>;
  /** The boards that fit what is typed, best first. */
  found: ReadonlySignal<Board[]>;
  /** What is wrong with what is typed, in words; ''. */
  trouble: ReadonlySignal<string>;
  type: (text: string) => void;
  choose: (board: { id: string; name: string }) => void;
  /** The user left the box: takes the board whose name was typed in full, or goes back to the chosen one. */
  settle: () => void;
  /** The Pinterest board that the page itself is, where it is not in the book yet. */
  onPage: ReadonlySignal<{ id: string; name: string } | null>;
  /** What reading a board by its address needs. */
  reading: BoardReading;
  /** Writes a board into the book and chooses it; `source` says where we know it from. */
  add: (board: { id: string; name: string }, source: 'user' | 'page') => Promise<void>;
  /** Another account: its boards, and its own last or default board. */
  chooseAccount: (accountId: string) => Promise<void>;
  /** Reads the board book again. */
  lookAgain: () => Promise<void>;
}

type World = Pick<
  ComposerWorld,
  'listBoards' | 'addBoard' | 'findBoardInTab' | 'findBoardAt' | 'requestHost' | 'keepAskedBoard' | 'takeAskedBoard'
>;

export function createBoardDesk(
  draft: DraftModel,
  start: {
    boards: Board[];
    site: string;
    pageUrl: string;
    tabId: number | null;
    defaultBoardOf: (accountId: string) => string | null;
  },
  world: World,
): BoardDesk {
  const boards = signal(start.boards);
  const typed = signal<string | null>(null);
  const trouble = signal('');
  const shown = signal<{ id: string; name: string } | null>(null);
  const chosenName = () => draft.pin.value.board?.name ?? '';

  function choose({ id, name }: { id: string; name: string }): void {
    typed.value = null;
    trouble.value = '';
    draft.change({ board: { id, name } });
  }

  async function lookAgain(): Promise<void> {
    const { accountId } = draft.pin.peek();
    if (accountId) boards.value = await world.listBoards(accountId);
  }

  async function add({ id, name }: { id: string; name: string }, source: 'user' | 'page'): Promise<void> {
    const { accountId } = draft.pin.peek();
    if (!accountId) return;
    await world.addBoard({ accountId, id, name, source });
    await lookAgain();
    choose({ id, name });
  }

  /** Adds the board for whose host the browser asked while this window was closed. */
  async function resume(): Promise<void> {
    const asked = await world.takeAskedBoard();
    if (!asked || asked.accountId !== draft.pin.peek().accountId) return;
    const board = await world.findBoardAt(asked.address);
    if (board) await add(board, 'user');
    else typed.value = asked.address;
  }

  void resume();
  if (start.tabId !== null) {
    void world.findBoardInTab(start.tabId, start.pageUrl).then((board) => {
      shown.value = board ?? null;
    });
  }

  return {
    text: computed(() => typed.value ?? chosenName()),
    found: computed(() => searchBoards(boards.value, typed.value ?? '', start.site)),
    trouble,
    type: (text) => {
      typed.value = text;
      trouble.value = '';
    },
    choose,
    settle: () => {
      const text = typed.peek()?.trim();
      if (text === undefined) return;
      const board = boards.peek().find(({ name, id }) => fold(name) === fold(text) || id === text);
      if (board) return choose(board);
      if (text === '' && draft.pin.peek().board) return clear();
      if (text === '' || draft.pin.peek().board) typed.value = null;
      else trouble.value = `“${text}” is not in your board book. Add it with “Add board…”, or choose another.`;
    },
    onPage: computed(() => (boards.value.some(({ id }) => id === shown.value?.id) ? null : shown.value)),
    add,
    reading: {
      requestHost: (address) => {
        const { accountId } = draft.pin.peek();
        if (accountId) void world.keepAskedBoard({ accountId, address });
        return world.requestHost(address);
      },
      findBoardAt: async (address) => {
        const board = await world.findBoardAt(address);
        void world.keepAskedBoard(null);
        return board;
      },
    },
    chooseAccount: async (accountId) => {
      const theirs = await world.listBoards(accountId);
      boards.value = theirs;
      typed.value = null;
      const board = pickFirstBoard(theirs, start.site, start.defaultBoardOf(accountId));
      draft.change({ accountId, board: board ? { id: board.id, name: board.name } : null });
    },
    lookAgain,
  };

  function clear(): void {
    typed.value = null;
    draft.change({ board: null });
  }
}

/** The board a new draft starts with: the one last used for this site, else the account's default, else none. */
export function pickFirstBoard(boards: readonly Board[], site: string, defaultId: string | null): Board | undefined {
  return boards.find(({ sites }) => site !== '' && sites.includes(site)) ?? boards.find(({ id }) => id === defaultId);
}

/** Boards whose name holds every word typed: those used for this site first, then in the order given. */
export function searchBoards(boards: readonly Board[], typed: string, site: string): Board[] {
  const words = fold(typed).split(' ').filter(Boolean);
  const fitting = boards.filter(({ name }) => words.every((word) => fold(name).includes(word)));
  const usedHere = (board: Board) => (board.sites.includes(site) ? 0 : 1);
  return fitting.sort((a, b) => usedHere(a) - usedHere(b));
}

function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim();
}
