import { attr, findAll } from '../dom/dom';
import type { OptOut } from '../facts';
import { cleanText, cutAtWord } from '../words/words';

/** Longest word of an owner that is shown. */
const MAX_WORDS_LENGTH = 300;

/**
 * Whether the owner forbids pinning the page: `<meta name="pinterest" content="nopin" description="…">`
 * (help.pinterest.com, "Prevent saves to Pinterest from your site").
 */
export function findOptOut(document: Document): OptOut | null {
  const elements = findAll(document, 'meta[name="pinterest" i]');
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i]!;
    if (/\bnopin\b/i.test(attr(element, 'content'))) return { ownerWords: ownerWords(attr(element, 'description')) };
  }
  return null;
}

/** An owner's words as they are shown. */
export function ownerWords(raw: string): string {
  return cutAtWord(cleanText(raw), MAX_WORDS_LENGTH);
}
