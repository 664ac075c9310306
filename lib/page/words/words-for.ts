import type { Candidate, PageFacts } from '../facts';
import { cutAtWord, MAX_TITLE_LENGTH, wordsOf } from './words';

/** What a pin of one picture starts from and its template may use: within Pinterest's lengths, the link absolute, '' for nothing. */
export interface PinWords {
  title: string;
  description: string;
  link: string;
  alt: string;
  price: string;
  site: string;
}

/**
 * What a pin of one of a page's pictures starts from. A picture that stands for another page, as a card of a list does, is called by its
 * own words and leads there. One of the page itself takes the page's words; where several are pinned separately, its own first.
 * @param use `own` for one of several pins of a page, so that no two are called alike where the page tells them apart
 */
export function wordsFor(candidate: Candidate, facts: PageFacts, use: 'page' | 'own' = 'page'): PinWords {
  const { link, text, pinText, alt = '', title = '', description = '', price } = candidate;
  const isOfOther = link !== null && link.reason !== 'owner' && link.url !== facts.link.url;
  const isOwn = isOfOther || use === 'own';
  const name = title || (isTelling(alt) ? alt : '') || (isOfOther ? text : '');
  return {
    title: (isOwn && cutAtWord(name, MAX_TITLE_LENGTH)) || facts.title,
    description: pinText || (isOwn && description) || facts.description,
    link: (link ?? facts.link).url,
    alt,
    price: price ?? (isOfOther ? '' : (facts.price ?? '')),
    site: facts.site,
  };
}

/** Whether an alternative text could be a title: "Dress" names a kind of thing, "Red linen dress" a thing. */
function isTelling(alt: string): boolean {
  return wordsOf(alt).length > 1 || /[\u3000-\u9fff\uac00-\ud7af]{4}/.test(alt);
}
