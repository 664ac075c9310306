import type { PageNote } from '../facts';
import type { Places } from '../place/place';
import type { Sighting } from '../sources/sighting';
import type { Budget } from './time-slices';

/** One page while it is being read: what every source needs and where it puts what it finds. */
export interface Reading {
  document: Document;
  /** The address bar. */
  address: string;
  /** What relative addresses are relative to. */
  base: string;
  budget: Budget;
  places: Places;
  /** In the order they were met: document order within each source. */
  sightings: Sighting[];
  /** How many of the sightings metadata names. */
  namedCount: number;
  /** Elements in view of a page that has more pictures than are read: theirs are offered wherever they stand in it. */
  inView: Set<Element>;
  /** What the user should know: what was cut, what could not be read. */
  notes: Set<PageNote>;
}

/**
 * Sightings that are gathered in the elements of one page. One with more is an endless list: nobody looks through all of it, so its beginning
 * counts, and what is in view.
 */
const MAX_SIGHTINGS = 2_000;

/** Whether no more is to be gathered. */
export function isFull({ sightings, namedCount }: Reading): boolean {
  return sightings.length - namedCount >= MAX_SIGHTINGS;
}
