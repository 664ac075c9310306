import type { PageFacts, PageNote } from '../facts';
import type { PageRecord } from '../record';
import { buildCandidates } from './candidates';
import { chooseLink } from './link';

/** What to make of what was read of a page: its pictures best first, the link to pin, and what was left out and why. Pure. */
export function judgePage(record: PageRecord): PageFacts {
  const { pageUrl, pageTitle, collectedAt, title, description, site, price, optOut, served } = record;
  const { link, others } = chooseLink({ address: pageUrl, declared: record.links, served });
  const { candidates, leftOut, hasMore } = buildCandidates(record);
  const notes = new Set<PageNote>(record.notes);
  if (hasMore && !notes.has('endless')) notes.add('morePictures');
  return {
    pageUrl,
    pageTitle,
    collectedAt,
    candidates,
    leftOut,
    link,
    otherLinks: others,
    title,
    description,
    site,
    ...(price && { price }),
    optOut,
    complete: notes.size === 0,
    notes: [...notes],
  };
}
