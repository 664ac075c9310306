import 'fake-indexeddb/auto';
import { vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import type { Target } from '../../../components/composer/around';
import { createComposer } from '../../../components/composer/composer-model';
import type { Form } from '../../../components/composer/form-model';
import { writeKey } from '../../../lib/browser/key';
import { leaveHint } from '../../../lib/browser/session';
import type { PageFacts } from '../../../lib/page/facts';
import type { Pin } from '../../../lib/pin/pin';
import type { Slide } from '../../../lib/pin/slide';
import { type Account, addBoards, type Board, clearAccounts, putAccounts } from '../../../lib/store/books';
import { useDatabaseName } from '../../../lib/store/database';
import { listPins, readPin, updatePin } from '../../../lib/store/pins';
import { updateSettings } from '../../../lib/store/settings';
import { account, board, NOW, PAGE, page, readBytes } from './samples';

// These tests are about the composer: what its page holds is given as facts, judged already.
vi.mock('../../../lib/page/judge/judge-page', () => ({ judgeFrames: (facts: PageFacts) => facts }));

export const TAB = 7;

/** Waits until `check` no longer throws, on a machine that may be busy. */
export const eventually = (check: () => unknown) => vi.waitFor(check, 10_000);

/**
 * The browser around the composer: one tab with a page, a key, and a worker that reads every picture it is asked for. The
 * store is the real one. `calls` is what was asked of the browser, in order.
 */
export interface Stage {
  facts: PageFacts;
  /** What the page holds when it is read again, at rest; undefined: it can no longer be read. */
  later: PageFacts | undefined;
  /** Why the page cannot be read; null: it can. */
  refusal: Error | null;
  /** What the worker makes of a slide; undefined: it is stopped in the middle. */
  prepare: ((slide: Slide) => Slide) | undefined;
  calls: string[];
  grants: boolean;
  granted: (url: string) => boolean;
}

export let stage: Stage;
let databases = 0;
const opened: ReturnType<typeof createComposer>[] = [];

// The store is the real one, on a machine that may be busy.
vi.setConfig({ testTimeout: 20_000 });

/** A fresh browser and an empty store with two boards of one account. Call before each test. */
export async function setStage(): Promise<void> {
  await closeOpened();
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  fakeBrowser.reset();
  await useDatabaseName(`composer-${databases++}`);
  stage = {
    facts: page(),
    later: undefined,
    refusal: null,
    prepare: readBytes,
    calls: [],
    grants: true,
    granted: () => false,
  };
  await Promise.all([setAccounts([account()]), addBoards([board('Soups'), board('Breads')]), writeKey('pb_live_1')]);
  await updateSettings({ slots: [{ days: [0, 1, 2, 3, 4, 5, 6], minutes: 18 * 60 }] });

  fakeBrowser.scripting.executeScript = (async ({ files }: { files?: string[] }) => {
    if (stage.refusal) throw stage.refusal;
    // The first visit injects the collector's file; the later one calls what has stayed in the tab.
    const record = files ? stage.facts : stage.later;
    return [{ frameId: 0, result: record ? JSON.stringify(record) : null }];
  }) as never;
  fakeBrowser.tabs.query = (async () => [{ id: TAB }]) as never;
  fakeBrowser.tabs.get = (async (id: number) => ({ id })) as never;
  fakeBrowser.permissions.contains = (async ({ origins = [] }: { origins?: string[] }) =>
    stage.granted(origins[0] ?? '')) as never;
  fakeBrowser.permissions.request = (async ({ origins = [] }: { origins?: string[] }) => {
    stage.calls.push(`ask ${origins[0]}`);
    return stage.grants;
  }) as never;
  const silent = { addListener: () => undefined, removeListener: () => undefined };
  Object.assign(fakeBrowser.permissions, { onAdded: silent, onRemoved: silent });
  fakeBrowser.runtime.sendMessage = (async (message: { type: string; pinId: string; slideId: string }) => {
    stage.calls.push(message.type === 'prepare' ? `prepare ${message.slideId}` : message.type);
    if (message.type === 'prepare') await workOn(message.pinId, message.slideId);
  }) as never;
}

/** What an earlier test left open would write into the store of the next. */
async function closeOpened(): Promise<void> {
  for (const { state, stop } of opened.splice(0)) {
    const shown = state.peek();
    stop();
    if (shown.kind !== 'form') continue;
    await shown.form.slides.idle();
    await shown.form.draft.whenSaved();
  }
}

/** What the worker writes of a slide, in a transaction of its own. */
export async function workOn(pinId: string, slideId: string, find = stage.prepare): Promise<void> {
  if (!find) return;
  await updatePin(pinId, (pin) => ({
    ...pin,
    slides: pin.slides.map((one) => (one.id === slideId ? find(one) : one)),
  }));
}

export async function setAccounts(accounts: Account[]): Promise<void> {
  await clearAccounts();
  await putAccounts(accounts);
}

export async function setBoards(boards: Board[]): Promise<void> {
  await addBoards(boards);
}

/** What the user pointed at in the context menu of the tab. */
export async function pointAt(hint: { imageUrl?: string; linkUrl?: string; selection?: string }): Promise<void> {
  await leaveHint({ tabId: TAB, pageUrl: PAGE, at: Date.now(), ...hint });
}

export const storedPins = (): Promise<Pin[]> => listPins();
export const stored = async (id = 'pin-1'): Promise<Pin> => (await readPin(id)) as Pin;

/** A composer opened for the tab in view, or for `target`; `form` is the form it shows by then. */
export async function open(target: Target = { tabId: null, imageUrl: null }) {
  const composer = createComposer();
  opened.push(composer);
  await composer.open(target);
  const form = (): Form => {
    const state = composer.state.value;
    if (state.kind !== 'form') throw new Error(`the composer is ${state.kind}`);
    return state.form;
  };
  const closed = () => {
    const state = composer.state.value;
    if (state.kind !== 'closed') throw new Error(`the composer is ${state.kind}`);
    return state;
  };
  return { composer, form, closed };
}

/** Chooses a board, which is all that a pin of the sample page lacks, and waits until its picture is read. */
export async function fill(form: Form): Promise<void> {
  form.boards.choose({ id: 'board-Soups', name: 'Soups' });
  await form.slides.idle();
}
