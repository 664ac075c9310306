import type { Candidate, LeftOut, PageFacts, PageNote } from '../facts';
import { keyOf } from '../identity/picture-key';
import type { PageRecord } from '../record';
import { cutAtWord } from '../words/words';
import { buildCandidates } from './candidates';
import { chooseLink } from './link';
import { chooseWording, writePrice } from './wording';

/** What to make of what was read of a page: its pictures best first, the link to pin, and what was left out and why. Pure. */
export function judgePage(record: PageRecord): PageFacts {
  const { pageUrl, pageTitle, collectedAt, texts, optOut, served } = record;
  const price = record.price && writePrice(record.price);
  const wording = chooseWording(texts, pageUrl);
  const { link, others } = chooseLink({ address: pageUrl, declared: record.links, served });
  const { candidates, leftOut, hasMore } = buildCandidates(record, [wording.title, texts.heading, texts.recordTitle]);
  const notes = new Set<PageNote>(record.notes);
  if (hasMore && !notes.has('endless')) notes.add('morePictures');
  return {
    pageUrl,
    pageTitle: cutAtWord(pageTitle, 300),
    collectedAt,
    candidates,
    leftOut,
    link,
    otherLinks: others,
    ...wording,
    ...(price && { price }),
    optOut: optOut && { ownerWords: cutAtWord(optOut.ownerWords, 300) },
    complete: notes.size === 0,
    notes: [...notes],
  };
}

/** A frame's picture stands behind the page's own unless it is far likelier. */
const FRAME_POINTS = -20;
/** Widgets and banners: frames without a picture of their own choosing, by what their address says. */
const AD_FRAME =
  /doubleclick|googlesyndication|safeframe|amazon-adsystem|adservice|taboola|outbrain|criteo|\/ads?\/|recaptcha|consent|disqus|facebook\.com\/(?:plugins|v\d)|platform\.twitter|googletagmanager/i;
const MAX_CANDIDATES = 500;

/** What to make of what was read in a page and in its frames. Pure: it may run anywhere. */
export function judgeFrames(main: PageRecord, frames: readonly PageRecord[]): PageFacts {
  return mergeFrames(judgePage(main), frames.map(judgePage));
}

/**
 * Joins what was collected in a page and in its frames. The page's own words (link, title, description,
 * opt-out) stand; frames add pictures, each picture once. A frame whose owner forbids pinning adds to what was left out.
 */
export function mergeFrames(main: PageFacts, frames: readonly PageFacts[]): PageFacts {
  const seen = new Set<string>();
  const isNew = (url: string): boolean => {
    const { file } = keyOf(url);
    if (seen.has(file)) return false;
    seen.add(file);
    return true;
  };
  for (const { url, variants } of main.candidates) for (const one of [url, ...variants]) isNew(one);
  // What the page itself leaves out does not come back through a frame.
  for (const { url } of main.leftOut) isNew(url);

  const candidates: Candidate[] = [...main.candidates];
  const leftOut: LeftOut[] = [...main.leftOut];
  const notes = new Set(main.notes);
  let isComplete = main.complete;
  for (const frame of frames) {
    if (AD_FRAME.test(frame.pageUrl)) continue;
    isComplete &&= frame.complete;
    for (const note of frame.notes) notes.add(note);
    for (const one of frame.candidates) {
      if (!isNew(one.url)) continue;
      if (main.optOut)
        leftOut.push({ url: one.url, text: one.text, reason: 'nopin', ownerWords: main.optOut.ownerWords });
      else candidates.push({ ...one, score: one.score + FRAME_POINTS });
    }
    for (const one of frame.leftOut) if (one.reason === 'nopin' && isNew(one.url)) leftOut.push(one);
  }
  candidates.sort((a, b) => b.score - a.score);
  return { ...main, candidates: candidates.slice(0, MAX_CANDIDATES), leftOut, notes: [...notes], complete: isComplete };
}
