import { isFull, type Reading } from '../dom/reading';
import type { Candidate, LeftOut, OptOut } from '../facts';
import { proposeOriginals } from '../identity/originals';
import { learnRewrites, type Rewrite } from '../identity/page-rules';
import { groupPictures, type Picture } from '../identity/pictures';
import { type Sized, sortRenditions } from '../identity/renditions';
import { createPictureReader, type PictureWords } from '../words/card';
import { wordsOf } from '../words/words';
import { type Appearance, describeAppearance } from './appearance';
import { ownerWords } from './opt-out';
import { judge, type RankContext, type Verdict } from './rank';

/** More are never looked through; the message to the extension stays small. */
const MAX_CANDIDATES = 500;
const MAX_LEFT_OUT = 200;
const MAX_VARIANTS = 6;
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
  page: { titles: string[]; optOut: OptOut | null },
): Promise<{ candidates: Candidate[]; leftOut: LeftOut[] }> {
  const { budget } = reading;
  const pictures = await groupPictures(reading.sightings, reading.places, budget);
  const context: RankContext = {
    places: reading.places,
    titleWords: new Set(page.titles.flatMap(wordsOf).filter((word) => word.length > 2 || /\P{ASCII}/u.test(word))),
    count: pictures.length,
    inView: reading.inView,
    hasMainHeading: reading.places.spineLength > 0,
    address: reading.address,
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
  judged.sort((a, b) => b.verdict.score - a.verdict.score || a.picture.order - b.picture.order);

  const rules = learnRewrites(pairsOf(judged));
  const candidates: Candidate[] = [];
  const leftOut: LeftOut[] = [];
  const readWords = createPictureReader(reading);
  let dataLength = 0;
  for (const one of judged) {
    if (budget.isDue()) await budget.breathe();
    const nopin = page.optOut?.ownerWords ?? nopinOf(one.picture);
    const reason = nopin !== null ? 'nopin' : one.verdict.leftOut;
    const url = one.renditions[0]!.url;
    if (url.startsWith('data:')) dataLength += url.length;
    if (url.startsWith('data:') && dataLength > MAX_DATA_IN_ALL) {
      reading.notes.add('dataPictures');
      continue;
    }
    if (!reason && candidates.length < MAX_CANDIDATES) candidates.push(toCandidate(one, readWords, rules));
    else if (reason && leftOut.length < MAX_LEFT_OUT) {
      leftOut.push({
        url: one.renditions[0]!.url,
        text: readWords(one.picture).text,
        reason,
        ownerWords: nopin === null ? '' : ownerWords(nopin),
      });
    }
  }
  if (isFull(reading)) reading.notes.add('endless');
  else if (judged.length - leftOut.length > MAX_CANDIDATES) reading.notes.add('morePictures');
  return { candidates, leftOut };
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

/** Each picture that the page names by more than one address, as its smallest and its largest rendition. */
function* pairsOf(judged: Judged[]): Generator<[string, string]> {
  for (const { renditions } of judged) {
    const [largest, smallest] = [renditions[0]!, renditions.at(-1)!];
    if (largest !== smallest && largest.rank !== smallest.rank) yield [smallest.url, largest.url];
  }
}

/** @param rules what the page teaches about its image servers */
function toCandidate(one: Judged, readWords: (picture: Picture) => PictureWords, rules: Rewrite[]): Candidate {
  const { picture, appearance, verdict } = one;
  const { declared, guessed } = partRenditions(one);
  const { url } = declared[0]!;
  const known = new Set(one.renditions.map((rendition) => rendition.url));
  const size = { width: appearance.naturalWidth, height: appearance.naturalHeight };
  return {
    url,
    proposals: [
      ...guessed.filter(({ rank }) => rank > declared[0]!.rank).map((rendition) => rendition.url),
      ...proposeOriginals(url, rules, size).filter((proposal) => !known.has(proposal)),
    ],
    variants: declared.slice(1, 1 + MAX_VARIANTS).map((rendition) => rendition.url),
    ...(guessed.length && { guessed: guessed.slice(0, MAX_VARIANTS).map((rendition) => rendition.url) }),
    ...readWords(picture),
    naturalWidth: appearance.naturalWidth,
    naturalHeight: appearance.naturalHeight,
    shownWidth: appearance.shownWidth,
    shownHeight: appearance.shownHeight,
    foundIn: picture.sightings.find((sighting) => sighting.element)?.foundIn ?? picture.sightings[0]!.foundIn,
    score: Math.round(verdict.score * 10) / 10,
  };
}

/**
 * A picture's renditions, those that are certainly of it apart from those that only their addresses make its own. Where the largest one
 * is such a guess, what the page shows is the picture, for its words and its link are the shown element's.
 */
function partRenditions({ picture: { sightings, parts }, renditions }: Judged): {
  declared: Sized[];
  guessed: Sized[];
} {
  const partsOf = ({ url }: Sized) => parts.filter((_, at) => sightings[at]!.renditions.some((one) => one.url === url));
  const isShown = (part: number) => sightings.some(({ element }, at) => element && parts[at] === part);
  const shown = renditions.find((rendition) => partsOf(rendition).some(isShown));
  const [core] = partsOf(shown ?? renditions[0]!);
  const declared = renditions.filter((rendition) => partsOf(rendition).includes(core!));
  return { declared, guessed: renditions.filter((rendition) => !declared.includes(rendition)) };
}
