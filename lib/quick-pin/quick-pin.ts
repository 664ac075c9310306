import { readKey } from '../browser/key';
import { findRecentQuickPin, noteQuickPin } from '../browser/session';
import type { Candidate, PageFacts } from '../page/facts';
import { wordsFor } from '../page/words/words-for';
import { IllegalMove } from '../pin/moves';
import { createDraft, type Pin } from '../pin/pin';
import { createSlide } from '../pin/slide';
import { checkPin } from '../pin/slide-checks';
import { nextFreeSlot, slotsFor } from '../pin/slots';
import { addUtm } from '../pin/template';
import { type Account, type Board, listAccounts, listBoards, siteOf } from '../store/books';
import { listTakenTimes, putPin, readPin } from '../store/pins';
import { readSettings, type Settings } from '../store/settings';
import { schedulePin } from '../store/verbs';
import { t } from '../words/t';

/** How many pictures are tried, best first, when those before cannot be read at all. */
const PICTURES_TRIED = 3;

export type Collected = { ok: true; facts: PageFacts } | { ok: false; words: string };

/** What quick-pin needs of the tab: its facts, and its pictures' bytes. */
export interface Tab {
  collect: () => Promise<Collected>;
  /** Takes the slide up the ladder; its outcome is in the store when this resolves. */
  prepare: (pinId: string, slideId: string) => Promise<void>;
}

/**
 * What became of the keystroke. A `kept` pin is a draft that needs something first: what was found on the page is not thrown
 * away, and the words say what is missing. `again`: this page was pinned within the last minute.
 */
export type QuickPinned =
  | { outcome: 'scheduled' | 'again'; pin: Pin }
  | { outcome: 'kept'; pin: Pin; words: string }
  | { outcome: 'nothing'; words: string };

interface Defaults {
  settings: Settings;
  account: Account | undefined;
  board: Board | undefined;
}

/** The page's best image to the site's last board, or the default one, at the next free time. Keeps the draft before anything slow. */
export async function quickPin(tab: Tab, now: () => number = Date.now): Promise<QuickPinned> {
  const collected = await tab.collect();
  if (!collected.ok) return { outcome: 'nothing', words: collected.words };
  const { facts } = collected;
  const earlierId = await findRecentQuickPin(facts.pageUrl, now());
  const earlier = earlierId === undefined ? undefined : await readPin(earlierId);
  if (earlier) return { outcome: 'again', pin: earlier };
  if (facts.optOut) return { outcome: 'nothing', words: t('quickPin.notNopin') };
  if (facts.candidates.length === 0) return { outcome: 'nothing', words: t('quickPin.noPicture') };

  const defaults = await readDefaults(siteOf(facts.pageUrl));
  const drafted = await draftBest(facts, defaults, tab, now);
  const { accountId } = drafted;
  const slots = slotsFor(defaults.settings, accountId);
  const publishAt = nextFreeSlot(slots, await listTakenTimes(accountId, now()), now());
  const pin = { ...drafted, publishAt };
  await putPin(pin);
  await noteQuickPin(facts.pageUrl, pin.id, now());

  const missing = await findMissing(pin, defaults, now());
  if (missing !== undefined) return { outcome: 'kept', pin, words: missing };
  try {
    return { outcome: 'scheduled', pin: await schedulePin(pin.id, now()) };
  } catch (error) {
    if (!(error instanceof IllegalMove)) throw error;
    return { outcome: 'kept', pin, words: error.message };
  }
}

/** The board this site was last pinned to wins over the account's default, which wins over the board used last. */
async function readDefaults(site: string): Promise<Defaults> {
  const [settings, accounts] = await Promise.all([readSettings(), listAccounts()]);
  const account =
    accounts.find(({ id }) => id === settings.defaultAccountId) ?? accounts.find(({ status }) => status === 'ACTIVE');
  const boards = account ? await listBoards(account.id) : [];
  const board =
    boards.find(({ sites }) => sites.includes(site)) ??
    boards.find(({ id }) => id === account?.defaultBoardId) ??
    boards.find(({ lastUsedAt }) => lastUsedAt > 0);
  return { settings, account, board };
}

/** A draft with the best picture that can be read; with the best one, when none can. */
async function draftBest(facts: PageFacts, defaults: Defaults, tab: Tab, now: () => number): Promise<Pin> {
  const { pageUrl, pageTitle, collectedAt } = facts;
  const empty = createDraft({
    id: crypto.randomUUID(),
    source: { pageUrl, pageTitle, collectedAt },
    handOver: defaults.settings.handOver,
    now: now(),
  });
  let first: Pin | undefined;
  for (const candidate of facts.candidates.slice(0, PICTURES_TRIED)) {
    const draft = compose(empty, candidate, facts, defaults);
    await putPin(draft);
    for (const slide of draft.slides) await tab.prepare(draft.id, slide.id);
    const pin = (await readPin(draft.id)) ?? draft;
    if (!isUnreadable(pin)) return pin;
    first ??= pin;
  }
  return first ?? empty;
}

/** Whether nothing the user may do makes its picture readable, so that the next best one is worth more. */
function isUnreadable({ slides }: Pin): boolean {
  return slides.some(({ rung, problem }) => rung === 'none' && !MENDABLE.has(problem));
}

const MENDABLE = new Set(['NEEDS_PERMISSION', 'NEEDS_DRAWING', 'STORE_FULL']);

function compose(empty: Pin, best: Candidate, facts: PageFacts, { account, board, settings }: Defaults): Pin {
  const { title, description, link } = wordsFor(best, facts);
  const { url, text, naturalWidth: width, naturalHeight: height, proposals, variants } = best;
  return {
    ...empty,
    accountId: account?.id ?? null,
    board: board ? { id: board.id, name: board.name } : null,
    title,
    description,
    link: addUtm(link, settings.utm),
    slides: [createSlide({ id: crypto.randomUUID(), url, text, width, height, proposals, variants })],
  };
}

async function findMissing(pin: Pin, { account }: Defaults, now: number): Promise<string | undefined> {
  if ((await readKey()) === null) return t('quickPin.connectFirst');
  if (pin.publishAt === null) return t('quickPin.noSlot');
  return checkPin(pin, { now, ...(account ? { account } : {}) }).find(({ severity }) => severity === 'error')?.words;
}
