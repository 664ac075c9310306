import type { Candidate, PageFacts } from './facts';
import { keyOf } from './picture-key';

/**
 * The page's facts with the pictures of its frames. Link and texts stay the page's own: a frame is a part of it. A picture of
 * a frame comes after all of the page's that score as high; one that the page shows too is not shown again.
 */
export function mergeFrames(page: PageFacts, frames: readonly PageFacts[]): PageFacts {
  const seen = new Set(page.candidates.map(({ url }) => keyOf(url).key));
  const added: Candidate[] = [];
  for (const candidate of frames.flatMap(({ candidates }) => candidates)) {
    const key = keyOf(candidate.url).key;
    if (seen.has(key)) continue;
    seen.add(key);
    added.push(candidate);
  }
  return {
    ...page,
    candidates: [...page.candidates, ...added].sort((a, b) => b.score - a.score),
    leftOut: [...page.leftOut, ...frames.flatMap(({ leftOut }) => leftOut)],
    complete: page.complete && frames.every(({ complete }) => complete),
    notes: [...new Set([...page.notes, ...frames.flatMap(({ notes }) => notes)])],
  };
}
