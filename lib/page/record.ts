import { attr, parentOf } from './dom/dom';
import type { Candidate, FoundIn, LinkChoice, OptOut, PageNote } from './facts';
import { isSameSite } from './identity/address';
import { groupPictures, isShown, type Picture } from './identity/pictures';
import { type Sized, sortRenditions } from './identity/renditions';
import { type Appearance, describeAppearance } from './place/appearance';
import { isFull, type Reading } from './sources/found-image';
import { ownerWords } from './sources/metadata';
import { createPictureReader, type PictureLink } from './words/card';
import type { PageTexts, RecordedPrice } from './words/texts';

/**
 * What the half that runs in the page hands to the half that runs in the extension (`judge/`): what was read, before anything of it is
 * judged. Plain data, for it crosses by structured clone.
 */
export interface PageRecord {
  /** The address bar. */
  pageUrl: string;
  pageTitle: string;
  collectedAt: number;
  /** The address that the document was served for; see `sources/soft-navigation.ts`. */
  served: string;
  /** Addresses that the page declares as its own, absolute, in the order in which they are believed. */
  links: LinkChoice[];
  texts: PageTexts;
  price?: RecordedPrice;
  /** How many elements hold the main heading; 0 where there is none. */
  spineLength: number;
  optOut: OptOut | null;
  /** How many pictures were found, those included that are not handed over. */
  count: number;
  pictures: PictureRecord[];
  notes: PageNote[];
}

/** A picture as it was met, in one place or several. */
export interface PictureRecord
  extends Appearance,
    Omit<Candidate, 'url' | 'proposals' | 'variants' | 'guessed' | 'link' | 'score'> {
  /** The address of its largest rendition, whether declared or guessed. */
  best: string;
  /** Renditions that are certainly of it, largest first; at least one. */
  declared: Sized[];
  /** Renditions that only their addresses make its own, largest first. */
  guessed: Sized[];
  /** When it was met first among all pictures. */
  order: number;
  /** How strongly the page names it as its own, by each of its words for it. */
  leads: number[];
  /** All its words, for telling what it shares with the page's titles. */
  words: string;
  /** Class, id and words of each element that shows it, for telling what they make of it. */
  names: string[];
  /** The owner's no, to his words; null where he does not forbid it. */
  nopin: string | null;
  isInView: boolean;
  /** Shown by `<img>` alone. */
  isPlain: boolean;
  /** Shown in three or more places. */
  isRepeated: boolean;
  /** Every link that it stands in leads to another site. */
  leadsAway: boolean;
  links: PictureLink[];
}

/** Pictures handed over: more are never looked through, and the message to the extension stays small. */
const MAX_PICTURES = 600;
/** Of those, marks and icons. */
const MAX_SMALL = 250;
/** A shorter side below this is no picture to pin. */
export const MIN_SIDE = 100;
/** From this lead on it is the owner's own word. */
export const LEAD_OF_OWNER = 200;
/** Characters of all `data:` pictures of an answer. */
const MAX_DATA_IN_ALL = 8_000_000;

/** The pictures of a page, in document order. Of an endless list the beginning, what is in view, and what the page names as its own. */
export async function recordPictures(reading: Reading): Promise<Pick<PageRecord, 'pictures' | 'count'>> {
  const { slices, places, inView, notes } = reading;
  const found = await groupPictures(reading.foundImages, places, slices);
  const read = createPictureReader(reading);
  const pictures: PictureRecord[] = [];
  const counts = { large: 0, small: 0 };
  let dataLength = 0;
  for (const picture of found) {
    if (slices.isDue()) await slices.breathe();
    const { foundImages } = picture;
    const renditions = sortRenditions(foundImages);
    const best = renditions[0];
    if (!best) continue;
    const appearance = describeAppearance(picture, best, places);
    const leads = foundImages.map(({ lead }) => lead).filter((lead) => lead > 0);
    const isInView = inView.size > 0 && foundImages.some(({ element }) => element && inView.has(element));
    const kind = isSmall(appearance) && !leads.some((lead) => lead >= LEAD_OF_OWNER) ? 'small' : 'large';
    if (++counts[kind] > (kind === 'small' ? MAX_SMALL : MAX_PICTURES) && !isInView && !leads.length) continue;
    if (best.url.startsWith('data:')) dataLength += best.url.length;
    if (best.url.startsWith('data:') && dataLength > MAX_DATA_IN_ALL) {
      notes.add('dataPictures');
      continue;
    }
    pictures.push({
      ...appearance,
      ...partRenditions(picture, renditions),
      ...read(picture, kind === 'large'),
      best: best.url,
      order: picture.order,
      leads,
      words: foundImages
        .map(({ text }) => text)
        .join(' ')
        .slice(0, 500),
      names: foundImages.flatMap(({ element, text }) => (element ? [namesOf(element, text)] : [])),
      nopin: nopinOf(picture),
      isInView,
      isPlain: foundImages.every((one) => one.foundIn === 'img'),
      isRepeated: isRepeated(picture),
      leadsAway: leadsAway(picture, reading),
      foundIn: foundIn(picture),
    });
  }
  if (counts.large > MAX_PICTURES && !isFull(reading)) notes.add('morePictures');
  return { pictures, count: found.length };
}

function isSmall({ naturalWidth, naturalHeight, shownWidth, shownHeight }: Appearance): boolean {
  const side =
    Math.min(naturalWidth || naturalHeight, naturalHeight || naturalWidth) || Math.min(shownWidth, shownHeight);
  return side > 0 && side < MIN_SIDE;
}

/**
 * A picture's renditions, those that are certainly of it apart from those that only their addresses make its own. Where the largest one
 * is such a guess, what the page shows is the picture, for its words and its link are the shown element's.
 */
function partRenditions({ foundImages, parts }: Picture, renditions: Sized[]): { declared: Sized[]; guessed: Sized[] } {
  if (parts.every((part) => part === parts[0])) return { declared: renditions, guessed: [] };
  const partsOf = ({ url }: Sized) =>
    parts.filter((_, at) => foundImages[at]!.renditions.some((one) => one.url === url));
  const isShownPart = (part: number) => foundImages.some((one, at) => isShown(one) && parts[at] === part);
  const shown = renditions.find((rendition) => partsOf(rendition).some(isShownPart));
  const [core] = partsOf(shown ?? renditions[0]!);
  const declared = renditions.filter((rendition) => partsOf(rendition).includes(core!));
  return { declared, guessed: renditions.filter((rendition) => !declared.includes(rendition)) };
}

/**
 * The owner's no, where every element that shows the picture carries it. Metadata does not lift it; another element of the owner's
 * that shows the same picture without it does, as Pinterest's own markup is per element.
 */
function nopinOf({ foundImages }: Picture): string | null {
  const shown = foundImages.filter((one) => one.element);
  const forbidden = shown.find((one) => one.nopin !== null);
  return forbidden && shown.every((one) => one.nopin !== null) ? ownerWords(forbidden.nopin ?? '') : null;
}

function namesOf(element: Element, text: string): string {
  const names = [element, parentOf(element)].flatMap((one) => (one ? [attr(one, 'class'), attr(one, 'id')] : []));
  return `${names[0]} ${names[1]} ${text.length < 40 ? text : ''} ${names.slice(2).join(' ')}`.slice(0, 300);
}

function isRepeated({ foundImages }: Picture): boolean {
  if (foundImages.length < 3) return false;
  const shown = foundImages.filter((one) => one.foundIn !== 'noscript');
  return new Set(shown.map((one) => one.element && parentOf(one.element))).size > 2;
}

/** Whether every link that a picture stands in leads to another site, as an ad's does. */
function leadsAway({ foundImages }: Picture, { places, address }: Reading): boolean {
  const links = foundImages.flatMap(({ element }) => (element && places.placeOf(element).href) || []);
  return (
    links.length > 0 &&
    links.every((href) => /^(?:https?:)?\/\//i.test(href) && !isSameSite(href.replace(/^\/\//, 'https://'), address))
  );
}

function foundIn({ foundImages }: Picture): FoundIn {
  return (foundImages.find(({ element }) => element) ?? foundImages[0]!).foundIn;
}
