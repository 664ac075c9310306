import { signal } from '@preact/signals';
import { listShortcuts, type Shortcut } from '../../lib/browser/commands';
import { listenToKey, writeKey } from '../../lib/browser/key';
import { wakeEngine } from '../../lib/browser/messages';
import { listenToHosts, listGrantedHosts, revokeHost } from '../../lib/browser/permissions';
import { sortSlots } from '../../lib/pin/slots';
import { type Account, listAccounts } from '../../lib/store/books';
import { listen, type Topic } from '../../lib/store/changes';
import { deleteDamaged, listDamaged } from '../../lib/store/damaged';
import { type Pause, readPause } from '../../lib/store/engine-memory';
import { clearStore } from '../../lib/store/installation';
import { listTakenTimes } from '../../lib/store/pins';
import type { DamagedRow } from '../../lib/store/schema';
import { readSettings, type Settings, updateSettings } from '../../lib/store/settings';
import { t } from '../../lib/words/t';
import { createStatus, type Status } from '../ui/status';
import { createTransfer } from '../ui/transfer';
import { createBoardBook } from './board-book';
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
