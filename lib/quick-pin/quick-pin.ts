import type { Candidate, PageFacts } from '../page/facts';
import { type Check, checkPin } from '../pin/checks';
import { createDraft, type HandOver, type Pin } from '../pin/pin';
import { createSlide } from '../pin/slide';
import { nextFreeSlot, type Slot } from '../pin/slots';

/** Where quick-pin puts its pins; undefined where the user has not chosen yet. */
export interface Defaults {
  account: { id: string; status: string; scopes: string[]; tokenExpiresAt: number | null } | undefined;
  board: { id: string; name: string } | undefined;
  handOver: HandOver;
  slots: readonly Slot[];
  /** Times (epoch ms) of pins that wait already. */
  taken: readonly number[];
}

export type Collected = { ok: true; facts: PageFacts } | { ok: false; words: string };

export interface QuickPinWorld {
  now: () => number;
  newId: () => string;
  hasKey: () => Promise<boolean>;
  collect: (tabId: number) => Promise<Collected>;
  readDefaults: () => Promise<Defaults>;
  putPin: (pin: Pin) => Promise<void>;
  /** Takes the slide up the ladder and answers the pin as it stands then. */
  prepare: (pinId: string, slideId: string, tabId: number) => Promise<Pin | undefined>;
  /** Answers why not, in words, or undefined when it is scheduled. */
  schedule: (pinId: string) => Promise<string | undefined>;
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
  const best = facts.candidates[0];
  if (!best) return { outcome: 'nothing', words: 'No picture to pin was found on this page.' };

  const defaults = await world.readDefaults();
  const draft = composeDraft(facts, best, defaults, world);
  await world.putPin(draft);
  const slide = draft.slides[0];
  const pin = (slide && (await world.prepare(draft.id, slide.id, tabId))) ?? draft;

  const missing = await findMissing(pin, defaults, world);
  if (missing !== undefined) return { outcome: 'kept', pin, words: missing };
  const refused = await world.schedule(pin.id);
  return refused === undefined ? { outcome: 'scheduled', pin } : { outcome: 'kept', pin, words: refused };
}

function composeDraft(facts: PageFacts, best: Candidate, defaults: Defaults, world: QuickPinWorld): Pin {
  const now = world.now();
  const draft = createDraft({
    id: world.newId(),
    source: { pageUrl: facts.pageUrl, pageTitle: facts.pageTitle, collectedAt: facts.collectedAt },
    handOver: defaults.handOver,
    now,
  });
  return {
    ...draft,
    accountId: defaults.account?.id ?? null,
    board: defaults.board ?? null,
    title: facts.title,
    description: best.pinText || facts.description,
    link: (best.link ?? facts.link).url,
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
    publishAt: nextFreeSlot(defaults.slots, defaults.taken, now),
  };
}

async function findMissing(pin: Pin, defaults: Defaults, world: QuickPinWorld): Promise<string | undefined> {
  if (!(await world.hasKey())) return 'Connect Postbreeze in the options first.';
  if (pin.publishAt === null) return 'No time slot is free: choose a time for it.';
  const context = { now: world.now(), ...(defaults.account ? { account: defaults.account } : {}) };
  return checkPin(pin, context).find((check: Check) => check.severity === 'error')?.words;
}
