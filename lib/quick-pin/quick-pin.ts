import type { Candidate, PageFacts } from '../page/facts';
import { wordsFor } from '../page/words/words-for';
import { checkPin } from '../pin/check-pin';
import type { Check } from '../pin/checks';
import { createDraft, type HandOver, type Pin } from '../pin/pin';
import { createSlide } from '../pin/slide';
import { nextFreeSlot, type Slot } from '../pin/slots';
import { addUtm, type Utm } from '../pin/utm';

/** Where quick-pin puts its pins; undefined where the user has not chosen yet. */
export interface Defaults {
  account: { id: string; status: string; scopes: string[]; tokenExpiresAt: number | null } | undefined;
  board: { id: string; name: string } | undefined;
  handOver: HandOver;
  slots: readonly Slot[];
  utm: Utm;
}

/** How many pictures are tried, best first, when those before cannot be read at all. */
const PICTURES_TRIED = 3;

export type Collected = { ok: true; facts: PageFacts } | { ok: false; words: string };

export interface QuickPinWorld {
  now: () => number;
  newId: () => string;
  hasKey: () => Promise<boolean>;
  collect: (tabId: number) => Promise<Collected>;
  readDefaults: () => Promise<Defaults>;
  /** Times (epoch ms) of the account's pins that wait already. */
  listTakenTimes: (accountId: string | null) => Promise<readonly number[]>;
  putPin: (pin: Pin) => Promise<void>;
  /** Takes the slide up the ladder and answers the pin as it stands then. */
  prepare: (pinId: string, slideId: string, tabId: number) => Promise<Pin | undefined>;
  /** Answers the pin as it was scheduled, or why not, in words. */
  schedule: (pinId: string) => Promise<{ ok: true; pin: Pin } | { ok: false; words: string }>;
}

/**
 * What came of the keystroke. A `kept` pin is a draft that needs something first: nothing found on the page is thrown
 * away, and the words say what is missing.
 */
export type QuickPinned =
  | { outcome: 'scheduled'; pin: Pin }
  | { outcome: 'kept'; pin: Pin; words: string }
  | { outcome: 'nothing'; words: string };

/** The page's best image to the default board at the next free time. Writes the draft before it does anything slow. */
export async function quickPin(tabId: number, world: QuickPinWorld): Promise<QuickPinned> {
  const collected = await world.collect(tabId);
  if (!collected.ok) return { outcome: 'nothing', words: collected.words };
  const { facts } = collected;
  if (facts.optOut) return { outcome: 'nothing', words: 'The owner of this page asks that it not be pinned.' };
  if (facts.candidates.length === 0) {
    return { outcome: 'nothing', words: 'No picture to pin was found on this page.' };
  }
  const defaults = await world.readDefaults();
  const drafted = await draftBest(facts, defaults, tabId, world);
  const publishAt = nextFreeSlot(defaults.slots, await world.listTakenTimes(drafted.accountId), world.now());
  const pin = { ...drafted, publishAt };
  await world.putPin(pin);

  const missing = await findMissing(pin, defaults, world);
  if (missing !== undefined) return { outcome: 'kept', pin, words: missing };
  const scheduled = await world.schedule(pin.id);
  return scheduled.ok ? { outcome: 'scheduled', pin: scheduled.pin } : { outcome: 'kept', pin, words: scheduled.words };
}

/** A draft with the best picture that can be read; with the best one, when none can. */
async function draftBest(facts: PageFacts, defaults: Defaults, tabId: number, world: QuickPinWorld): Promise<Pin> {
  const empty = createDraft({
    id: world.newId(),
    source: { pageUrl: facts.pageUrl, pageTitle: facts.pageTitle, collectedAt: facts.collectedAt },
    handOver: defaults.handOver,
    now: world.now(),
  });
  let first: Pin | undefined;
  for (const candidate of facts.candidates.slice(0, PICTURES_TRIED)) {
    const draft = compose(empty, candidate, facts, defaults, world);
    await world.putPin(draft);
    const slide = draft.slides[0];
    const pin = (slide && (await world.prepare(draft.id, slide.id, tabId))) ?? draft;
    if (!isLost(pin)) return pin;
    first ??= pin;
  }
  return first ?? empty;
}

/** Whether nothing the user may do makes its picture readable: the next best one is worth more. */
function isLost({ slides }: Pin): boolean {
  return slides.some(({ rung, problem }) => rung === 'none' && !NOT_LOST.has(problem));
}

const NOT_LOST = new Set(['NEEDS_PERMISSION', 'NEEDS_DRAWING', 'STORE_FULL']);

function compose(empty: Pin, best: Candidate, facts: PageFacts, defaults: Defaults, world: QuickPinWorld): Pin {
  const { title, description, link } = wordsFor(best, facts);
  return {
    ...empty,
    accountId: defaults.account?.id ?? null,
    board: defaults.board ?? null,
    title,
    description,
    link: addUtm(link, defaults.utm),
    slides: [
      createSlide({
        id: world.newId(),
        url: best.url,
        text: best.text,
        width: best.naturalWidth,
        height: best.naturalHeight,
        proposals: best.proposals,
        variants: best.variants,
      }),
    ],
  };
}

async function findMissing(pin: Pin, defaults: Defaults, world: QuickPinWorld): Promise<string | undefined> {
  if (!(await world.hasKey())) return 'Connect Postbreeze in the options first.';
  if (pin.publishAt === null) return 'No time slot is free: choose a time for it.';
  const context = { now: world.now(), ...(defaults.account ? { account: defaults.account } : {}) };
  return checkPin(pin, context).find((check: Check) => check.severity === 'error')?.words;
}
