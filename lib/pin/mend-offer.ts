import { matchMends } from './match-ratio';
import type { Pin } from './pin';
import { type Mend, type Slide, type SlideRatio, withMend } from './slide';

/** A pin of the same link or picture that is on its way or was sent. */
export interface EarlierPin {
  id: string;
  by: 'link' | 'picture';
  state: 'scheduled' | 'published';
  boardName: string;
  /** When it goes or went out; epoch ms. */
  at: number;
  /** On Pinterest, where it is known. */
  externalUrl: string | null;
  /** Whether its row was removed, so that the planner cannot show it. */
  isGone: boolean;
}

/** What one click beside a check does. `label` is the button's; the rest is what to do. */
export type MendOffer = { label: string } & (
  | { kind: 'crop'; ratio: SlideRatio }
  | { kind: 'pad'; ratio: SlideRatio }
  /** Flattens what is transparent, or makes it a JPEG. */
  | { kind: 'convert' }
  | { kind: 'shrink' }
  | { kind: 'enlarge' }
  /** Every slide of the pin. */
  | { kind: 'match-all'; ratio: SlideRatio }
  /** Asks the browser for one host, then reads the slide again. */
  | { kind: 'ask-permission'; host: string }
  /** Takes the picture from what the tab shows: set the slide's `fromScreen` and read it again. */
  | { kind: 'take-from-screen' }
  /** Reads the slide again. */
  | { kind: 'read-again' }
  | { kind: 'remove' }
  /** Opens a pin that is on its way or was sent. */
  | { kind: 'show'; earlier: EarlierPin }
  /** Writes this into the pin: other words, another time. */
  | { kind: 'write'; content: Partial<Pick<Pin, 'title' | 'description' | 'link' | 'when' | 'publishAt'>> }
);

/** The offers that change how pictures are drawn; the others need the browser or the list of slides. */
export type DrawnOffer = Extract<MendOffer, { kind: 'crop' | 'pad' | 'convert' | 'shrink' | 'enlarge' | 'match-all' }>;

/** The new mends, by slide id, that carry an offer out. `slideId` is the check's; every slide for `match-all`. */
export function planMends(slides: readonly Slide[], offer: DrawnOffer, slideId: string | null): Map<string, Mend[]> {
  const planned = new Map<string, Mend[]>();
  for (const slide of slides) {
    if (offer.kind !== 'match-all' && slide.id !== slideId) continue;
    const mends = offer.kind === 'match-all' ? matchMends(slide, offer.ratio) : withMend(slide.mends, toMend(offer));
    if (mends) planned.set(slide.id, mends);
  }
  return planned;
}

function toMend(offer: Exclude<DrawnOffer, { kind: 'match-all' }>): Mend {
  if (offer.kind === 'crop') return { kind: 'crop', ratio: offer.ratio, focus: null };
  if (offer.kind === 'pad') return { kind: 'pad', ratio: offer.ratio, fill: 'edge' };
  if (offer.kind === 'convert') return { kind: 'convert', background: '#ffffff' };
  return { kind: offer.kind };
}
