import { baseOf, titleOf, windowOf } from './dom/dom';
import { createTimeSlices, isLarge } from './dom/time-slices';
import type { PageNote } from './facts';
import { createPlaces } from './place/place';
import { type PageRecord, recordPictures } from './record';
import { isFull, type Reading } from './sources/found-image';
import { gatherImages } from './sources/gather';
import { declaredLinks, findLoadedAddress, findMainEntities, isMetadataFresh } from './sources/main-entity';
import { findOptOut, metaOf, readMetadata } from './sources/metadata';
import { findMainHeading, priceOfPage, readTexts } from './words/texts';
import { cleanText } from './words/words';

export interface CollectOptions {
  /** Wall clock in epoch ms, for `collectedAt`. */
  now: () => number;
  /** How long collecting may work, in ms, its waits for the page apart; after it, what was found is answered with a note. */
  budgetMs?: number;
  /** Look for shadow roots at every element, not only where they usually are: dearer, for the second visit. */
  isThorough?: boolean;
}

/** A guard against pages made to hurt, in ms: what ordinary pages need even on a machine ten times slower than ours. */
const COLLECT_FOR_MS = 5_000;

/**
 * Reads a page: its pictures, the links it declares, title and description, and what its owner forbids. What to make of it is judged in the
 * extension (`judge/`), so that little code has to travel. Of frames nothing: the caller reads each of them.
 * Gives the page its turn every few milliseconds, writes nothing to it, asks nothing of the network, and always answers: what could not be
 * read is said in `notes`.
 */
export async function readPage(document: Document, location: Location, options: CollectOptions): Promise<PageRecord> {
  const clock = () => performance.now();
  const slices = createTimeSlices(clock, options.budgetMs ?? COLLECT_FOR_MS);
  const address = location.href;
  const base = findBase(document, address);
  const notes = new Set<PageNote>();
  /** A question to the browser about the whole of a large page takes it ten milliseconds, so none follows the other at once. */
  const isLargePage = isLarge(document);
  const giveTurn = async () => (slices.isDue() || isLargePage) && (await slices.breathe());
  const metadata = readMetadata(document);
  await giveTurn();
  const pageTitle = cleanText(titleOf(document));
  const socialTitle = cleanText(metaOf(metadata, 'og:title', 'twitter:title'));
  const heading = findMainHeading(document, [socialTitle, pageTitle].filter(Boolean), address);
  await giveTurn();
  const titles = [pageTitle, socialTitle, heading?.text ?? ''].filter(Boolean);
  const entities = findMainEntities(metadata.graph, address, titles);
  const served = findLoadedAddress(windowOf(document), address);
  const isFresh = isMetadataFresh({ served, address, pageTitle, heading: heading?.text ?? '', socialTitle });
  await giveTurn();
  const places = createPlaces(document, heading?.element);
  await giveTurn();
  const texts = readTexts({
    document,
    metadata,
    entities,
    pageTitle,
    heading,
    places,
    isMetadataFresh: isFresh,
  });
  await giveTurn();
  const price = isFresh ? priceOfPage(document, metadata, entities.entity) : undefined;

  const reading: Reading = {
    document,
    address,
    base,
    slices,
    places,
    foundImages: [],
    namedCount: 0,
    inView: new Set(),
    notes,
  };
  await giveTurn();
  await gatherImages(reading, {
    metadata,
    entities,
    isMetadataFresh: isFresh,
    isThorough: options.isThorough ?? false,
  });
  const { pictures, count } = await recordPictures(reading);
  if (isFull(reading)) notes.add('endless');
  if (metadata.graph.isCut) notes.add('selfDescription');
  if (slices.isSpent()) notes.add('time');
  return {
    pageUrl: address,
    pageTitle,
    collectedAt: options.now(),
    served,
    links: declaredLinks(metadata, entities, base),
    texts,
    ...(price && { price }),
    spineLength: places.spineLength,
    optOut: findOptOut(document),
    count,
    pictures,
    notes: [...notes],
  };
}

/**
 * What relative addresses are relative to. A `<base>` that names a machine without a public name, on a page that has one, was left behind
 * by a template.
 */
function findBase(document: Document, address: string): string {
  const declared = baseOf(document);
  if (!URL.canParse(declared) || !URL.canParse(address)) return declared || address;
  const [theirs, ours] = [new URL(declared).hostname, new URL(address).hostname];
  return NAMELESS_HOST.test(theirs) && !NAMELESS_HOST.test(ours) ? address : declared;
}

/** A number, a name without a dot, or one that no public name server answers for. The exact rule is `identity/private-host.ts`. */
const NAMELESS_HOST = /^(?:[^.]*|[\d.]+|\[.*|.*\.(?:localhost|local|internal|lan|intranet|home|corp|arpa))$/;

interface IdleOptions extends CollectOptions {
  /** The page counts as idle when nothing was added to it for so long, in ms. */
  quietMs?: number;
  /** Read at the latest after so long, in ms, idle or not. */
  waitMs?: number;
}

/**
 * Reads once more when the page has come to rest: pages built by scripts, and lazy pictures that have arrived meanwhile.
 * The caller decides whether to ask. Resolves at the latest after `waitMs` plus the budget.
 */
export async function readWhenIdle(document: Document, location: Location, options: IdleOptions): Promise<PageRecord> {
  await untilQuiet(document, options.quietMs ?? 300, options.waitMs ?? 2_000);
  return readPage(document, location, { ...options, isThorough: true });
}

function untilQuiet(document: Document, quietMs: number, waitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      observer.disconnect();
      clearTimeout(quiet);
      clearTimeout(limit);
      resolve();
    };
    let quiet = setTimeout(finish, quietMs);
    const limit = setTimeout(finish, waitMs);
    const observer = new MutationObserver(() => {
      clearTimeout(quiet);
      quiet = setTimeout(finish, quietMs);
    });
    observer.observe(document, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ['src', 'srcset', 'style', 'poster'],
    });
  });
}
