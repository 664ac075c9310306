import type { Candidate, PageFacts } from '../../../lib/page/facts';
import { createDraft, type Pin } from '../../../lib/pin/pin';
import { createSlide, type Slide } from '../../../lib/pin/slide';
import type { Account, Board } from '../../../lib/store/books';

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
