import { findAll, textOf } from '../dom/dom';
import { cleanText, likeness } from './words';

/** Headings looked at; more is no article. */
const MAX_HEADINGS = 40;

/** The heading that names what the page shows: the one nearest to its titles, else the first of the highest level. */
export function findMainHeading(document: Document, titles: string[]): { element: Element; text: string } | undefined {
  for (const selector of ['h1', '[itemprop~="headline"],[itemprop~="name"],h2']) {
    const elements = findAll(document, selector);
    let best: { element: Element; text: string; points: number } | undefined;
    for (let i = 0; i < elements.length && i < MAX_HEADINGS; i++) {
      const text = cleanText(textOf(elements[i]!).slice(0, 500));
      if (!text) continue;
      const points = Math.max(0, ...titles.map((title) => likeness(text, title)));
      if (!best || points > best.points) best = { element: elements[i]!, text, points };
    }
    if (best && (selector === 'h1' || best.points > 0.5)) return best;
  }
  return undefined;
}
