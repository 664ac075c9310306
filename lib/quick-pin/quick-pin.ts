import { readKey } from '../browser/key';
import { findRecentQuickPin, noteQuickPin } from '../browser/session';
import { type Candidate, listAddresses, type PageFacts } from '../page/facts';
import { wordsFor } from '../page/words/words';
import type { EarlierPin } from '../pin/mends';
import { IllegalMove } from '../pin/moves';
import { createDraft, isExpired, type Pin } from '../pin/pin';
import { type PlanGround, reportBroken, toPlanPin } from '../pin/plan';
import { describeBroken } from '../pin/rules';
import { createSlide } from '../pin/slide';
import { checkPin } from '../pin/slide-checks';
import { findAllowedSlot } from '../pin/spread';
import { addUtm } from '../pin/template';
import { type Account, type Board, listAccounts, listBoards, siteOf } from '../store/books';
import { listContent, readEarlier } from '../store/earlier';
import { putPin, readPin } from '../store/pins';
import { readGround } from '../store/plans';
import { readSettings, type Settings } from '../store/settings';
import { removePin, schedulePin } from '../store/verbs';
import { t } from '../words/t';

/** How many pictures to try, best first, while none can be read. */
const PICTURES_TRIED = 3;

export type Collected = { ok: true; facts: PageFacts } | { ok: false; words: string };

/** What quick-pin needs from the tab: its facts and its pictures' bytes. */
export interface Tab {
  collect: () => Promise<Collected>;
  /** Takes the slide up the ladder; when this resolves, the result is in the store. */
  prepare: (pinId: string, slideId: string) => Promise<void>;
}

/**
 * What became of the keystroke. `kept`: a draft that needs something first, and the words say what; nothing found on the
 * page is thrown away. `again`: this page was pinned within the last minute. `planned`: nothing was pinned, since a pin
 * with this link or picture was sent or is on its way.
 */
export type QuickPinned =
  /** `putOff`: the rule that the next free slot would have broken, in words; ''. */
  | { outcome: 'scheduled'; pin: Pin; putOff: string }
  | { outcome: 'again'; pin: Pin }
  | { outcome: 'planned'; earlier: EarlierPin }
  | { outcome: 'kept'; pin: Pin; words: string }
  | { outcome: 'nothing'; words: string };

interface Defaults {
  settings: Settings;
  account: Account | undefined;
  board: Board | undefined;
}

/**
 * Pins the page's best image to the site's last board, or the default one, at the next free slot that breaks no rule.
 * Stores the draft before anything slow. `isMeant`: even if this page was pinned before.
 */
export async function quickPin(tab: Tab, now: () => number = Date.now, isMeant = false): Promise<QuickPinned> {
  const collected = await tab.collect();
  if (!collected.ok) return { outcome: 'nothing', words: collected.words };
  const { facts } = collected;
  const recentId = isMeant ? undefined : await findRecentQuickPin(facts.pageUrl, now());
  const recent = recentId === undefined ? undefined : await readPin(recentId);
  if (recent) return { outcome: 'again', pin: recent };
  if (facts.optOut) return { outcome: 'nothing', words: t('quickPin.notNopin') };
  const [best] = facts.candidates;
  if (!best) return { outcome: 'nothing', words: t('quickPin.noPicture') };

  const book = isMeant ? null : await readEarlier();
  const { link } = wordsFor(best, facts);
  const [earlier] = book?.find({ link, addresses: [best.url, ...best.variants] }) ?? [];
  if (earlier) return { outcome: 'planned', earlier };
  const defaults = await readDefaults(siteOf(facts.pageUrl));
  const drafted = await draftBest(facts, defaults, tab, now);
  // Only the bytes show that the same picture was pinned from another address.
  const [same] = book?.find({ link: '', addresses: [], ...listContent(drafted) }) ?? [];
  if (same) {
    await removePin(drafted.id, now());
    return { outcome: 'planned', earlier: same };
  }

  const ground = await readGround(now());
  const { at: publishAt, broken } = findAllowedSlot(toPlanPin(drafted), ground);
  const pin = { ...drafted, publishAt };
  await putPin(pin);
  await noteQuickPin(facts.pageUrl, pin.id, now());

  const missing = await findMissing(pin, defaults, ground);
  if (missing !== undefined) return { outcome: 'kept', pin, words: missing };
  const putOff = broken[0] ? describeBroken(broken[0], ground.rulesOf(pin.accountId ?? ''), now()) : '';
  try {
    return { outcome: 'scheduled', pin: await schedulePin(pin.id, now()), putOff };
  } catch (error) {
    if (!(error instanceof IllegalMove)) throw error;
    return { outcome: 'kept', pin, words: error.message };
  }
}

/** The board this site was last pinned to wins over the account's default, which wins over the board used last. */
async function readDefaults(site: string): Promise<Defaults> {
  const [settings, accounts] = await Promise.all([readSettings(), listAccounts()]);
  const account =
    accounts.find(({ id }) => id === settings.defaultAccountId) ?? accounts.find(({ status }) => !isExpired(status));
  const boards = account ? await listBoards(account.id) : [];
  const board =
    boards.find(({ sites }) => sites.includes(site)) ??
    boards.find(({ id }) => id === account?.defaultBoardId) ??
    boards.find(({ lastUsedAt }) => lastUsedAt > 0);
  return { settings, account, board };
}

/** A draft with the best readable picture, or simply the best if none can be read. */
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

/** Whether the user can do nothing to make this picture readable, so that the next best is worth more. */
function isUnreadable({ slides }: Pin): boolean {
  return slides.some(({ rung, problem }) => rung === 'none' && !MENDABLE.has(problem));
}

const MENDABLE = new Set(['NEEDS_PERMISSION', 'NEEDS_DRAWING', 'STORE_FULL']);

function compose(empty: Pin, best: Candidate, facts: PageFacts, { account, board, settings }: Defaults): Pin {
  const { title, description, link } = wordsFor(best, facts);
  const { url, text, naturalWidth: width, naturalHeight: height, proposals } = best;
  return {
    ...empty,
    accountId: account?.id ?? null,
    board: board ? { id: board.id, name: board.name } : null,
    title,
    description,
    link: addUtm(link, settings.utm),
    slides: [
      createSlide({
        id: crypto.randomUUID(),
        url,
        text,
        width,
        height,
        proposals,
        variants: listAddresses(best).slice(1),
      }),
    ],
  };
}

async function findMissing(pin: Pin, { account }: Defaults, ground: PlanGround): Promise<string | undefined> {
  if ((await readKey()) === null) return t('quickPin.connectFirst');
  if (pin.publishAt === null) return t('quickPin.noSlot');
  const { now } = ground;
  const check = checkPin(pin, { now, ...(account ? { account } : {}) }).find(({ severity }) => severity === 'error');
  if (check) return check.words;
  // No slot within a year keeps the rules: let the user decide.
  const broken = reportBroken([toPlanPin(pin)], ({ at }) => at, ground)[0]?.broken[0];
  return broken && describeBroken(broken, ground.rulesOf(pin.accountId ?? ''), now);
}
