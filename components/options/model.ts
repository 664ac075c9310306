import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { listenToKey, writeKey } from '../../lib/browser/key';
import { wakeEngine } from '../../lib/browser/messages';
import { listenToHosts, listGrantedHosts, requestHost, revokeHost } from '../../lib/browser/permissions';
import { findBoardAt, findTypedBoard } from '../../lib/browser/pinterest-boards';
import { listShortcuts, type Shortcut } from '../../lib/browser/ways-in';
import { sortSlots } from '../../lib/pin/slots';
import {
  type Account,
  addBoard,
  type Board,
  listAccounts,
  listBoards,
  removeBoard,
  setDefaultBoard,
} from '../../lib/store/books';
import { listen, type Topic } from '../../lib/store/changes';
import { type Pause, readPause } from '../../lib/store/engine-memory';
import { listTakenTimes } from '../../lib/store/pins';
import type { DamagedRow } from '../../lib/store/schema';
import { readSettings, type Settings, updateSettings } from '../../lib/store/settings';
import { clearStore, deleteDamaged, listDamaged } from '../../lib/store/upkeep';
import { t } from '../../lib/words/t';
import { createStatus, type Status } from '../ui/status';
import { createTransfer } from '../ui/transfer';
import { createConnection } from './connection';

/** All data at once: export, import, delete. */
function createDataModel({ say, attempt }: Status, now: () => number) {
  return {
    ...createTransfer({ say, attempt }, now),
    dropDamaged: () =>
      attempt(async () => {
        for (const { id } of await listDamaged()) await deleteDamaged(id);
        say(t('options.data.damagedGone'));
      }),
    /** Pins, drafts, pictures, boards, accounts, settings and the key, once the user has confirmed it. */
    deleteEverything: () =>
      attempt(async () => {
        await clearStore();
        await writeKey(null);
        void wakeEngine();
        say(t('options.data.deletedAll'));
      }),
  };
}

export type OptionsModel = ReturnType<typeof createOptions>;

/** The options. Settings are stored as they are changed; there is no *Save*. */
export function createOptions(now: () => number = Date.now, connection = createConnection()) {
  const accounts = signal<Account[]>([]);
  /** Null until read. */
  const settings = signal<Settings | null>(null);
  /** Times that pins take up, by account. */
  const taken = signal<ReadonlyMap<string, number[]>>(new Map());
  const shortcuts = signal<Shortcut[]>([]);
  const hosts = signal<string[]>([]);
  const damaged = signal<DamagedRow[]>([]);
  const pause = signal<Pause>(null);
  const status = createStatus();
  const { line, say, attempt } = status;
  let changes = 0;
  let changing = 0;
  const book = createBoardBook(accounts);

  async function readTaken(): Promise<void> {
    const ids = (await listAccounts()).map(({ id }) => id);
    const times = await Promise.all(ids.map((id) => listTakenTimes(id, now())));
    taken.value = new Map(ids.map((id, place) => [id, times[place] ?? []]));
  }

  const readers: { [topic in Topic]?: () => Promise<void> } = {
    settings: async () => {
      // A change made on this screen while we read is newer than what we read.
      const changesBefore = changes;
      const stored = await readSettings();
      if (changes === changesBefore && changing === 0) settings.value = stored;
    },
    accounts: async () => {
      accounts.value = await listAccounts();
      await Promise.all([book.read(), readTaken()]);
    },
    boards: () => book.read(),
    pins: readTaken,
    damaged: async () => {
      damaged.value = await listDamaged();
    },
    pause: async () => {
      pause.value = await readPause();
    },
  };

  async function readSorted(): Promise<void> {
    const stored = await readSettings();
    settings.value = { ...stored, slots: sortSlots(stored.slots) };
  }

  async function readHosts(): Promise<void> {
    hosts.value = await listGrantedHosts();
  }

  async function readShortcuts(): Promise<void> {
    shortcuts.value = await listShortcuts();
  }

  async function change(patch: Partial<Settings>): Promise<void> {
    const before = settings.peek();
    if (!before) return;
    settings.value = { ...before, ...patch };
    changes++;
    changing++;
    try {
      await updateSettings(patch);
      say(t('options.saved'));
    } catch (error) {
      settings.value = before;
      throw error;
    } finally {
      changing--;
    }
  }

  /** Reads everything and follows what changes elsewhere, until the returned function is called. */
  function start(): () => void {
    const { settings: _settings, boards: _boards, ...others } = readers;
    for (const read of [readSorted, ...Object.values(others), connection.read, readHosts, readShortcuts])
      void attempt(read);
    const stops = [
      listen((topic) => void attempt(readers[topic] ?? (async () => {}))),
      listenToKey(() => void attempt(connection.read)),
      listenToHosts(() => void attempt(readHosts)),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  return {
    connection,
    accounts,
    book,
    settings,
    /** The times (epoch ms) that an account's pins take up; those of the default account where null. */
    takenBy: (accountId: string | null) => {
      const id = accountId ?? settings.value?.defaultAccountId ?? accounts.value[0]?.id ?? '';
      return taken.value.get(id) ?? [];
    },
    shortcuts,
    /** Hosts that the user granted, as match patterns. */
    hosts,
    damaged,
    /** Why nothing is sent at present; null when all is well. */
    pause,
    data: createDataModel(status, now),
    now,
    /** What was stored last, or why it was not. */
    line,
    change: (patch: Partial<Settings>) => attempt(() => change(patch)),
    revoke: (host: string) =>
      attempt(async () => {
        await revokeHost(host);
        await readHosts();
        say(t('options.sites.revoked'));
      }),
    start,
  };
}

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
