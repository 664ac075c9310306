import { computed, signal } from '@preact/signals';
import { requestHost } from '../../lib/browser/permissions';
import type { BoardReading } from '../../lib/browser/pinterest-boards';
import { addBoard, type Board, listBoards, siteOf } from '../../lib/store/books';
import { fold, formatHost } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import type { DraftModel } from './draft-model';

export type BoardPicker = ReturnType<typeof createBoardPicker>;

type NamedBoard = Pick<Board, 'id' | 'name'>;

/** Loaded on demand, so that the popup opens sooner. */
const boardAt = () => import('../../lib/browser/pinterest-boards');

/** The combobox *Board* and the account it belongs to. `defaultBoardOf` answers an account's default board. */
export function createBoardPicker(
  draft: DraftModel,
  start: { boards: Board[]; tabId: number | null; defaultBoardOf: (accountId: string) => string | null },
) {
  const { pageUrl } = draft.pin.peek().source;
  const site = siteOf(pageUrl);
  const boards = signal(start.boards);
  const typed = signal<string | null>(null);
  const trouble = signal('');
  const shown = signal<NamedBoard | null>(null);
  const chosenName = () => draft.pin.value.board?.name ?? '';

  function choose({ id, name }: NamedBoard): void {
    typed.value = null;
    trouble.value = '';
    draft.act({ board: { id, name } });
  }

  async function lookAgain(): Promise<void> {
    const { accountId } = draft.pin.peek();
    if (accountId) boards.value = await listBoards(accountId);
  }

  async function add({ id, name }: NamedBoard, source: 'user' | 'page'): Promise<void> {
    const { accountId } = draft.pin.peek();
    if (!accountId) return;
    await addBoard({ accountId, id, name, source });
    await lookAgain();
    choose({ id, name });
  }

  /** Adds the board for whose host the browser asked while this window was closed. */
  async function resume(): Promise<void> {
    const { findBoardAt, takeAskedBoard } = await boardAt();
    const asked = await takeAskedBoard(Date.now());
    if (!asked || asked.accountId !== draft.pin.peek().accountId) return;
    const board = await findBoardAt(asked.address);
    if (board) await add(board, 'user');
    else typed.value = asked.address;
  }

  /** Finds the board that the tab shows, if any. */
  async function findInTab(tabId: number): Promise<void> {
    if (!formatHost(pageUrl).includes('pinterest.')) return;
    const { findBoardInTab } = await import('../../lib/browser/pinterest-boards');
    shown.value = (await findBoardInTab(tabId, pageUrl)) ?? null;
  }

  const reading: BoardReading = {
    requestHost: (address) => {
      const { accountId } = draft.pin.peek();
      if (accountId) void boardAt().then(({ keepAskedBoard }) => keepAskedBoard({ accountId, address }, Date.now()));
      return requestHost(address);
    },
    findBoardAt: async (address) => {
      const { findBoardAt, keepAskedBoard } = await boardAt();
      const board = await findBoardAt(address);
      void keepAskedBoard(null, Date.now());
      return board;
    },
  };

  if (start.tabId !== null) void findInTab(start.tabId);

  return {
    /** The box's text: what is being typed, else the chosen board's name. */
    text: computed(() => typed.value ?? chosenName()),
    /** The boards that fit what is typed, best first. */
    found: computed(() => searchBoards(boards.value, typed.value ?? '', site)),
    /** What is wrong with what is typed, in words; ''. */
    trouble,
    isTyping: computed(() => typed.value !== null),
    type: (text: string) => {
      typed.value = text;
      trouble.value = '';
    },
    choose,
    /** The user left the box: takes the board whose name was typed in full, or goes back to the chosen one. */
    settle: () => {
      const text = typed.peek()?.trim();
      if (text === undefined) return;
      const board = boards.peek().find(({ name, id }) => fold(name) === fold(text) || id === text);
      if (board) return choose(board);
      if (text === '' && draft.pin.peek().board) return clear();
      if (text === '' || draft.pin.peek().board) typed.value = null;
      else trouble.value = t('composer.board.unknown', { text });
    },
    /** The Pinterest board that the page itself is, where it is not in the book yet. */
    onPage: computed(() => (boards.value.some(({ id }) => id === shown.value?.id) ? null : shown.value)),
    /** Writes a board into the book and chooses it; `source` says where we know it from. */
    add,
    /** What reading a board by its address needs. */
    reading,
    /** Goes on with the board for whose host the browser asked while this window was closed. */
    resume,
    /** Another account: its boards, and its own last or default board. */
    chooseAccount: async (accountId: string) => {
      const theirs = await listBoards(accountId);
      boards.value = theirs;
      typed.value = null;
      const board = pickFirstBoard(theirs, site, start.defaultBoardOf(accountId));
      draft.change({ accountId, board: board ? { id: board.id, name: board.name } : null });
    },
    /** Reads the board book again. */
    lookAgain,
  };

  function clear(): void {
    typed.value = null;
    draft.act({ board: null });
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
