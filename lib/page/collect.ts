import { baseOf, titleOf, windowOf } from './dom/dom';
import { isLarge } from './dom/each-match';
import { mergeFrames } from './dom/frames';
import { findFrames } from './dom/reachable-frames';
import type { Reading } from './dom/reading';
import { createBudget } from './dom/time-slices';
import type { PageFacts } from './facts';
import { createReach } from './identity/private-host';
import { buildCandidates } from './judge/candidates';
import { chooseLink } from './judge/link';
import { findOptOut } from './judge/opt-out';
import { createPlaces } from './judge/place';
import { findServedAddress, isMetadataFresh } from './judge/soft-navigation';
import { gatherSightings } from './sources/gather';
import { findMainEntities } from './sources/main-entity';
import { metaOf, readMetadata } from './sources/metadata';
import { keepReachable } from './sources/sighting';
import { textUnder } from './sources/structured-data';
import { findMainHeading } from './words/main-heading';
import { chooseWording } from './words/wording';
import { cleanText, cutAtWord } from './words/words';

/** What the user pointed at before asking, as the context menu tells it. */
export interface Hint {
  imageUrl?: string;
  linkUrl?: string;
  selection?: string;
}

export interface CollectOptions {
  /** Wall clock in epoch ms, for `collectedAt`. */
  now: () => number;
  /** What collecting may take in all, in ms; after it, what was found is answered with a note. */
  budgetMs?: number;
  hint?: Hint;
  /** Leave frames alone: the caller collects in each of them and calls `mergeFrames`. */
  skipFrames?: boolean;
  /** Look for shadow roots at every element, not only where they usually are: dearer, for the second visit. */
  isThorough?: boolean;
}

/** Total budget in ms when the caller names none: long for a page, short for a person who waits. */
export const DEFAULT_BUDGET_MS = 1_500;

/**
 * Reads a page: its pictures best first, the link to pin, title and description, and what its owner forbids.
 * Gives the page its turn every few milliseconds, writes nothing to it, asks nothing of the network, and always answers:
 * what could not be read is said in `notes`.
 */
export async function collect(document: Document, location: Location, options: CollectOptions): Promise<PageFacts> {
  const clock = () => performance.now();
  const budget = createBudget(clock, options.budgetMs ?? DEFAULT_BUDGET_MS);
  const address = location.href;
  const isOutOfReach = createReach(address);
  const declaredBase = baseOf(document);
  const base = declaredBase && !isOutOfReach(declaredBase) ? declaredBase : address;
  const notes = new Set<string>();
  /** A question to the browser about the whole of a large page takes it ten milliseconds, so none follows the other at once. */
  const isLargePage = isLarge(document);
  const giveTurn = async () => (budget.isDue() || isLargePage) && (await budget.breathe());
  const metadata = readMetadata(document);
  await giveTurn();
  const pageTitle = cleanText(titleOf(document));
  const socialTitle = cleanText(metaOf(metadata, 'og:title', 'twitter:title'));
  const heading = findMainHeading(document, [socialTitle, pageTitle].filter(Boolean));
  await giveTurn();
  const titles = [pageTitle, socialTitle, heading?.text ?? ''].filter(Boolean);
  const entities = findMainEntities(metadata.graph, address, titles);
  const served = findServedAddress(windowOf(document), address);
  const isFresh = isMetadataFresh({ served, address, pageTitle, heading: heading?.text ?? '', socialTitle });
  await giveTurn();
  const wording = chooseWording({
    document,
    metadata,
    entities,
    pageTitle,
    heading: heading?.text ?? '',
    host: location.hostname,
    selection: options.hint?.selection ?? '',
    isMetadataFresh: isFresh,
  });
  await giveTurn();
  const { link, others } = chooseLink({ address, base, metadata, entities, served });

  const reading: Reading = {
    document,
    address,
    base,
    budget,
    places: createPlaces(document, heading?.element),
    sightings: [],
    namedCount: 0,
    inView: new Set(),
    notes,
  };
  await giveTurn();
  await gatherSightings(reading, {
    metadata,
    entities,
    isMetadataFresh: isFresh,
    isThorough: options.isThorough ?? false,
  });
  reading.sightings = keepReachable(reading.sightings, isOutOfReach);
  const optOut = findOptOut(document);
  const { candidates, leftOut } = await buildCandidates(reading, {
    titles: [wording.title, heading?.text ?? '', entities.entity ? textUnder(entities.entity, 'name', 'headline') : ''],
    hint: options.hint ?? {},
    optOut,
    link,
  });
  if (metadata.graph.isCut) notes.add('The page describes itself at too great a length; a part of that was not read.');
  if (budget.isSpent()) notes.add('The page is very large; what was found in the time given is shown.');
  const facts: PageFacts = {
    pageUrl: address,
    pageTitle: cutAtWord(pageTitle, 300),
    collectedAt: options.now(),
    candidates,
    leftOut,
    link,
    otherLinks: others,
    title: wording.title,
    description: wording.description,
    site: wording.site,
    optOut,
    complete: notes.size === 0,
    notes: [...notes],
  };
  if (options.skipFrames) return facts;
  const frames: PageFacts[] = [];
  for (const frame of findFrames(document)) {
    if (budget.isSpent()) break;
    frames.push(
      await collect(frame.document, frame.location, {
        now: options.now,
        budgetMs: (options.budgetMs ?? DEFAULT_BUDGET_MS) / 4,
      }),
    );
  }
  return frames.length ? mergeFrames(facts, frames) : facts;
}
