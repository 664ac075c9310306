import type { Candidate, PageFacts } from '../facts';
import { cutAtWord, MAX_TITLE_LENGTH } from './words';

/** What a pin starts from: within Pinterest's lengths, the link absolute. */
export interface PinWords {
  title: string;
  description: string;
  link: string;
}

/**
 * What a pin of one of a page's pictures starts from: the page's words and link, or the picture's own. One that stands for another
 * page, as a card of a list does, is called by its own text.
 */
export function wordsFor(candidate: Candidate, facts: PageFacts): PinWords {
  const { link, text, pinText } = candidate;
  const isOfOther = link !== null && link.reason !== 'owner' && link.url !== facts.link.url;
  return {
    title: isOfOther && text ? cutAtWord(text, MAX_TITLE_LENGTH) : facts.title,
    description: pinText || facts.description,
    link: (link ?? facts.link).url,
  };
}
