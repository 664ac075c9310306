import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { Shortcut } from '../../lib/browser/commands';
import { nextFreeSlots } from '../../lib/pin/slots';
import type { Account } from '../../lib/store/accounts';
import type { Topic } from '../../lib/store/changes';
import type { DamagedRow } from '../../lib/store/damaged';
import type { Pause } from '../../lib/store/pause';
import type { Settings } from '../../lib/store/settings';
import { type BoardBook, createBoardBook } from './board-book';
import { type Connection, createConnection, type Told } from './connection';
import { createDataModel, type DataModel } from './data';
import { sortSlots } from './slot-edits';
import type { OptionsWorld } from './world';

const SLOTS_PREVIEWED = 5;

/** The options' nouns and verbs. Settings are stored as they are changed; there is no *Save*. */
export interface OptionsModel {
  connection: Connection;
  accounts: ReadonlySignal<Account[]>;
  book: BoardBook;
  /** Null until read. */
  settings: ReadonlySignal<Settings | null>;
  /** The next free slots (epoch ms) with the slots as they stand. */
  nextSlots: ReadonlySignal<number[]>;
  shortcuts: ReadonlySignal<Shortcut[]>;
  /** Hosts granted by the user, as match patterns. */
  hosts: ReadonlySignal<string[]>;
  damaged: ReadonlySignal<DamagedRow[]>;
  /** Why nothing is sent at present; null: all is well. */
  pause: ReadonlySignal<Pause>;
  data: DataModel;
  now: () => number;
  /** What was stored last, or why it was not. */
  told: ReadonlySignal<Told>;
  change: (patch: Partial<Settings>) => Promise<void>;
  revoke: (host: string) => Promise<void>;
  /** Reads everything and follows what changes elsewhere until the answer is called. */
  start: () => () => void;
}

/** The options' model over a world. `isSandbox`: the build that talks to a stand-in. */
export function createOptions(world: OptionsWorld, isSandbox: boolean): OptionsModel {
  const accounts = signal<Account[]>([]);
  const settings = signal<Settings | null>(null);
  const taken = signal<number[]>([]);
  const shortcuts = signal<Shortcut[]>([]);
  const hosts = signal<string[]>([]);
  const damaged = signal<DamagedRow[]>([]);
  const pause = signal<Pause>(null);
  const told = signal<Told>({ tone: 'info', words: '' });
  /** Changes so far, and those not stored yet. */
  let changes = 0;
  let changing = 0;
  const connection = createConnection(world, isSandbox);
  const book = createBoardBook(world, accounts);

  const say = (tone: Told['tone'], words: string) => {
    told.value = { tone, words };
  };

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      say('danger', world.explainError(error));
    }
  }

  const readers: Record<Topic, () => Promise<void>> = {
    settings: async () => {
      // What was changed on the screen meanwhile is newer than what an echo of an earlier change brings.
      const changesBefore = changes;
      const stored = await world.readSettings();
      if (changes === changesBefore && changing === 0) settings.value = stored;
    },
    accounts: async () => {
      accounts.value = await world.listAccounts();
      await book.read();
    },
    boards: () => book.read(),
    pins: async () => {
      taken.value = await world.listTakenTimes(world.now());
    },
    damaged: async () => {
      damaged.value = await world.listDamaged();
    },
    pause: async () => {
      pause.value = await world.readPause();
    },
  };
  const readHosts = async () => {
    hosts.value = await world.listGrantedHosts();
  };
  const readShortcuts = async () => {
    shortcuts.value = await world.listShortcuts();
  };

  return {
    connection,
    accounts,
    book,
    settings,
    nextSlots: computed(() => nextFreeSlots(settings.value?.slots ?? [], taken.value, world.now(), SLOTS_PREVIEWED)),
    shortcuts,
    hosts,
    damaged,
    pause,
    data: createDataModel(world, { say, attempt }),
    now: world.now,
    told,
    change: (patch) =>
      attempt(async () => {
        const before = settings.peek();
        if (!before) return;
        settings.value = { ...before, ...patch };
        changes++;
        changing++;
        try {
          await world.updateSettings(patch);
          say('good', 'Saved.');
        } catch (error) {
          settings.value = before;
          throw error;
        } finally {
          changing--;
        }
      }),
    revoke: (host) =>
      attempt(async () => {
        await world.revokeHost(host);
        await readHosts();
        say('good', 'Taken back. Pictures of that site are no longer read by this extension.');
      }),
    start: () => {
      const readSorted = async () => {
        const stored = await world.readSettings();
        settings.value = { ...stored, slots: sortSlots(stored.slots) };
      };
      const { accounts, pins, damaged, pause } = readers;
      for (const read of [readSorted, accounts, pins, damaged, pause, connection.read, readHosts, readShortcuts])
        void attempt(read);
      const stops = [
        world.listen((topic) => void attempt(readers[topic])),
        world.listenToKey(() => void attempt(connection.read)),
        world.listenToHosts(() => void attempt(readHosts)),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
