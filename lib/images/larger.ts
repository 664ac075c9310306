import { shrinkScale } from '../pin/ratio';
import type { Slide } from '../pin/slide';
import { findBytes, type Sight } from './find-bytes';
import { type MadeReady, makeReady } from './make-ready';
import { isAlike, takeLikeness } from './same-picture';
import type { SlideWorld } from './world';

/** A larger rendition has at least so many times the pixels on a side. */
const WORTH = 1.1;
const TRIED_AT_MOST = 3;

/**
 * Looks whether one of the addresses that might hold a larger rendition does: it is believed only when it loads, is larger and
 * shows the same picture. A picture that has all that Pinterest shows is left. Never throws; undefined: there is none.
 */
export async function findLarger(
  slide: Slide,
  found: MadeReady,
  sight: Sight,
  world: SlideWorld,
  turn: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<MadeReady | undefined> {
  const { facts } = found.original;
  if (shrinkScale(facts) < 1) return undefined;
  for (const url of (slide.proposals ?? []).slice(0, TRIED_AT_MOST)) {
    try {
      const blob = await findBytes({ ...sight, url }, world);
      const larger = await turn(() =>
        makeReady(
          blob,
          slide,
          ({ bitmap, look }) => bitmap.width >= facts.width * WORTH && isAlike(takeLikeness(look), found.likeness),
        ),
      );
      if (larger) return larger;
    } catch {
      // A guess that did not come true.
    }
  }
  return undefined;
}
