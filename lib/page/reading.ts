import type { Budget } from './budget';
import type { Places } from './place';
import type { Sighting } from './sighting';

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
  /** What the user should know: what was cut, what could not be read. */
  notes: Set<string>;
}
