import type { TimeSlices } from '../dom/time-slices';
import type { FoundIn, PageNote } from '../facts';
import type { Places } from '../place/place';

/** One address of a picture and how large the page says it is; 0 where it does not. */
export interface Rendition {
  url: string;
  width: number;
  height: number;
}

/** What the owner of the page says about a picture, in Pinterest's own markup. */
interface OwnerWords {
  /** `data-pin-url` or a share button's `url`, resolved; '' when there is none. */
  url: string;
  /** `data-pin-description` or a share button's `description`. */
  description: string;
}

/**
 * One place where a picture was met. Several found images make one candidate when they show the same picture.
 * All renditions of a found image are one picture because one element or one record declares them together.
 */
export interface FoundImage {
  foundIn: FoundIn;
  /** In order of trust; at least one; absolute addresses. */
  renditions: Rendition[];
  /** The element that shows it; null for metadata. */
  element: Element | null;
  /** Its own words: alternative text, name. Raw. */
  text: string;
  owner: OwnerWords | null;
  /** How strongly the page says "this is my picture", in points of the ranking; 0 where it says nothing. */
  lead: number;
  /** The page a record ties it to (ItemList), absolute; '' when none. */
  link: string;
  /** Set when the owner forbids this picture, to his words ('' when he gave none). */
  nopin: string | null;
}

/** A found image with nothing but where it was found; sources fill in what they know. */
export function createFoundImage(foundIn: FoundIn, renditions: Rendition[], element: Element | null): FoundImage {
  return { foundIn, renditions, element, text: '', owner: null, lead: 0, link: '', nopin: null };
}

/** One page while it is being read: what every source needs and where it puts what it finds. */
export interface Reading {
  document: Document;
  /** The address bar. */
  address: string;
  /** What relative addresses are relative to. */
  base: string;
  slices: TimeSlices;
  places: Places;
  /** In the order they were met: document order within each source. */
  foundImages: FoundImage[];
  /** How many of the found images metadata names. */
  namedCount: number;
  /** Elements in view of a page that has more pictures than are read: theirs are offered wherever they stand in it. */
  inView: Set<Element>;
  /** What the user should know: what was cut, what could not be read. */
  notes: Set<PageNote>;
}

/**
 * Found images that are gathered in the elements of one page. One with more is an endless list: nobody looks through all of it, so its beginning
 * counts, and what is in view.
 */
const MAX_FOUND_IMAGES = 2_000;

/** Whether no more is to be gathered. */
export function isFull({ foundImages, namedCount }: Reading): boolean {
  return foundImages.length - namedCount >= MAX_FOUND_IMAGES;
}
