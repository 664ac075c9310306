import { findAll, localNameOf } from '../dom/dom';
import { readText } from './read-text';
import { widthOf } from './words';

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
