import type { FoundIn } from '../facts';

/** One address of a picture and how large the page says it is; 0 where it does not. */
export interface Rendition {
  url: string;
  width: number;
  height: number;
}

/** What the owner of the page says about a picture, in Pinterest's own markup. */
export interface OwnerWords {
  /** `data-pin-url` or a share button's `url`, resolved; '' when there is none. */
  url: string;
  /** `data-pin-description` or a share button's `description`. */
  description: string;
}

/**
 * One place where a picture was met. Several sightings make one candidate when they show the same picture.
 * All renditions of a sighting are one picture because one element or one record declares them together.
 */
export interface Sighting {
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

/** A sighting with nothing but where it was found; sources fill in what they know. */
export function createSighting(foundIn: FoundIn, renditions: Rendition[], element: Element | null): Sighting {
  return { foundIn, renditions, element, text: '', owner: null, lead: 0, link: '', nopin: null };
}
