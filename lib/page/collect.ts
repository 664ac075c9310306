import { baseOf, titleOf, windowOf } from './dom/dom';
import { isLarge } from './dom/each-match';
import type { Reading } from './dom/reading';
import { createBudget } from './dom/time-slices';
import type { PageFacts, PageNote } from './facts';
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
import { priceOfPage } from './words/price';
import { chooseWording } from './words/wording';
import { cleanText, cutAtWord } from './words/words';

export interface CollectOptions {
  /** Wall clock in epoch ms, for `collectedAt`. */
  now: () => number;
  /** How long collecting may work, in ms, its waits for the page apart; after it, what was found is answered with a note. */
  budgetMs?: number;
  /** Look for shadow roots at every element, not only where they usually are: dearer, for the second visit. */
  isThorough?: boolean;
}

/** A guard against pages made to hurt, in ms: what ordinary pages need even on a machine ten times slower than ours. */
export const DEFAULT_BUDGET_MS = 5_000;

/**
 * Reads a page: its pictures best first, the link to pin, title and description, and what its owner forbids.
 * Of its frames nothing: the caller collects in each of them and joins the answers by `mergeFrames`.
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
  const notes = new Set<PageNote>();
  /** A question to the browser about the whole of a large page takes it ten milliseconds, so none follows the other at once. */
  const isLargePage = isLarge(document);
  const giveTurn = async () => (budget.isDue() || isLargePage) && (await budget.breathe());
  const metadata = readMetadata(document);
  await giveTurn();
  const pageTitle = cleanText(titleOf(document));
  const socialTitle = cleanText(metaOf(metadata, 'og:title', 'twitter:title'));
  const heading = findMainHeading(document, [socialTitle, pageTitle].filter(Boolean), address);
  await giveTurn();
  const titles = [pageTitle, socialTitle, heading?.text ?? ''].filter(Boolean);
  const entities = findMainEntities(metadata.graph, address, titles);
  const served = findServedAddress(windowOf(document), address);
  const isFresh = isMetadataFresh({ served, address, pageTitle, heading: heading?.text ?? '', socialTitle });
  await giveTurn();
  const places = createPlaces(document, heading?.element);
  await giveTurn();
  const wording = chooseWording({
    document,
    metadata,
    entities,
    pageTitle,
    heading,
    places,
    address: location,
    isMetadataFresh: isFresh,
  });
  await giveTurn();
  const price = isFresh ? priceOfPage(document, metadata, entities.entity) : '';
  const { link, others } = chooseLink({ address, base, metadata, entities, served });

  const reading: Reading = {
    document,
    address,
    base,
    budget,
    places,
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
    optOut,
  });
  if (metadata.graph.isCut) notes.add('selfDescription');
  if (budget.isSpent()) notes.add('time');
  return {
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
    ...(price && { price }),
    optOut,
    complete: notes.size === 0,
    notes: [...notes],
  };
}
