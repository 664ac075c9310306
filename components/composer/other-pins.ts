import type { Check } from '../../lib/pin/checks';
import type { Pin } from '../../lib/pin/pin';
import { checkRules } from '../../lib/pin/plan';
import { checkEarlier, describeEarlier, listContent, readEarlier } from '../../lib/store/earlier';
import { readGround } from '../../lib/store/plans';

/** The other pins as they are now, to hold a pin against. Loaded once the composer has been painted. */
export async function readOthers(now: number) {
  const [book, ground] = await Promise.all([readEarlier(), readGround(now)]);
  return {
    /** What is to be said of a pin beside them, if it goes out at a time (epoch ms). */
    check: (pin: Pin, at: number | null): Check[] => [...checkEarlier(pin, book, now), ...checkRules(pin, at, ground)],
    /** When and where the picture at these addresses, or with the content of `slides`, is planned or was pinned; ''. */
    describePicture: (addresses: readonly string[], slides: Pin['slides'], but: string | null): string => {
      const [earlier] = book.find({ link: '', addresses, ...listContent({ slides }), but });
      return earlier ? describeEarlier(earlier, now) : '';
    },
  };
}
