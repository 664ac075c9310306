import type { Candidate, LeftOut, LinkChoice, PageFacts, PageNote } from '../facts';
import { learnRewrites, proposeOriginals, type Rewrite } from '../identity/originals';
import { keyOf } from '../identity/picture-key';
import { isOutOfReach } from '../identity/private-host';
import type { PageRecord, PictureRecord } from '../record';
import { cutAtWord, MAX_DESCRIPTION_LENGTH, MAX_TITLE_LENGTH, wordsOf } from '../words/words';
import { articleLink, chooseLink, ownersLink } from './link';
import { judge, type RankContext, type Verdict } from './rank';
import { chooseWording, writePrice } from './wording';

/** What to make of what was read of a page: its pictures best first, the link to pin, and what was left out and why. Pure. */
export function judgePage(record: PageRecord): PageFacts {
  const { pageUrl, pageTitle, collectedAt, texts, optOut, served } = record;
  const price = record.price && writePrice(record.price);
  const wording = chooseWording(texts, pageUrl);
  const { link, others } = chooseLink({ address: pageUrl, declared: record.links, served });
  const { candidates, leftOut, hasMore } = buildCandidates(record, [wording.title, texts.heading, texts.recordTitle]);
  const notes = new Set<PageNote>(record.notes);
  if (hasMore && !notes.has('endless')) notes.add('morePictures');
  return {
    pageUrl,
    pageTitle: cutAtWord(pageTitle, 300),
    collectedAt,
    candidates,
    leftOut,
    link,
    otherLinks: others,
    ...wording,
    ...(price && { price }),
    optOut: optOut && { ownerWords: cutAtWord(optOut.ownerWords, 300) },
    complete: notes.size === 0,
    notes: [...notes],
  };
}

/** A frame's picture stands behind the page's own unless it is far likelier. */
const FRAME_POINTS = -20;
/** Widgets and banners: frames without a picture of their own choosing, by what their address says. */
const AD_FRAME =
  /doubleclick|googlesyndication|safeframe|amazon-adsystem|adservice|taboola|outbrain|criteo|\/ads?\/|recaptcha|consent|disqus|facebook\.com\/(?:plugins|v\d)|platform\.twitter|googletagmanager/i;
/** More are never looked through. */
const MAX_CANDIDATES = 500;

/** What to make of what was read in a page and in its frames. Pure: it may run anywhere. */
export function judgeFrames(main: PageRecord, frames: readonly PageRecord[]): PageFacts {
  return mergeFrames(judgePage(main), frames.map(judgePage));
}

/**
 * Joins what was collected in a page and in its frames. The page's own words (link, title, description,
 * opt-out) stand; frames add pictures, each picture once. A frame whose owner forbids pinning adds to what was left out.
 */
export function mergeFrames(main: PageFacts, frames: readonly PageFacts[]): PageFacts {
  const seen = new Set<string>();
  const isNew = (url: string): boolean => {
    const { file } = keyOf(url);
    if (seen.has(file)) return false;
    seen.add(file);
    return true;
  };
  for (const { url, variants } of main.candidates) for (const one of [url, ...variants]) isNew(one);
  // What the page itself leaves out does not come back through a frame.
  for (const { url } of main.leftOut) isNew(url);

  const candidates: Candidate[] = [...main.candidates];
  const leftOut: LeftOut[] = [...main.leftOut];
  const notes = new Set(main.notes);
  let isComplete = main.complete;
  for (const frame of frames) {
    if (AD_FRAME.test(frame.pageUrl)) continue;
    isComplete &&= frame.complete;
    for (const note of frame.notes) notes.add(note);
    for (const one of frame.candidates) {
      if (!isNew(one.url)) continue;
      if (main.optOut)
        leftOut.push({ url: one.url, text: one.text, reason: 'nopin', ownerWords: main.optOut.ownerWords });
      else candidates.push({ ...one, score: one.score + FRAME_POINTS });
    }
    for (const one of frame.leftOut) if (one.reason === 'nopin' && isNew(one.url)) leftOut.push(one);
  }
  candidates.sort((a, b) => b.score - a.score);
  return { ...main, candidates: candidates.slice(0, MAX_CANDIDATES), leftOut, notes: [...notes], complete: isComplete };
}

const MAX_LEFT_OUT = 200;
const MAX_VARIANTS = 6;
const MAX_TEXT_LENGTH = 300;

/** Judges and sorts the pictures of a page. @param titles all names of what the page is about */
function buildCandidates(
  page: PageRecord,
  titles: string[],
): {
  candidates: Candidate[];
  leftOut: LeftOut[];
  hasMore: boolean;
} {
  const host = URL.canParse(page.pageUrl) ? new URL(page.pageUrl).hostname : '';
  const labels = host.split('.').slice(0, -1);
  const context: RankContext = {
    // Longer ones first, for each is taken out of a name.
    siteWords: [...labels, ...page.texts.siteNames.flatMap(wordsOf)]
      .filter((word) => !/^(?:www|com|org|net|co|the)$/.test(word))
      .sort((a, b) => b.length - a.length),
    siteNames: new Set([...labels, ...page.texts.siteNames.map((name) => wordsOf(name).join(''))].filter(Boolean)),
    titleWords: new Set(titles.flatMap(wordsOf).filter((word) => word.length > 2 || /\P{ASCII}/u.test(word))),
    count: page.count,
    spineLength: page.spineLength,
    hasPage: (picture) => linkOf(picture, page.pageUrl) !== null,
  };
  const judged = page.pictures
    .flatMap((one) => keepReachable(one, page.pageUrl))
    .map((picture) => ({ picture, verdict: judge(picture, context) }))
    .sort((a, b) => b.verdict.score - a.verdict.score || a.picture.order - b.picture.order);
  const rules = learnRewrites(pairsOf(judged.map(({ picture }) => picture)));
  const candidates: Candidate[] = [];
  const leftOut: LeftOut[] = [];
  for (const { picture, verdict } of judged) {
    const nopin = page.optOut?.ownerWords ?? picture.nopin;
    const reason = nopin !== null ? 'nopin' : verdict.leftOut;
    if (!reason && candidates.length < MAX_CANDIDATES) candidates.push(toCandidate(picture, verdict, rules, page));
    else if (reason && leftOut.length < MAX_LEFT_OUT)
      leftOut.push({
        url: picture.declared[0]!.url,
        text: cutAtWord(picture.text, MAX_TEXT_LENGTH),
        reason,
        ownerWords: cutAtWord(nopin ?? '', MAX_TEXT_LENGTH),
      });
  }
  return { candidates, leftOut, hasMore: judged.length - leftOut.length > MAX_CANDIDATES };
}

/** A picture without addresses that nobody but the page's maker reaches, as templates leave them in published pages. */
function keepReachable(picture: PictureRecord, pageUrl: string): PictureRecord[] {
  const isWithin = ({ url }: { url: string }) => !isOutOfReach(url, pageUrl);
  const [declared, guessed] = [picture.declared.filter(isWithin), picture.guessed.filter(isWithin)];
  if (!declared.length) return [];
  const best = isWithin({ url: picture.best }) ? picture.best : declared[0]!.url;
  return [{ ...picture, declared, guessed, best }];
}

/** Each picture that the page names by more than one address, as its smallest and its largest rendition. */
function* pairsOf(pictures: PictureRecord[]): Generator<[string, string]> {
  for (const { declared, guessed } of pictures) {
    const all = [...declared, ...guessed].sort((a, b) => b.rank - a.rank);
    const [largest, smallest] = [all[0]!, all.at(-1)!];
    if (largest !== smallest && largest.rank !== smallest.rank) yield [smallest.url, largest.url];
  }
}

/** @param rules what the page teaches about its image servers */
function toCandidate(picture: PictureRecord, { score }: Verdict, rules: Rewrite[], page: PageRecord): Candidate {
  const { declared, guessed, naturalWidth, naturalHeight } = picture;
  const { url, rank } = declared[0]!;
  const guesses = guessed.slice(0, MAX_VARIANTS);
  const known = new Set([...declared, ...guessed].map((rendition) => rendition.url));
  const originals = proposeOriginals(url, rules, { width: naturalWidth, height: naturalHeight });
  const { text, alt, title, description, price, pinText, shownWidth, shownHeight, foundIn } = picture;
  return {
    url,
    proposals: [
      ...guessed.filter((rendition) => rendition.rank > rank).map((rendition) => rendition.url),
      ...originals.filter((one) => !known.has(one) && !isOutOfReach(one, page.pageUrl)),
    ],
    variants: [...declared.slice(1, 1 + MAX_VARIANTS), ...guesses]
      .sort((a, b) => b.rank - a.rank)
      .map((rendition) => rendition.url),
    ...(guesses.length && { guessed: guesses.map((rendition) => rendition.url) }),
    text: cutAtWord(text, MAX_TEXT_LENGTH),
    ...(alt && { alt: cutAtWord(alt, MAX_TEXT_LENGTH) }),
    ...(title && { title: cutAtWord(title, MAX_TITLE_LENGTH) }),
    ...(description && { description: cutAtWord(description, MAX_DESCRIPTION_LENGTH) }),
    ...(price && { price }),
    pinText: cutAtWord(pinText, MAX_DESCRIPTION_LENGTH),
    link: linkOf(picture, page.pageUrl),
    naturalWidth,
    naturalHeight,
    shownWidth,
    shownHeight,
    foundIn,
    score: Math.round(score * 10) / 10,
  };
}

/** The words of a link are at least this share of a card's, for the link to be what the card is about. */
const CARD_SHARE = 0.25;

function linkOf({ links }: PictureRecord, address: string): LinkChoice | null {
  for (const { reason, targets, length } of links) {
    const accept = reason === 'owner' ? ownersLink : articleLink;
    const accepted = targets
      .map((target) => ({ ...target, url: accept(target.url, address) }))
      .filter(({ url }) => url !== '');
    // A word in a step of a recipe may lead elsewhere: that is not what the step is about.
    if (accepted.reduce((sum, one) => sum + one.length, 0) < CARD_SHARE * length) continue;
    const [first] = accepted;
    if (first && accepted.every(({ url }) => url === first.url)) return { url: first.url, reason };
  }
  return null;
}
