import { batch, computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { checkPosts } from '../../lib/browser/messages';
import type { Pin } from '../../lib/pin/pin';
import { slotsFor } from '../../lib/pin/slots';
import { type Account, type Board, listAccounts, listBoards } from '../../lib/store/books';
import { listen, type Topic } from '../../lib/store/changes';
import { readPauses, type StandingPause } from '../../lib/store/engine-memory';
import type { DamagedRow } from '../../lib/store/schema';
import { readSettings, type Settings } from '../../lib/store/settings';
import { listDamaged } from '../../lib/store/upkeep';
import { MINUTE, SECOND } from '../../lib/time';
import { createStatus } from '../ui/status';
import { createThumbnails } from '../ui/thumb';
import { createTransfer } from '../ui/transfer';
import { arrange, type Filter, findPins, listShown, NO_FILTER, type Sort } from './arrange';
import type { Mode } from './calendar-days';
import { openPinBook } from './pin-book';
import { nameWindow, openUndo } from './undo-stack';
import { createVerbs } from './verbs';

/** The selected pins, in order. Hidden pins are not acted on. */
function createSelection(shown: ReadonlySignal<Pin[]>) {
  const ids = signal<ReadonlySet<string>>(new Set());
  /** Where a range begins. */
  let anchor: string | null = null;

  function selectRange(to: string): void {
    const order = shown.peek().map(({ id }) => id);
    const [from, end] = [order.indexOf(anchor ?? to), order.indexOf(to)].sort((a, b) => a - b);
    if (from === undefined || end === undefined || from < 0) return;
    ids.value = new Set([...ids.peek(), ...order.slice(from, end + 1)]);
  }

  return {
    ids,
    pins: computed(() => shown.value.filter(({ id }) => ids.value.has(id))),
    /** Adds or removes one; with `isRange`, everything since the last one. */
    toggle: (id: string, isRange = false) => {
      if (isRange && anchor !== null) return selectRange(id);
      const next = new Set(ids.peek());
      if (!next.delete(id)) next.add(id);
      anchor = id;
      ids.value = next;
    },
    toggleAll: () => {
      const all = shown.peek().map(({ id }) => id);
      ids.value = all.every((id) => ids.peek().has(id)) ? new Set() : new Set(all);
    },
    clear: () => {
      ids.value = new Set();
    },
  };
}

const TICK = 15 * SECOND;
/** The first rows include what is just going out. */
const FIRST_FROM = 5 * MINUTE;

/** The open dialog. */
export type Asking =
  | { what: 'reschedule' | 'board' | 'shift' | 'spread' | 'template' | 'details'; pins: readonly Pin[] }
  | { what: 'slot'; at: number; accountId: string | null }
  | { what: 'keys' }
  | { what: 'spreadsheet' };

export const VIEWS = ['list', 'calendar', 'history'] as const;
type View = (typeof VIEWS)[number];

export type Planner = ReturnType<typeof openPlanner>;

/** The planner, until `close`. `now` answers epoch ms. */
export function openPlanner(now: () => number = Date.now) {
  const status = createStatus();
  const book = openPinBook(now() - FIRST_FROM, (error) => status.attempt(() => Promise.reject(error)));
  const accounts = signal(new Map<string, Account>());
  const boards = signal<readonly Board[]>([]);
  const settings = signal<Settings | null>(null);
  const pauses = signal<readonly StandingPause[]>([]);
  const damaged = signal<DamagedRow[]>([]);
  const time = signal(now());
  const view = signal<View>('list');
  const filter = signal<Filter>(NO_FILTER);
  const sort = signal<Sort>('time');
  const calendarMode = signal<Mode>('week');
  /** A moment that the calendar shows; epoch ms. */
  const calendarAt = signal(now());
  const asking = signal<Asking | null>(null);
  /** The pin whose row is to scroll into view and take the focus, once. */
  const sought = signal<string | null>(null);
  /** The pin whose row Tab leads to. */
  const current = signal<string | null>(null);

  const all = computed(() => book.pins.value ?? []);
  const pins = computed(() => book.pins.value && listShown(book.pins.value, time.value));
  const found = computed(() => findPins(pins.value ?? [], filter.value));
  const sections = computed(() => arrange(found.value.pins, sort.value));
  const ordered = computed(() => sections.value.flatMap((section) => section.pins));
  const selection = createSelection(ordered);
  const slotsOf = (accountId: string | null) => (settings.value ? slotsFor(settings.value, accountId) : []);
  const undo = openUndo(nameWindow(sessionStorage, navigator.locks, now()), now());

  const readers: Partial<Record<Topic, () => Promise<void>>> = {
    accounts: async () => {
      const list = await listAccounts();
      accounts.value = new Map(list.map((account) => [account.id, account]));
      boards.value = (await Promise.all(list.map(({ id }) => listBoards(id)))).flat();
    },
    boards: async () => {
      boards.value = (await Promise.all([...accounts.peek().keys()].map(listBoards))).flat();
    },
    settings: async () => {
      settings.value = await readSettings();
    },
    pause: async () => {
      pauses.value = await readPauses();
    },
    damaged: async () => {
      damaged.value = await listDamaged();
    },
  };
  const look = (topic: Topic, ids?: readonly string[]) => {
    const read = readers[topic];
    if (topic === 'pins') book.look(ids);
    else if (read) void status.attempt(read);
  };
  for (const topic of Object.keys(readers) as Topic[]) look(topic);
  const stopListening = listen(look);
  const stopReturning = onReturn(() => void checkPosts());
  void checkPosts();
  const ticking = setInterval(() => {
    time.value = now();
  }, TICK);

  function narrow(change: Partial<Filter>): void {
    filter.value = { ...filter.peek(), ...change };
  }

  /** Shows one pin, dropping filters if they hide it, and focuses its row. */
  function showPin(id: string): void {
    batch(() => {
      view.value = 'list';
      filter.value = NO_FILTER;
      sought.value = id;
    });
  }

  return {
    all,
    /** Every pin that has a row; null until first read. */
    pins,
    isComplete: book.isComplete,
    accounts,
    boards,
    settings,
    pauses,
    damaged,
    /** Epoch ms, moving on while the screen is open. */
    now: time,
    view,
    filter,
    sort,
    calendarMode,
    calendarAt,
    asking,
    sought,
    current,
    found,
    sections,
    ordered,
    selection,
    status,
    undo,
    slotsOf,
    findThumbnail: createThumbnails(),
    /** Ids of pins with changes in the composer that are not applied. */
    beingEdited: computed(() => new Set(all.value.flatMap(({ editOf }) => editOf ?? []))),
    verbs: createVerbs({ all, accounts, selected: selection.ids, sought, slotsOf }, status, undo, now),
    transfer: createTransfer(status, now),
    narrow,
    /** Whether the pin's account is paused. */
    isPaused: (pin: Pin) => pauses.value.some(({ accountId }) => accountId === null || accountId === pin.accountId),
    showPin,
    /** The same, as soon as that pin is read. */
    showOnceRead: (id: string) => {
      const stop = effect(() => {
        if (!book.pins.value?.some((pin) => pin.id === id)) return;
        queueMicrotask(() => {
          stop();
          showPin(id);
        });
      });
    },
    close: () => {
      book.stop();
      stopListening();
      stopReturning();
      clearInterval(ticking);
    },
  };
}

function onReturn(look: () => void): () => void {
  const listener = () => {
    if (document.visibilityState === 'visible') look();
  };
  document.addEventListener('visibilitychange', listener);
  return () => document.removeEventListener('visibilitychange', listener);
}
