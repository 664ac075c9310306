import { signal } from '@preact/signals';
import { type Collected, collectAtRest, collectFrom, findActiveTab } from '../../lib/browser/in-page';
import { wakeEngine } from '../../lib/browser/messages';
import { findEditing, openPageToEdit } from '../../lib/browser/session';
import type { PageFacts } from '../../lib/page/facts';
import type { Pin } from '../../lib/pin/pin';
import { listBoards } from '../../lib/store/books';
import { findDraft, listTakenTimes, readPin } from '../../lib/store/pins';
import { t } from '../../lib/words/t';
import { type Around, applyHintToDraft, listenToAll, markTabWithDraft, readAround, type Target } from './around';
import { composeFirstDraft, isAboutAnother, type Pointed } from './first-draft';
import { createForm, type Form, findDefaultAccount } from './form-model';
import type { Offer } from './status';

/** What the window shows. `closed`: there is nothing to compose, `words` say why, and `offer` is what can be done instead. */
export type ComposerState =
  | { kind: 'opening' }
  | { kind: 'closed'; title: string; words: string; offer: Offer | null }
  | { kind: 'form'; form: Form }
  /** The review of separate pins; `goBack` leads to where their pictures were chosen, if that was here. */
  | { kind: 'plan'; planId: string; tabId: number | null; goBack: (() => void) | null };

/** Ms after the first look in which the page, and what can wait, are left alone: the popup is being painted. */
const SETTLING = 600;

const POINTED = ['imageUrl', 'linkUrl', 'selection'] as const satisfies (keyof Pointed)[];

type Page = Extract<Collected, { ok: true }>;

/** Loaded when the user first needs it. */
const loadVerbs = () => import('../../lib/store/verbs');
const loadJudge = () => import('../../lib/page/judge/judge-page');
const judge: Parameters<typeof collectFrom>[1] = async (main, frames) => (await loadJudge()).judgeFrames(main, frames);
const loadEdits = () => import('../../lib/store/verbs');

export type Composer = ReturnType<typeof createComposer>;

/** The composer: finds out what it was opened for, then holds the form. */
export function createComposer() {
  const state = signal<ComposerState>({ kind: 'opening' });
  let page: Page | null = null;
  let pageWords = '';
  /** Counts what was opened: a page that answers late must not take the place of one asked for since. */
  let openings = 0;
  /** The plan from which the user came back to a draft to choose other pictures. */
  let left: { draftId: string; planId: string } | undefined;
  const stopListening = listenToAll((what, ids) => {
    const form = shownForm();
    if (form) void (what === 'pins' ? form.lookAtPin(ids) : form.lookAround());
  });

  function shownForm(): Form | undefined {
    const shown = state.peek();
    return shown.kind === 'form' ? shown.form : undefined;
  }

  async function open(target: Target): Promise<void> {
    const opening = ++openings;
    try {
      if ('pinId' in target) await openPin(target.pinId);
      else if ('planId' in target) showPlan(target.planId, null);
      else if ('facts' in target) await openSample(target.facts);
      else await openTab(target);
    } catch (error) {
      if (opening === openings) close(error instanceof Error ? error.message : t('composer.closed.unknown'));
    }
  }

  async function openTab({ tabId, imageUrl }: Extract<Target, { tabId: number | null }>): Promise<void> {
    const opening = openings;
    const around = readAround();
    void loadJudge(); // while the page is being read
    const tab = tabId ?? (await findActiveTab());
    if (tab === undefined) return close(t('composer.closed.noTab'));
    const collected = await collectFrom(tab, judge);
    if (opening !== openings) return;
    if (!collected.ok) return close(collected.words);
    page = collected;
    const hint = { ...collected.hint, ...(imageUrl === null ? {} : { imageUrl }) };
    const edited = await findEditedIn(collected);
    const earlier = edited ?? (await findDraft(collected.facts.pageUrl));
    if (earlier && (edited || !isAboutAnother(earlier, hint))) await show(earlier, true, hint, await around);
    else await startNew(hint, await around);
    if (!edited) await offerOpenPlan(collected.facts.pageUrl);
  }

  async function openSample(facts: PageFacts): Promise<void> {
    page = { ok: true, tabId: -1, facts, hint: undefined };
    await startNew(undefined, await readAround());
  }

  /** A plan begun on this page and not scheduled yet is one click away. */
  async function offerOpenPlan(pageUrl: string): Promise<void> {
    const { findOpenPlan } = await import('../../lib/store/plans');
    const planId = await findOpenPlan(pageUrl);
    if (planId === undefined) return;
    const goOn = { words: t('composer.make.goOn'), act: () => showPlan(planId, null) };
    shownForm()?.say('info', t('composer.make.begun'), goOn, 'stays');
  }

  function showPlan(planId: string, goBack: (() => void) | null): void {
    shownForm()?.draft.release();
    state.value = { kind: 'plan', planId, tabId: page?.tabId ?? null, goBack };
  }

  /** Makes a pin of each chosen picture; they are reviewed and scheduled together. */
  async function separate(): Promise<void> {
    const draft = shownForm()?.draft.pin.peek();
    const planId = await shownForm()?.make.begin(left?.draftId === draft?.id ? left?.planId : undefined);
    if (draft && planId !== undefined) showPlan(planId, () => void reopen(draft.id, planId));
  }

  /** Back from a plan to the draft whose pictures it was made of. */
  async function reopen(draftId: string, planId: string): Promise<void> {
    left = { draftId, planId };
    const [pin, around] = await Promise.all([readPin(draftId), readAround()]);
    await (pin ? show(pin, true, undefined, around) : startNew(undefined, around));
    if (page) await offerOpenPlan(page.facts.pageUrl);
  }

  async function openPin(pinId: string): Promise<void> {
    const pin = await readPin(pinId);
    if (!pin) return close(t('composer.closed.gone'));
    if (pin.state === 'published') {
      const copy = { words: t('composer.closed.copy'), act: () => void duplicate(pinId) };
      return close(t('composer.closed.published'), copy);
    }
    pageWords = t('composer.images.openPage');
    const draft = pin.state === 'draft' ? pin : await (await loadEdits()).startEdit(pinId, Date.now());
    await show(draft, true, undefined, await readAround());
  }

  async function startNew(hint: Pointed | undefined, around: Around): Promise<void> {
    if (!page) return;
    const account = findDefaultAccount(around.accounts, around.preferences);
    const boards = account ? await listBoards(account.id) : [];
    const pin = composeFirstDraft({ facts: page.facts, hint, preferences: around.preferences, account, boards });
    await show(pin, false, hint, around);
  }

  async function show(pin: Pin, isStored: boolean, hint: Pointed | undefined, around: Around): Promise<void> {
    const boards = pin.accountId ? await listBoards(pin.accountId) : [];
    const edited = pin.editOf === null ? undefined : await readPin(pin.editOf);
    const taken = await listTakenTimes(pin.accountId, Date.now());
    shownForm()?.draft.release();
    const { tabId = null, facts = null } = page ?? {};
    const form = createForm({
      ...around,
      taken,
      pin,
      edited,
      isStored,
      hint,
      boards,
      pageWords,
      facts,
      tabId,
      onTakenBack: (taken) => void showTakenBack(taken),
    });
    state.value = { kind: 'form', form };
    if (tabId !== null) markTabWithDraft(form, tabId);
    await form.draft.take();
    const hinted = form.images.offered.peek()[0];
    if (hint?.imageUrl !== undefined && hinted) form.toggle([hinted], true);
    if (hint && isStored) applyHintToDraft(hint, form);
    // Save what the user pointed at as if it were typed: the popup may close or move to a window.
    else if (hint && POINTED.some((what) => hint[what] !== undefined)) form.draft.change({});
    void form.slides.resume();
    void settleThenLook(form);
  }

  /** Collects again once the page is idle, and resumes adding a board. */
  async function settleThenLook(form: Form): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, SETTLING));
    void form.boards.resume();
    void form.others.look();
    const later = page && (await collectAtRest(page.tabId, judge));
    if (later) form.takeLater(later);
  }

  async function showTakenBack(pin: Pin): Promise<void> {
    await show(pin, true, undefined, await readAround());
  }

  async function duplicate(pinId: string): Promise<void> {
    const copy = await (await loadEdits()).duplicatePin(pinId, Date.now());
    await open({ pinId: copy.id });
    shownForm()?.say('good', t('composer.copied'), { words: t('composer.undo'), act: () => void discard() });
  }

  async function discard(): Promise<void> {
    const form = shownForm();
    if (!form) return;
    const { removePin, restorePin } = await loadVerbs();
    form.draft.close();
    await form.draft.whenSaved();
    const before = await removePin(form.draft.pin.peek().id, Date.now());
    const bringBack = async (pin: Pin) => show(await restorePin(pin, Date.now()), true, undefined, await readAround());
    const offer = before ? { words: t('composer.undo'), act: () => void bringBack(before) } : null;
    if (before?.editOf !== null || !page) {
      form.draft.release();
      return close(t('composer.discarded.editWords'), offer, t('composer.discarded.edit'));
    }
    await startNew(undefined, await readAround());
    shownForm()?.say('good', t('composer.discarded.draft'), offer ?? undefined);
  }

  /** Opens the pin's own page in a tab; what is collected there goes to this pin. */
  async function openPage(): Promise<void> {
    const pin = shownForm()?.draft.pin.peek();
    if (pin) await openPageToEdit(pin.id, pin.source.pageUrl);
  }

  function close(words: string, offer: Offer | null = null, title = t('composer.closed.title')): void {
    state.value = { kind: 'closed', title, words, offer };
  }

  return {
    state,
    open,
    /** A copy of a pin that can no longer be changed, as a new draft. */
    duplicate,
    /** Takes the scheduled pin back, from Postbreeze too, and goes on composing once it is a draft. */
    takeBack: async (pinId: string) => {
      const { takeBackPin } = await loadVerbs();
      await takeBackPin(pinId, Date.now()).catch(() => undefined); // published meanwhile; the row says so
      void wakeEngine();
      await shownForm()?.lookAtPin();
    },
    /** Drops the draft, or the changes to a pin, with undo; a new draft takes the place of a page's. */
    discard,
    /** Starts another pin from the same page. */
    another: async () => startNew(undefined, await readAround()),
    openPage,
    separate,
    stop: () => {
      shownForm()?.draft.release();
      stopListening();
    },
  };
}

/** The draft for which this tab was opened by *Open its page*, while the tab is still on that site. */
async function findEditedIn({ tabId, facts }: Page): Promise<Pin | undefined> {
  const draftId = await findEditing(tabId, facts.pageUrl);
  const pin = draftId === undefined ? undefined : await readPin(draftId);
  return pin?.state === 'draft' ? pin : undefined;
}
