import { type ReadonlySignal, signal } from '@preact/signals';
import type { Pin } from '../../lib/pin/pin';
import { composeFirstDraft } from './first-draft';
import { createForm, type Form, type FormStart } from './form-model';
import type { Offer } from './status';
import type { Collected, ComposerWorld, Hint, Target } from './world';

/** What the window shows. `closed`: there is nothing to compose, `words` say why, and `offer` is what can be done instead. */
export type ComposerState =
  | { kind: 'opening' }
  | { kind: 'closed'; title: string; words: string; offer: Offer | null }
  | { kind: 'form'; form: Form };

export interface Composer {
  state: ReadonlySignal<ComposerState>;
  open: (target: Target) => Promise<void>;
  /** A copy of a pin that can no longer be changed, as a new draft. */
  duplicate: (pinId: string) => Promise<void>;
  /** Takes the scheduled pin back and composes on. */
  takeBack: (pinId: string) => Promise<void>;
  /** Drops the draft, or the changes to a pin, with undo; a page's draft makes way for a new one. */
  discard: () => Promise<void>;
  /** Starts another pin from the same page. */
  another: () => Promise<void>;
  stop: () => void;
}

type Page = Extract<Collected, { ok: true }>;

/** The composer: finds out what it was opened for, then holds the form. */
export function createComposer(world: ComposerWorld): Composer {
  const state = signal<ComposerState>({ kind: 'opening' });
  let page: Page | null = null;
  let pageWords = '';
  const stopListening = world.listen((what) => {
    const shown = state.peek();
    if (shown.kind !== 'form') return;
    void (what === 'pins' ? shown.form.lookAtPin() : shown.form.lookAround());
  });

  async function open(target: Target): Promise<void> {
    try {
      await ('pinId' in target ? openPin(target.pinId) : openTab(target));
    } catch (error) {
      close(error instanceof Error ? error.message : 'Something went wrong.');
    }
  }

  async function openTab({ tabId, imageUrl }: Extract<Target, { tabId: number | null }>): Promise<void> {
    const surroundings = readSurroundings();
    const tab = tabId ?? (await world.findTab());
    if (tab === null) return close('There is no page to pin from.');
    const collected = await world.collect(tab);
    if (!collected.ok) return close(collected.words);
    page = collected;
    const hint = { ...collected.hint, ...(imageUrl === null ? {} : { imageUrl }) };
    const earlier = await world.findDraft(collected.facts.pageUrl);
    if (earlier && !isAboutAnother(earlier, hint)) return show(earlier, true, hint, await surroundings);
    await startNew(hint, await surroundings);
  }

  async function openPin(pinId: string): Promise<void> {
    const pin = await world.readPin(pinId);
    if (!pin) return close('This pin is no longer there.');
    if (pin.state === 'published') {
      const copy = { words: 'Make a copy', act: () => void duplicate(pinId) };
      return close('This pin is published. Pinterest lets nothing be changed.', copy);
    }
    pageWords =
      'This pin was opened from the queue. To choose other images, open its page and click the toolbar button.';
    const draft = pin.state === 'draft' ? pin : await world.startEdit(pinId);
    await show(draft, true, undefined, await readSurroundings());
  }

  async function startNew(hint: Hint | undefined, around: Surroundings): Promise<void> {
    if (!page) return;
    const { accounts, preferences } = around;
    const account = accounts.find(({ id }) => id === preferences.defaultAccountId) ?? accounts[0];
    const boards = account ? await world.listBoards(account.id) : [];
    const pin = composeFirstDraft({ facts: page.facts, hint, preferences, account, boards }, world);
    await show(pin, false, hint, around);
  }

  async function show(pin: Pin, isStored: boolean, hint: Hint | undefined, around: Surroundings): Promise<void> {
    const boards = pin.accountId ? await world.listBoards(pin.accountId) : [];
    const taken = await world.listTakenTimes(pin.accountId);
    const form = createForm(
      {
        ...around,
        taken,
        pin,
        isStored,
        hint,
        boards,
        pageWords,
        facts: page?.facts ?? null,
        tabId: page?.tabId ?? null,
      },
      world,
    );
    state.value = { kind: 'form', form };
    const hinted = form.images.offered.peek()[0];
    if (hint?.imageUrl !== undefined && hinted) form.toggle(hinted, true);
    if (hint && isStored) (await import('./pointed-at')).takeIntoEarlier(hint, form);
    // What the user pointed at is as good as typed: it is kept, also when the popup closes or moves to a window.
    else if (hint?.selection !== undefined || hint?.linkUrl !== undefined) form.draft.change({});
    void form.slides.resume();
    void visitAgain(form);
  }

  async function visitAgain(form: Form): Promise<void> {
    const later = page && (await world.collectAtRest(page.tabId));
    if (later) form.takeLater(later);
  }

  async function readSurroundings(): Promise<Surroundings> {
    const [preferences, accounts, hasKey, pause] = await Promise.all([
      world.readPreferences(),
      world.listAccounts(),
      world.hasKey(),
      world.readPause(),
    ]);
    return { preferences, accounts, hasKey, pause };
  }

  async function duplicate(pinId: string): Promise<void> {
    const copy = await world.duplicate(pinId);
    await open({ pinId: copy.id });
  }

  async function discard(): Promise<void> {
    const shown = state.peek();
    if (shown.kind !== 'form') return;
    const { draft } = shown.form;
    draft.close();
    await draft.settle();
    const before = await world.discard(draft.pin.peek().id);
    const bringBack = async (pin: Pin) => show(await world.restore(pin), true, undefined, await readSurroundings());
    const offer = before ? { words: 'Undo', act: () => void bringBack(before) } : null;
    if (before?.editOf !== null || !page) return close('The pin stays as it was.', offer, 'Changes discarded');
    await startNew(undefined, await readSurroundings());
    const fresh = state.peek();
    if (fresh.kind === 'form') fresh.form.say('good', 'The draft is discarded; this is a new one.', offer ?? undefined);
  }

  function close(words: string, offer: Offer | null = null, title = 'Nothing to pin here'): void {
    state.value = { kind: 'closed', title, words, offer };
  }

  return {
    state,
    open,
    duplicate,
    discard,
    takeBack: async (pinId) => {
      const pin = await world.unschedule(pinId);
      if (pin) await show(pin, true, undefined, await readSurroundings());
    },
    another: async () => startNew(undefined, await readSurroundings()),
    stop: stopListening,
  };
}

type Surroundings = Pick<FormStart, 'preferences' | 'accounts' | 'hasKey' | 'pause'>;

/** A picture pointed at that is not in the earlier draft means a new pin; the earlier one stays in the queue. */
function isAboutAnother(earlier: Pin, hint: Hint): boolean {
  const { imageUrl } = hint;
  if (imageUrl === undefined || earlier.slides.length === 0) return false;
  return !earlier.slides.some(({ url, variants = [] }) => [url, ...variants].includes(imageUrl));
}
