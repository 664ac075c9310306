import type { Candidate, LinkChoice, LinkReason, PageFacts } from '../../lib/page/facts';
import { wordsFor } from '../../lib/page/words/words';
import { DESCRIPTION_LIMIT } from '../../lib/pin/limits';
import { createDraft, type Pin } from '../../lib/pin/pin';
import type { Slide } from '../../lib/pin/slide';
import { addUtm, type Utm } from '../../lib/pin/template';
import type { Account, Board } from '../../lib/store/books';
import { siteOf } from '../../lib/store/books';
import type { Settings } from '../../lib/store/settings';
import { formatHost } from '../../lib/words/format';
import { t } from '../../lib/words/t';
import { pickFirstBoard } from './board-picker';

const LINK_KEYS = {
  owner: 'composer.link.owner',
  article: 'composer.link.article',
  canonical: 'composer.link.canonical',
  'open-graph': 'composer.link.openGraph',
  structured: 'composer.link.structured',
  address: 'composer.link.address',
} as const satisfies Record<LinkReason, string>;

/** Why a link was chosen or is on offer: a sentence. */
export const explainLink = (reason: LinkReason): string => t(LINK_KEYS[reason]);

/** Whether a slide may be moved up the ladder by permission for its host. */
export function canAskHost(slide: Slide): boolean {
  return (
    (slide.rung === 'none' || slide.rung === 'address' || slide.rung === 'screenshot') && formatHost(slide.url) !== ''
  );
}

/** What the user pointed at, in the context menu or by the address of the window. */
export interface Pointed {
  imageUrl?: string | undefined;
  linkUrl?: string | undefined;
  selection?: string | undefined;
}

/** A draft with everything the page, the options and the context menu already say. No picture is chosen yet. */
export function composeFirstDraft(from: {
  facts: PageFacts;
  hint: Pointed | undefined;
  preferences: Settings;
  account: Account | undefined;
  boards: readonly Board[];
}): Pin {
  const { facts, hint, preferences, account } = from;
  const draft = createDraft({
    id: crypto.randomUUID(),
    source: { pageUrl: facts.pageUrl, pageTitle: facts.pageTitle, collectedAt: facts.collectedAt },
    handOver: preferences.handOver,
    now: Date.now(),
  });
  const board = pickFirstBoard(from.boards, siteOf(facts.pageUrl), account?.defaultBoardId ?? null);
  return {
    ...draft,
    accountId: account?.id ?? null,
    board: board ? { id: board.id, name: board.name } : null,
    title: facts.title,
    description: selected(hint) || facts.description,
    link: addUtm(webAddress(hint?.linkUrl) ?? facts.link.url, preferences.utm),
  };
}

/** The text that was selected when the menu was used, cut to a description; ''. */
export function selected(hint: Pointed | undefined): string {
  return hint?.selection?.trim().slice(0, DESCRIPTION_LIMIT) ?? '';
}

/** What a later collection changes in a draft: only what is still as the first one left it. */
export function followPage(pin: Pin, first: PageFacts, later: PageFacts, utm: Utm): Partial<Pin> {
  const isFirst = pin.link === addUtm(first.link.url, utm);
  return {
    title: pin.title === first.title ? later.title : pin.title,
    description: pin.description === first.description ? later.description : pin.description,
    link: isFirst ? addUtm(later.link.url, utm) : pin.link,
  };
}

/**
 * What a draft takes over from its first picture as it is picked: the picture's own words and link, or else the page's, where what
 * the draft has came from the page or from another of its pictures.
 */
export function followCandidate(pin: Pin, candidate: Candidate, facts: PageFacts, utm: Utm): Partial<Pin> {
  const ofPage = { title: facts.title, description: facts.description, link: facts.link.url };
  const given = [ofPage, ...facts.candidates.map((one) => wordsFor(one, facts))];
  const { title, description, link } = wordsFor(candidate, facts);
  const isGiven = (key: 'title' | 'description'): boolean => given.some((words) => words[key] === pin[key]);
  return {
    title: isGiven('title') ? title : pin.title,
    description: isGiven('description') ? description : pin.description,
    link: given.some((words) => addUtm(words.link, utm) === pin.link) ? addUtm(link, utm) : pin.link,
  };
}

/** Every link of the page and the chosen pictures, each once, the chosen pictures' own first. */
export function listLinks(facts: PageFacts, chosen: readonly Candidate[] = facts.candidates): LinkChoice[] {
  const links = [...chosen.flatMap(({ link }) => link ?? []), facts.link, ...facts.otherLinks];
  return links.filter((link, index) => links.findIndex(({ url }) => url === link.url) === index);
}

/** The address if it is http(s), else undefined. */
export function webAddress(url: string | undefined): string | undefined {
  return url !== undefined && formatHost(url) !== '' ? url : undefined;
}

/** Pointing at a picture that is not in the earlier draft starts a new pin; the earlier one stays in the planner. */
export function isAboutAnother(earlier: Pin, { imageUrl }: Pointed): boolean {
  if (imageUrl === undefined || earlier.slides.length === 0) return false;
  return !earlier.slides.some(({ url, variants = [] }) => [url, ...variants].includes(imageUrl));
}
