import type { ComposerWorld } from '../../../components/composer/world';
import type { Candidate, PageFacts } from '../../../lib/page/facts';
import { createDraft, type Pin } from '../../../lib/pin/pin';
import { createSlide, type Slide } from '../../../lib/pin/slide';
import type { Account } from '../../../lib/store/accounts';
import type { Board } from '../../../lib/store/boards';

export const NOW = Date.UTC(2026, 5, 1, 8, 0);
export const PAGE = 'https://kitchen.test/autumn-soup';

export function candidate(name: string, more: Partial<Candidate> = {}): Candidate {
  return {
    url: `https://pictures.test/${name}.jpg`,
    proposals: [],
    variants: [],
    text: name,
    pinText: '',
    link: null,
    naturalWidth: 1000,
    naturalHeight: 1500,
    shownWidth: 500,
    shownHeight: 750,
    foundIn: 'img',
    score: 1,
    ...more,
  };
}

export function page(more: Partial<PageFacts> = {}): PageFacts {
  return {
    pageUrl: PAGE,
    pageTitle: 'Autumn soup',
    collectedAt: NOW,
    candidates: [candidate('bowl'), candidate('spoon'), candidate('bread')],
    leftOut: [],
    link: { url: PAGE, reason: 'canonical' },
    otherLinks: [],
    title: 'Pumpkin soup',
    description: 'Ready in an hour.',
    site: 'Kitchen',
    optOut: null,
    complete: true,
    notes: [],
    ...more,
  };
}

export function account(more: Partial<Account> = {}): Account {
  return {
    id: 'soc_1',
    workspaceId: 'ws_1',
    workspaceName: 'Kitchen',
    handle: 'kitchen',
    displayName: 'Kitchen',
    avatarUrl: null,
    status: 'ACTIVE',
    scopes: ['boards:read', 'pins:write'],
    tokenExpiresAt: null,
    defaultBoardId: null,
    seenAt: NOW,
    ...more,
  };
}

export function board(name: string, more: Partial<Board> = {}): Board {
  return { accountId: 'soc_1', id: `board-${name}`, name, source: 'meta', lastUsedAt: 0, sites: [], ...more };
}

export function draft(more: Partial<Pin> = {}): Pin {
  const source = { pageUrl: PAGE, pageTitle: 'Autumn soup', collectedAt: NOW };
  return { ...createDraft({ id: 'pin-1', source, handOver: 'at-time', now: NOW }), ...more };
}

export function slide(id: string, more: Partial<Slide> = {}): Slide {
  return {
    ...createSlide({ id, url: `https://pictures.test/${id}.jpg`, text: id, width: 1000, height: 1500 }),
    ...more,
  };
}

/** What the worker makes of a readable picture. */
export function readBytes(one: Slide): Slide {
  const { width, height } = one;
  const facts = {
    hash: `hash-${one.id}`,
    type: 'image/jpeg',
    width,
    height,
    bytes: 1000,
    animated: false,
    transparent: false,
  };
  return { ...one, rung: 'bytes', original: facts, ready: facts, problem: '' };
}

/** A world held in memory. `calls` is what was asked of it, in order. */
export interface FakeWorld extends ComposerWorld {
  rows: Map<string, Pin>;
  boards: Board[];
  accounts: Account[];
  calls: string[];
  /** What the worker does to a slide that it prepares. */
  prepare: (slide: Slide) => Slide;
  /** What another window or the worker does; the composer hears of it. */
  writeElsewhere: (pin: Pin) => Promise<void>;
  key: boolean;
  grant: boolean;
  facts: PageFacts;
  hint: Extract<Awaited<ReturnType<ComposerWorld['collect']>>, { ok: true }>['hint'];
}

export function fakeWorld(more: Partial<FakeWorld> = {}): FakeWorld {
  let ids = 0;
  let saved: Promise<unknown> = Promise.resolve();
  let hear: (what: 'pins' | 'surroundings') => void = () => undefined;
  const world: FakeWorld = {
    rows: new Map(),
    boards: [board('Soups'), board('Breads')],
    accounts: [account()],
    calls: [],
    prepare: readBytes,
    key: true,
    grant: true,
    facts: page(),
    hint: undefined,
    writeElsewhere: async (pin) => {
      world.rows.set(pin.id, pin);
      hear('pins');
      await turns();
    },

    now: () => NOW,
    newId: () => `id-${++ids}`,
    isOnline: () => true,
    listen: (onChange) => {
      hear = onChange;
      return () => undefined;
    },
    findTab: async () => 7,
    collect: async (tabId) => ({ ok: true, tabId, facts: world.facts, hint: world.hint }),
    collectAtRest: async () => undefined,
    hasKey: async () => world.key,
    listAccounts: async () => world.accounts,
    readPreferences: async () => ({
      handOver: 'at-time',
      defaultAccountId: null,
      slots: [{ days: [0, 1, 2, 3, 4, 5, 6], minutes: 18 * 60 }],
      slotsByAccount: {},
      utm: { on: false, template: 'utm_source=pinterest&utm_medium=social' },
    }),
    readPause: async () => null,
    listBoards: async (accountId) => world.boards.filter((one) => one.accountId === accountId),
    addBoard: async (added) => {
      world.boards.push({ ...added, lastUsedAt: 0, sites: [] });
    },
    findBoardInTab: async () => undefined,
    findBoardAt: async () => undefined,
    keepAskedBoard: async () => undefined,
    takeAskedBoard: async () => undefined,
    listTakenTimes: async () => [],
    readPin: async (id) => world.rows.get(id),
    findDraft: async (pageUrl) =>
      [...world.rows.values()].find((pin) => pin.state === 'draft' && pin.source.pageUrl === pageUrl),
    saveDraft: (pin, merge) => {
      const replaced = world.rows.get(pin.id);
      world.rows.set(pin.id, pin);
      const save = saved.then(() => {
        const merged = replaced ? merge(replaced) : pin;
        const isLast = world.rows.get(pin.id) === pin;
        if (isLast) world.rows.set(pin.id, merged);
        hear('pins');
        return isLast ? merged : pin;
      });
      saved = save;
      return save;
    },
    startEdit: async (id) => {
      const copy = { ...(world.rows.get(id) as Pin), id: `edit-of-${id}`, state: 'draft' as const, editOf: id };
      world.rows.set(copy.id, copy);
      return copy;
    },
    schedule: async (id) => {
      world.calls.push(`schedule ${id}`);
      const pin: Pin = { ...(world.rows.get(id) as Pin), state: 'queued' };
      world.rows.set(id, pin);
      return { ok: true, pin };
    },
    keepEditAsNew: async (id) => {
      const pin: Pin = { ...(world.rows.get(id) as Pin), editOf: null };
      world.rows.set(id, pin);
      return pin;
    },
    discard: async (id) => {
      const pin = world.rows.get(id);
      world.rows.delete(id);
      return pin;
    },
    restore: async (pin) => {
      world.rows.set(pin.id, pin);
      return pin;
    },
    duplicate: async (id) => {
      const copy: Pin = { ...(world.rows.get(id) as Pin), id: `copy-of-${id}`, state: 'draft' };
      world.rows.set(copy.id, copy);
      return copy;
    },
    unschedule: async (id) => {
      const pin: Pin = { ...(world.rows.get(id) as Pin), state: 'draft' };
      world.rows.set(id, pin);
      return pin;
    },
    wakeEngine: () => void world.calls.push('wake'),
    prepareSlide: async (pinId, slideId) => {
      world.calls.push(`prepare ${slideId}`);
      await turns();
      const pin = world.rows.get(pinId);
      if (!pin) return;
      const slides = pin.slides.map((one) => (one.id === slideId ? world.prepare(one) : one));
      await world.writeElsewhere({ ...pin, slides });
    },
    readBlob: async () => undefined,
    hasHost: async () => false,
    requestHost: async (url) => {
      world.calls.push(`ask ${new URL(url).host}`);
      return world.grant;
    },
    ...more,
  };
  return world;
}

/** Lets everything that waits on promises go on. */
export async function turns(count = 12): Promise<void> {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
}
