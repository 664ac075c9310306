import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import type { Candidate, LinkChoice, PageFacts } from '../../lib/page/facts';
import type { Check } from '../../lib/pin/checks';
import type { Pin } from '../../lib/pin/pin';
import type { Account } from '../../lib/store/accounts';
import type { Board } from '../../lib/store/boards';
import { type BoardDesk, createBoardDesk } from './board-picker';
import { createChecking } from './checks-model';
import { createDraftModel, type DraftModel } from './draft-model';
import { followCandidate, followPage, listLinks } from './first-draft';
import { createPageImages, type ImageChoice, type PageImages } from './page-images';
import { createPictures, type Pictures } from './pictures';
import { createScheduling, type Scheduling } from './scheduling';
import { createSlideDesk, type SlideDesk } from './slides-model';
import { createStatus, type Say, type Status } from './status';
import { createTiming, type Timing } from './time-model';
import { siteOf } from './words';
import type { ComposerWorld, Hint, PauseNotice, Preferences } from './world';

/** What the form starts from. `facts` is null where the page cannot be read (any more); `pageWords` then say why. */
export interface FormStart {
  pin: Pin;
  isStored: boolean;
  tabId: number | null;
  facts: PageFacts | null;
  pageWords: string;
  hint: Hint | undefined;
  preferences: Preferences;
  accounts: Account[];
  boards: Board[];
  taken: number[];
  hasKey: boolean;
  pause: PauseNotice | null;
}

/** Everything a composer's form shows and does: nouns are signals, verbs change them. */
export interface Form {
  draft: DraftModel;
  images: PageImages;
  slides: SlideDesk;
  pictures: Pictures;
  boards: BoardDesk;
  timing: Timing;
  scheduling: Scheduling;
  status: ReadonlySignal<Status>;
  say: Say;
  accounts: ReadonlySignal<Account[]>;
  checks: ReadonlySignal<Check[]>;
  /** Links on offer, the chosen pictures' own first. */
  links: ReadonlySignal<LinkChoice[]>;
  hasKey: ReadonlySignal<boolean>;
  pause: ReadonlySignal<PauseNotice | null>;
  isOnline: ReadonlySignal<boolean>;
  facts: PageFacts | null;
  pageWords: string;
  preferences: Preferences;
  /** Takes in what a later look at the same page found. */
  takeLater: (facts: PageFacts) => void;
  /** Ticks or unticks a picture of the page. */
  toggle: (choice: ImageChoice, isPicked: boolean) => void;
  /** The pin's row may have changed: takes in what others wrote. */
  lookAtPin: () => Promise<void>;
  /** The key, accounts, boards, slots or the network may have changed. */
  lookAround: () => Promise<void>;
}

export function createForm(start: FormStart, world: ComposerWorld): Form {
  const { facts, preferences } = start;
  const { status, say } = createStatus();
  const accounts = signal(start.accounts);
  const hasKey = signal(start.hasKey);
  const pause = signal(start.pause);
  const isOnline = signal(world.isOnline());

  const draft = createDraftModel(start, world, (pin) => void scheduling.follow(pin));
  const images = createPageImages(facts, start.hint?.imageUrl, world.isOnline);
  const slides = createSlideDesk(draft, start.tabId, world, say);
  const timing = createTiming(draft, { slots: preferences, taken: start.taken }, world);
  const boards = createBoardDesk(
    draft,
    {
      boards: start.boards,
      site: siteOf(start.pin.source.pageUrl),
      pageUrl: facts?.pageUrl ?? '',
      tabId: start.tabId,
      defaultBoardOf: (accountId) => accounts.peek().find(({ id }) => id === accountId)?.defaultBoardId ?? null,
    },
    world,
  );
  const account = computed(() => accounts.value.find(({ id }) => id === draft.pin.value.accountId));
  const context = computed(() => ({ now: timing.lookedAt.value, account: account.value, slotAt: timing.slotAt.value }));
  const checking = createChecking(draft.pin, context);
  const scheduling = createScheduling({ draft, boards, slides, timing, checking }, world, say);
  // Once all is put right, the line no longer says that something is not.
  let refusal: Status | null = null;
  effect(() => {
    if (scheduling.refusals.value > 0) refusal = status.peek();
  });
  effect(() => {
    const isRight = checking.checks.value.every(({ severity }) => severity !== 'error');
    if (isRight && refusal !== null && status.peek() === refusal) say('info', '');
  });
  const chosen = computed(() =>
    draft.slides.value.flatMap((slide): Candidate[] => {
      const candidate = images.findChoice(slide)?.candidate;
      return candidate ? [candidate] : [];
    }),
  );

  function toggle(choice: ImageChoice, isPicked: boolean): void {
    if (!isPicked) {
      slides.unpick(choice);
      return;
    }
    if (facts && choice.candidate && draft.slides.peek().length === 0) {
      draft.change(followCandidate(draft.pin.peek(), choice.candidate, facts, preferences.utm));
    }
    slides.pick(choice);
  }

  return {
    draft,
    images,
    slides,
    pictures: createPictures(world.readBlob),
    boards,
    timing,
    scheduling,
    status,
    say,
    accounts,
    checks: checking.checks,
    links: computed(() => (facts ? listLinks(facts, chosen.value) : [])),
    hasKey,
    pause,
    isOnline,
    facts,
    pageWords: start.pageWords,
    preferences,
    takeLater: (later) => {
      if (!facts || later.pageUrl !== facts.pageUrl) return;
      images.add(later);
      draft.suggest(followPage(draft.pin.peek(), facts, later, preferences.utm));
    },
    toggle,
    lookAtPin: async () => {
      await draft.lookAgain();
      await scheduling.lookAgain();
    },
    lookAround: async () => {
      isOnline.value = world.isOnline();
      const [key, list, paused] = await Promise.all([world.hasKey(), world.listAccounts(), world.readPause()]);
      hasKey.value = key;
      accounts.value = list;
      pause.value = paused;
      await Promise.all([boards.lookAgain(), timing.lookAgain()]);
      const first = list.find(({ id }) => id === preferences.defaultAccountId) ?? list[0];
      if (first && draft.pin.peek().accountId === null) await boards.chooseAccount(first.id);
    },
  };
}
