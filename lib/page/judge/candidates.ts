import type { Hint } from '../collect';
import { attr, findAll, findFirst, textOf } from '../dom/dom';
import { isFull, type Reading } from '../dom/reading';
import type { Candidate, LeftOut, LinkChoice, OptOut } from '../facts';
import { proposeOriginals } from '../identity/originals';
import { keyOf } from '../identity/picture-key';
import { groupPictures, type Picture } from '../identity/pictures';
import { type Sized, sortRenditions } from '../identity/renditions';
import { LEAD } from '../sources/metadata-images';
import { cleanText, cutAtWord, MAX_DESCRIPTION_LENGTH, wordsOf } from '../words/words';
import { type Appearance, describeAppearance } from './appearance';
import { articleLink, ownersLink } from './link';
import { ownerWords } from './opt-out';
import { judge, type RankContext, type Verdict } from './rank';

/** More are never looked through; the message to the extension stays small. */
const MAX_CANDIDATES = 500;
const MAX_LEFT_OUT = 200;
const MAX_VARIANTS = 6;
const MAX_TEXT_LENGTH = 300;
/** Characters of all `data:` pictures of an answer. */
const MAX_DATA_IN_ALL = 8_000_000;

interface Judged {
  picture: Picture;
  renditions: Sized[];
  appearance: Appearance;
  verdict: Verdict;
}

/** Makes one candidate of each picture, judges and sorts them. */
export async function buildCandidates(
  reading: Reading,
  page: { titles: string[]; hint: Hint; optOut: OptOut | null; link: LinkChoice },
): Promise<{ candidates: Candidate[]; leftOut: LeftOut[] }> {
  const { budget } = reading;
  const pictures = await groupPictures(reading.sightings, budget);
  const context: RankContext = {
    places: reading.places,
    titleWords: new Set(page.titles.flatMap(wordsOf).filter((word) => word.length > 2 || /\P{ASCII}/u.test(word))),
    count: pictures.length,
    inView: reading.inView,
    hasMainHeading: reading.places.spineLength > 0,
  };
  const judged: Judged[] = [];
  for (const picture of pictures) {
    if (budget.isDue()) await budget.breathe();
    const renditions = sortRenditions(picture.sightings);
    const best = renditions[0];
    if (!best) continue;
    const appearance = describeAppearance(picture, best, reading.places);
    judged.push({ picture, renditions, appearance, verdict: judge(picture, best, appearance, context) });
  }
  applyHint(judged, page.hint);
  judged.sort((a, b) => b.verdict.score - a.verdict.score || a.picture.order - b.picture.order);

  const candidates: Candidate[] = [];
  const leftOut: LeftOut[] = [];
  const links = new Map<Element, string>();
  let dataLength = 0;
  for (const one of judged) {
    if (budget.isDue()) await budget.breathe();
    const nopin = page.optOut?.ownerWords ?? nopinOf(one.picture);
    const reason = nopin !== null ? 'nopin' : one.verdict.leftOut;
    const url = one.renditions[0]!.url;
    if (url.startsWith('data:')) dataLength += url.length;
    if (url.startsWith('data:') && dataLength > MAX_DATA_IN_ALL) {
      reading.notes.add('Some pictures that stand in the page itself are too large to be carried over.');
      continue;
    }
    if (!reason && candidates.length < MAX_CANDIDATES) candidates.push(toCandidate(one, reading, links));
    else if (reason && leftOut.length < MAX_LEFT_OUT) {
      leftOut.push({
        url: one.renditions[0]!.url,
        text: textFor(one, reading),
        reason,
        ownerWords: nopin === null ? '' : ownerWords(nopin),
      });
    }
  }
  if (isFull(reading))
    reading.notes.add(
      `The page is very long. Of its first pictures, and those in view, the likeliest ${MAX_CANDIDATES} are shown.`,
    );
  else if (judged.length - leftOut.length > MAX_CANDIDATES)
    reading.notes.add(`The page has ${judged.length} pictures; the likeliest ${MAX_CANDIDATES} are shown.`);
  return { candidates, leftOut };
}

/** What the user pointed at comes first, whatever it is. */
function applyHint(judged: Judged[], hint: Hint): void {
  if (!hint.imageUrl) return;
  const { key, name } = keyOf(hint.imageUrl);
  for (const one of judged) {
    const isHinted = one.renditions.some(({ url }) => {
      const other = keyOf(url);
      return url === hint.imageUrl || other.key === key || (name !== '' && other.name === name);
    });
    if (isHinted) one.verdict = { score: one.verdict.score + 10_000, leftOut: undefined };
  }
}

/**
 * The owner's no, where every element that shows the picture carries it. Metadata does not lift it; another element of the owner's
 * that shows the same picture without it does, as Pinterest's own markup is per element.
 */
function nopinOf({ sightings }: Picture): string | null {
  const shown = sightings.filter((one) => one.element);
  const forbidden = shown.find((one) => one.nopin !== null);
  return forbidden && shown.every((one) => one.nopin !== null) ? forbidden.nopin : null;
}

/** @param links the page that each card leads to, as it becomes known */
function toCandidate(one: Judged, reading: Reading, links: Map<Element, string>): Candidate {
  const { picture, renditions, appearance, verdict } = one;
  const best = renditions[0]!;
  const owner = picture.sightings.find((sighting) => sighting.owner)?.owner;
  return {
    url: best.url,
    proposals: proposeOriginals(best.url).filter((url) => !renditions.some((known) => known.url === url)),
    variants: renditions.slice(1, 1 + MAX_VARIANTS).map(({ url }) => url),
    text: textFor(one, reading),
    pinText: cutAtWord(cleanText(owner?.description ?? ''), MAX_DESCRIPTION_LENGTH),
    link: linkFor(picture, owner?.url ?? '', reading, links),
    naturalWidth: appearance.naturalWidth,
    naturalHeight: appearance.naturalHeight,
    shownWidth: appearance.shownWidth,
    shownHeight: appearance.shownHeight,
    foundIn: picture.sightings.find((sighting) => sighting.element)?.foundIn ?? picture.sightings[0]!.foundIn,
    score: Math.round(verdict.score * 10) / 10,
  };
}

function linkFor(
  picture: Picture,
  ownerUrl: string,
  { base, address, places }: Reading,
  links: Map<Element, string>,
): LinkChoice | null {
  const owners = ownersLink(ownerUrl, base, address);
  if (owners) return { url: owners, reason: 'owner' };
  for (const { link } of picture.sightings) {
    const article = link && articleLink(link, base, address);
    if (article) return { url: article, reason: 'structured' };
  }
  // What the page names as its own picture stands for the page, whatever it or the text around it leads to.
  if (picture.sightings.some((one) => one.lead >= LEAD.microdata)) return null;
  for (const { element } of picture.sightings) {
    if (!element) continue;
    const { href, item } = places.placeOf(element);
    const own = href && articleLink(href, base, address);
    if (own) return { url: own, reason: 'article' };
    if (!item) continue;
    let inItem = links.get(item);
    if (inItem === undefined) {
      inItem = onlyLinkOf(item, base, address);
      links.set(item, inItem);
    }
    if (inItem) return { url: inItem, reason: 'article' };
  }
  return null;
}

/** The words of a link are at least this share of a card's, for the link to be what the card is about. */
const CARD_SHARE = 0.25;
/** Headings of a card; an article has more. */
const MAX_CARD_HEADINGS = 2;

/** The page that a card leads to: the link of its heading, else the only one it has. */
function onlyLinkOf(item: Element, base: string, address: string): string {
  const headings = findAll(item, 'h1,h2,h3,h4,[itemprop~="name"]');
  const heading = findFirst(item, 'h1 a[href],h2 a[href],h3 a[href],h4 a[href],[itemprop~="url"][href]');
  if (heading && headings.length <= MAX_CARD_HEADINGS) return articleLink(attr(heading, 'href'), base, address);
  const links = findAll(item, 'a[href]');
  if (!links.length || links.length > 8) return '';
  const targets = new Set<string>();
  let length = 0;
  for (let i = 0; i < links.length; i++) {
    const target = articleLink(attr(links[i]!, 'href'), base, address);
    if (!target) continue;
    targets.add(target);
    length += cleanText(textOf(links[i]!)).length;
  }
  // A word in a step of a recipe may lead elsewhere: that is not what the step is about.
  if (length < CARD_SHARE * cleanText(textOf(item)).length) return '';
  return targets.size === 1 ? [...targets][0]! : '';
}

const FILE_NAME = /^[\w-]+\.(?:jpe?g|png|gif|webp|avif|svg)$|^(?:img|dsc|image|photo|picture)[-_ ]?\d*$/i;

/** Its own words, its caption, or the heading near it. */
function textFor({ picture }: Judged, { places }: Reading): string {
  for (const { text } of picture.sightings) {
    const clean = cleanText(text);
    if (clean && !FILE_NAME.test(clean)) return cutAtWord(clean, MAX_TEXT_LENGTH);
  }
  for (const { element } of picture.sightings) {
    if (!element) continue;
    const { figure, item } = places.placeOf(element);
    const near =
      (figure && findFirst(figure, 'figcaption')) || (item && findFirst(item, 'h1,h2,h3,h4,h5,[class*="title"]'));
    const clean = near && cleanText(textOf(near).slice(0, 1_000));
    if (clean) return cutAtWord(clean, MAX_TEXT_LENGTH);
  }
  return '';
}
