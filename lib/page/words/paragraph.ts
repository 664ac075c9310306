import { findAll, findFirst, localNameOf, matches, parentOf, textOf } from '../dom/dom';
import type { Places } from '../place/place';
import { cleanText, widthOf } from './words';

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
      if (widthOf(text) <= MIN_WIDTH || isListOfLinks(paragraph, text)) continue;
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

/** From this share of its text on, a paragraph of links leads elsewhere rather than tells something. */
const LINK_SHARE = 0.6;

function isListOfLinks(paragraph: Element, text: string): boolean {
  const links = Array.from(findAll(paragraph, 'a'));
  return (
    links.length > 2 && links.reduce((sum, link) => sum + textOf(link).trim().length, 0) > LINK_SHARE * text.length
  );
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

/** Elements that begin a new line, so that words on both sides of them stay apart. */
const BREAKS = 'br,p,div,li,tr,td,dt,dd,h1,h2,h3,h4,h5,h6,section,header';
/** What stands in a text and is not read with it: code, drawings, buttons, and what is hidden from readers. */
const SILENT = 'script,style,svg,noscript,template,button,[hidden],[aria-hidden="true"]';
/** Nodes of one text; headings, captions and paragraphs have a handful. */
const MAX_NODES = 300;

/**
 * The text of an element as a reader meets it, on one line; all of its text where nothing of it is shown.
 * @param without a selector of what else is not read
 */
export function readText(element: Element, max = 1_000, without = ''): string {
  const whole = () => cleanText(textOf(element).slice(0, max));
  const silent = without ? `${SILENT},${without}` : SILENT;
  if (!findFirst(element, `${BREAKS},${silent}`)) return whole();
  try {
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
      node.nodeType === 1 && matches(node as Element, silent) ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
    );
    let text = '';
    for (let i = 0; i < MAX_NODES && text.length < max; i++) {
      const node = walker.nextNode();
      if (!node) break;
      if (isBreak(node) || (node.previousSibling && isBreak(node.previousSibling))) text += ' ';
      if (node.nodeType === 3) text += textOf(node);
    }
    return cleanText(text.slice(0, max)) || (without ? '' : whole());
  } catch {
    return whole();
  }
}

const BREAK_NAMES = new Set(BREAKS.split(','));

function isBreak(node: Node): boolean {
  return node.nodeType === 1 && BREAK_NAMES.has(localNameOf(node as Element));
}

/** Headings and paragraphs of a page that are looked at. */
const MAX_PARTS = 1_500;
const MIN_TEXT = 40;

/** What stands around a picture in the text: the heading it stands under and the first text that follows it there. */
export interface Section {
  heading: string;
  text: string;
}

/** Answers in which section of a page an element stands; nothing is read before the first question. */
export function createOutline(document: Document): (element: Element) => Section | undefined {
  let parts: Element[] | undefined;

  return (element) => {
    parts ??= Array.from(findAll(document, 'h1,h2,h3,h4,h5,h6,p')).slice(0, MAX_PARTS);
    const next = findNext(parts, element);
    if (next === undefined) return undefined;
    const at = parts.findLastIndex((part, i) => i < next && isHeading(part));
    // Under the page's own heading a picture has no name apart from the page's.
    if (at < 0 || localNameOf(parts[at]!) === 'h1') return undefined;
    const heading = readText(parts[at]!);
    if (!heading) return undefined;
    for (let i = next; i < parts.length && !isHeading(parts[i]!); i++) {
      const text = readText(parts[i]!);
      if (widthOf(text) >= MIN_TEXT) return { heading, text };
    }
    return { heading, text: '' };
  };
}

function isHeading(part: Element): boolean {
  return localNameOf(part) !== 'p';
}

/** Where the first part stands that follows an element; undefined for an element of another tree. */
function findNext(parts: Element[], element: Element): number | undefined {
  let [from, to] = [0, parts.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const position = Node.prototype.compareDocumentPosition.call(element, parts[middle]!);
    if (position & Node.DOCUMENT_POSITION_DISCONNECTED) return undefined;
    if (position & Node.DOCUMENT_POSITION_FOLLOWING) to = middle;
    else from = middle + 1;
  }
  return from;
}
