import { batch, computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';
import type { Account } from '../../lib/store/accounts';
import type { Topic } from '../../lib/store/changes';
import type { DamagedRow } from '../../lib/store/damaged';
import type { Pause } from '../../lib/store/pause';
import { createRefresher } from './refresher';
import { createStatus, type StatusModel } from './status';
import { createVerbs, type QueueVerbs } from './verbs';
import { arrange, countByFilter, cutSections, type Filter, findPins, listShown, type Section } from './view';
import type { QueueWorld } from './world';

/** Rows in the document at first, and added by each *Show more*. */
export const PAGE_SIZE = 50;
const TICK = 15_000;

/** The queue's nouns; they change when the store does. */
export interface QueueModel {
  /** Every pin that has a row; null until first read. */
  pins: ReadonlySignal<Pin[] | null>;
  accounts: ReadonlySignal<Map<string, Account>>;
  pause: ReadonlySignal<Pause>;
  damaged: ReadonlySignal<DamagedRow[]>;
  /** Ids of pins that have changes begun in the composer and not applied. */
  beingEdited: ReadonlySignal<Set<string>>;
  /** Epoch ms, moving on while the screen is open. */
  now: ReadonlySignal<number>;
  filter: Signal<Filter>;
  search: Signal<string>;
  counts: ReadonlySignal<Record<Filter, number>>;
  found: ReadonlySignal<Pin[]>;
  /** What is in the document: of what was found, `limit` pins after the first `skip`. */
  sections: ReadonlySignal<Section[]>;
  skip: ReadonlySignal<number>;
  limit: ReadonlySignal<number>;
  selected: Signal<ReadonlySet<string>>;
  /** The selected pins among those found: what is out of sight is not acted on. */
  chosen: ReadonlySignal<Pin[]>;
  status: StatusModel;
  verbs: QueueVerbs;
  showFilter: (filter: Filter) => void;
  showSearch: (search: string) => void;
  showMore: () => void;
  /** One page before the first row; only while `skip` is above 0. */
  showEarlier: () => void;
  /** The pin that its row should bring into view and focus, once. */
  sought: Signal<string | null>;
  /** Brings one pin into the document, whatever was filtered, and has its row focused. */
  showPin: (id: string) => void;
  toggle: (id: string) => void;
  toggleAll: () => void;
  /** Reads everything and follows the store until `stop`. */
  start: () => () => void;
}

/** The queue's model over a world. */
export function createQueue(world: QueueWorld): QueueModel {
  const all = signal<Pin[] | null>(null);
  const accounts = signal(new Map<string, Account>());
  const pause = signal<Pause>(null);
  const damaged = signal<DamagedRow[]>([]);
  const now = signal(world.now());
  const filter = signal<Filter>('all');
  const search = signal('');
  const skip = signal(0);
  const limit = signal(PAGE_SIZE);
  const sought = signal<string | null>(null);
  const selected = signal<ReadonlySet<string>>(new Set());

  const pins = computed(() => all.value && listShown(all.value, now.value));
  const beingEdited = computed(() => new Set((all.value ?? []).flatMap(({ editOf }) => editOf ?? [])));
  const counts = computed(() => countByFilter(pins.value ?? []));
  const found = computed(() => findPins(pins.value ?? [], filter.value, search.value));
  const arranged = computed(() => arrange(found.value));
  /** Never past the last page, whatever is removed meanwhile. */
  const start = computed(() => Math.min(skip.value, pageOf(found.value.length - 1)));
  const sections = computed(() => cutSections(arranged.value, start.value, limit.value));
  const chosen = computed(() => found.value.filter(({ id }) => selected.value.has(id)));
  const status = createStatus(world.explainError);

  const readers: Record<Topic, () => Promise<void>> = {
    pins: async () => {
      all.value = await world.listPins();
      now.value = world.now();
    },
    accounts: async () => {
      accounts.value = new Map((await world.listAccounts()).map((account) => [account.id, account]));
    },
    pause: async () => {
      pause.value = await world.readPause();
    },
    damaged: async () => {
      damaged.value = await world.listDamaged();
    },
    boards: async () => {},
    settings: async () => {},
  };

  function showFrom(change: () => void): void {
    batch(() => {
      skip.value = 0;
      limit.value = PAGE_SIZE;
      change();
    });
  }

  return {
    pins,
    accounts,
    pause,
    damaged,
    beingEdited,
    now,
    filter,
    search,
    counts,
    found,
    sections,
    skip: start,
    limit,
    selected,
    chosen,
    status,
    verbs: createVerbs(world, status, { pins, chosen, selected, sought }),
    showFilter: (value) => showFrom(() => (filter.value = value)),
    showSearch: (value) => showFrom(() => (search.value = value)),
    showMore: () => {
      limit.value += PAGE_SIZE;
    },
    showEarlier: () => {
      skip.value = Math.max(0, start.value - PAGE_SIZE);
      limit.value += PAGE_SIZE;
    },
    sought,
    showPin: (id) => {
      sought.value = id;
      showFrom(() => ([filter.value, search.value] = ['all', '']));
      const place = arranged.value.flatMap((section) => section.pins).findIndex((pin) => pin.id === id);
      skip.value = pageOf(place);
    },
    toggle: (id) => {
      const next = new Set(selected.value);
      if (!next.delete(id)) next.add(id);
      selected.value = next;
    },
    toggleAll: () => {
      const ids = found.value.map(({ id }) => id);
      selected.value = ids.every((id) => selected.value.has(id)) ? new Set() : new Set(ids);
    },
    start: () => follow(world, readers, status, now),
  };
}

/** The place at which the page that holds `place` begins. */
function pageOf(place: number): number {
  return Math.max(0, Math.floor(place / PAGE_SIZE) * PAGE_SIZE);
}

function follow(
  world: QueueWorld,
  readers: Record<Topic, () => Promise<void>>,
  status: StatusModel,
  now: Signal<number>,
): () => void {
  const refreshers = Object.entries(readers).map(
    ([topic, read]) => [topic, createRefresher(() => status.attempt(read), world)] as const,
  );
  const byTopic = new Map<string, ReturnType<typeof createRefresher>>(refreshers);
  const stopListening = world.listen((topic) => byTopic.get(topic)?.refresh());
  for (const [, refresher] of refreshers) refresher.refresh();
  world.look();
  const stopLooking = world.onReturn(world.look);
  let cancelTick = () => {};
  const tick = () => {
    now.value = world.now();
    cancelTick = world.after(TICK, tick);
  };
  tick();
  return () => {
    stopListening();
    stopLooking();
    cancelTick();
    for (const [, refresher] of refreshers) refresher.stop();
  };
}
