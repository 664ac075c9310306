import { findAll, findFirst, matches, parentOf } from '../dom/dom';
import type { Places } from '../place/place';
import { readText } from './read-text';
import { widthOf } from './words';

/** So many paragraphs are a text; fewer may be notices (`judge/notices.ts`), on a page that writes its text in `div`. */
const ENOUGH = 3;
/** Paragraphs looked at; the text of a page begins before. */
const MAX_PARAGRAPHS = 100;
/** What a box holds that is more than a paragraph of a page that writes its text in `div`. */
const BLOCKS = 'div,p,section,article,ul,ol,table,form,nav,h1,h2,h3,img';
/** Shorter ones are bylines, dates and captions. Wide signs (Chinese, Japanese, Korean) count twice. */
const MIN_WIDTH = 80;

/**
 * The paragraphs that read like the page's own text, likeliest first: those after the main heading, then those before it. Notices are left
 * out: what stands in a part that is no content, in a box above the page or in one that asks for something.
 */
export function findParagraphs(document: Document, heading: Element | undefined, places: Places): string[] {
  const after: string[] = [];
  const before: string[] = [];
  const doubtful: string[] = [];
  const seen = new Set<Element>();
  for (const selector of ['article p,main p,[itemprop~="articleBody"] p', 'p', 'article div,main div', 'div']) {
    if (selector.endsWith('div') && after.length + before.length >= ENOUGH) break;
    const paragraphs = findAll(document, selector);
    for (let i = 0; i < paragraphs.length && seen.size < MAX_PARAGRAPHS; i++) {
      const paragraph = paragraphs[i]!;
      if (seen.has(paragraph) || (selector.endsWith('div') && findFirst(paragraph, BLOCKS))) continue;
      seen.add(paragraph);
      const text = readText(paragraph);
      if (widthOf(text) <= MIN_WIDTH) continue;
      if (!CONTENT.has(places.placeOf(paragraph).region)) continue;
      const asks = asksFor(paragraph, heading);
      if (asks === 'input' || isOverlay(paragraph, heading)) continue;
      if (asks === 'answer') doubtful.push(text);
      else if (!heading || follows(paragraph, heading)) after.push(text);
      else before.push(text);
    }
  }
  return [...after, ...before, ...doubtful];
}

const CONTENT: ReadonlySet<string> = new Set(['main', 'body', 'header']);

/** Boxes around a paragraph that are looked at, and how many paragraphs a notice may have. */
const MAX_BOXES = 3;
const MAX_NOTICE_PARAGRAPHS = 3;

/** What the box around a paragraph asks of the reader: to type something, to press a button, or nothing. */
function asksFor(paragraph: Element, heading: Element | undefined): 'input' | 'answer' | 'nothing' {
  let asks: 'answer' | 'nothing' = 'nothing';
  let box = parentOf(paragraph);
  for (let i = 0; box && i < MAX_BOXES; i++, box = parentOf(box)) {
    if (matches(box, 'body,main,article') || (heading && contains(box, heading))) break;
    if (findAll(box, 'p').length > MAX_NOTICE_PARAGRAPHS) break;
    if (findFirst(box, 'input:not([type="hidden"],[type="search"],[type="radio"]),textarea')) return 'input';
    if (findFirst(box, 'button,[role="button"],input')) asks = 'answer';
  }
  return asks;
}

/** Whether an element stands in a box that is laid over the page. */
function isOverlay(element: Element, heading: Element | undefined): boolean {
  let at: Element | null = element;
  for (let i = 0; at && i < 12; i++, at = parentOf(at)) {
    // A page that is itself a fixed layer, as some are while a dialog is open, is no box above the page.
    if (matches(at, 'body') || (heading && contains(at, heading))) return false;
    if (matches(at, '[aria-modal="true"],[role="alert"],[role="status"],dialog')) return true;
    try {
      if (getComputedStyle(at).position === 'fixed') return true;
    } catch {
      return false;
    }
  }
  return false;
}

function contains(outer: Element, inner: Element): boolean {
  return Boolean(Node.prototype.compareDocumentPosition.call(outer, inner) & Node.DOCUMENT_POSITION_CONTAINED_BY);
}

function follows(element: Element, heading: Element): boolean {
  return Boolean(Node.prototype.compareDocumentPosition.call(heading, element) & Node.DOCUMENT_POSITION_FOLLOWING);
}
