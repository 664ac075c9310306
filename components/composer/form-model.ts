import { computed, effect, signal, untracked } from '@preact/signals';
import { readKey } from '../../lib/browser/key';
import type { Candidate, PageFacts } from '../../lib/page/facts';
import type { HandOver, Pin } from '../../lib/pin/pin';
import type { Explanation } from '../../lib/pin/problem';
import { readBlob } from '../../lib/store/blobs';
import { type Account, type Board, listAccounts } from '../../lib/store/books';
import { readPauses } from '../../lib/store/engine-memory';
import { type Settings, updateSettings } from '../../lib/store/settings';
import { createBoardPicker } from './board-picker';
import { createChecksModel } from './checks-model';
import { createDraftModel } from './draft-model';
import { followCandidate, followPage, listLinks, type Pointed } from './first-draft';
import { createMakeModel } from './make-model';
import { createHugePictures, createPageImages, type ImageChoice } from './page-images';
import { createOthersModel, createScheduling, createTimeModel } from './scheduling';
import { createPictures, createSlidesModel } from './slides-model';
import { createStatus, type Status } from './status';

/** What the form starts from. `facts` is null where the page cannot be read (any more); `pageWords` then say why. */
export interface FormStart extends Surroundings {
  pin: Pin;
  /** The pin that this draft changes, as it was when the form opened. */
  edited: Pin | undefined;
  isStored: boolean;
  tabId: number | null;
  facts: PageFacts | null;
  pageWords: string;
  hint: Pointed | undefined;
  preferences: Settings;
  boards: Board[];
  /** The scheduled pin is a draft again. */
  onTakenBack: (pin: Pin) => void;
  /** Times (epoch ms) that the account's other pins take up. */
  taken: number[];
}

/** A pause in words: of everything (`accountId` null), or of one account's pins. */
type PauseExplanation = Explanation & { accountId: string | null };

/** What may change while the composer is open. */
interface Surroundings {
  hasKey: boolean;
  accounts: Account[];
  pauses: PauseExplanation[];
}

export type Form = ReturnType<typeof createForm>;

/** Everything a composer's form shows and does: nouns are signals, verbs change them. */
export function createForm(start: FormStart) {
  const { facts, preferences } = start;
  const { status, say, clear, pass } = createStatus();
  const accounts = signal(start.accounts);
  const hasKey = signal(start.hasKey);
  const pauses = signal(start.pauses);
  const isOnline = signal(isNetworkUp());
  const hasChosenHandOver = signal(preferences.hasChosenHandOver);

  const draft = createDraftModel(start, (pin) => void scheduling.follow(pin));
  const images = createPageImages(facts, start.hint?.imageUrl, isNetworkUp);
  const slides = createSlidesModel(draft, start.tabId, say);
  const time = createTimeModel(draft, { slots: preferences, taken: start.taken });
  const boards = createBoardPicker(draft, {
    boards: start.boards,
    tabId: start.tabId,
    defaultBoardOf: (accountId) => accounts.peek().find(({ id }) => id === accountId)?.defaultBoardId ?? null,
  });
  const account = computed(() => accounts.value.find(({ id }) => id === draft.pin.value.accountId));
  const context = computed(() => ({ now: time.lookedAt.value, account: account.value, slotAt: time.slotAt.value }));
  const make = createMakeModel({ draft, images, say }, facts, preferences);
  const others = createOthersModel(draft, time);
  const checks = createChecksModel(draft, context, make.value, others.checks);
  const scheduling = createScheduling({ draft, boards, slides, time, checks }, say, askAccountAgain, start.onTakenBack);

  effect(() => {
    if (draft.acts.value.length >= 0) untracked(pass);
  });
  // Clears the refusal once the checks pass.
  let refusal: Status | null = null;
  effect(() => {
    if (scheduling.refusals.value > 0) refusal = status.peek();
  });
  effect(() => {
    const isRight = checks.checks.value.every(({ severity }) => severity !== 'error');
    if (isRight && refusal) clear(refusal);
  });

  const chosen = computed(() =>
    draft.slides.value.flatMap((slide): Candidate[] => {
      const candidate = images.findChoice(slide)?.candidate;
      return candidate ? [candidate] : [];
    }),
  );

  /** What the pin takes over from its first picture. */
  function wordsOf({ candidate }: ImageChoice): Partial<Pin> {
    return facts && candidate ? followCandidate(draft.pin.peek(), candidate, facts, preferences.utm) : {};
  }

  /** What Postbreeze says of the pin's account now; what was known stays where it does not answer. */
  async function askAccountAgain(): Promise<void> {
    const { rereadAccount } = await import('../../lib/delivery/accounts');
    await rereadAccount(draft.pin.peek().accountId ?? '');
    accounts.value = await listAccounts();
  }

  // A new pin starts with the page's best picture. One that does not load makes way for the next.
  effect(() => {
    const best = images.offered.value[0];
    if (draft.isStored.value || facts?.optOut || best === undefined) return;
    const [slide] = draft.slides.peek();
    if (slide && images.findChoice(slide)) return;
    slides.suggest(best, wordsOf(best));
  });

  return {
    draft,
    make,
    images,
    slides,
    pictures: createPictures(readBlob),
    huge: createHugePictures(start.pin.source.pageUrl, start.tabId),
    boards,
    time,
    scheduling,
    status,
    say,
    accounts,
    checks: checks.checks,
    others,
    /** Links on offer, the chosen pictures' own first. */
    links: computed(() => (facts ? listLinks(facts, chosen.value) : [])),
    hasKey,
    /** Why this pin would wait; pauses of other accounts are left out. */
    pause: computed(() => pauses.value.find(({ accountId }) => accountId === null || accountId === account.value?.id)),
    isOnline,
    facts,
    /** The page that the pictures are from; '' where there is none. */
    pageUrl: start.pin.source.pageUrl,
    pageWords: start.pageWords,
    /** The tab with the page; null where it is gone. */
    tabId: start.tabId,
    preferences,
    edited: start.edited,
    /** Whether the user has ever said who sends the pins; until then the composer asks. */
    hasChosenHandOver,
    /** Who sends this pin; the first answer holds for all later ones. */
    chooseHandOver: (handOver: HandOver) => {
      if (handOver !== draft.pin.peek().handOver) time.chooseHandOver(handOver);
      if (hasChosenHandOver.peek()) return;
      hasChosenHandOver.value = true;
      void updateSettings({ handOver, hasChosenHandOver: true });
    },
    /** Adds what a later collection from the same page found. */
    takeLater: (later: PageFacts) => {
      if (!facts || later.pageUrl !== facts.pageUrl) return;
      images.add(later);
      draft.suggest(followPage(draft.pin.peek(), facts, later, preferences.utm));
    },
    /** Ticks or unticks pictures of the page. */
    toggle: (choices: readonly ImageChoice[], isPicked: boolean) => {
      if (isPicked) slides.pick(choices, wordsOf);
      else slides.unpick(choices);
    },
    /** The pin's row may have changed: takes in what others wrote. */
    lookAtPin: async (ids?: readonly string[]) => {
      others.lookAgain(ids);
      await draft.lookAgain();
      await scheduling.lookAgain();
    },
    /** The key, accounts, boards, slots or the network may have changed. */
    lookAround: async () => {
      isOnline.value = isNetworkUp();
      others.lookAgain();
      const around = await readSurroundings();
      hasKey.value = around.hasKey;
      accounts.value = around.accounts;
      pauses.value = around.pauses;
      await Promise.all([boards.lookAgain(), time.lookAgain()]);
      const first = findDefaultAccount(around.accounts, preferences);
      if (first && draft.pin.peek().accountId === null) await boards.chooseAccount(first.id);
    },
  };
}

/** The account of a new pin. */
export function findDefaultAccount(accounts: readonly Account[], { defaultAccountId }: Settings): Account | undefined {
  return accounts.find(({ id }) => id === defaultAccountId) ?? accounts[0];
}

export async function readSurroundings(): Promise<Surroundings> {
  const [key, accounts, standing] = await Promise.all([readKey(), listAccounts(), readPauses()]);
  if (standing.length === 0) return { hasKey: key !== null, accounts, pauses: [] };
  const { explain } = await import('../../lib/pin/problem');
  const pauses = standing.map(({ code, message, accountId }) => ({
    ...explain({ code, statusCode: null, message }),
    accountId,
  }));
  return { hasKey: key !== null, accounts, pauses };
}

function isNetworkUp(): boolean {
  return navigator.onLine !== false;
}
