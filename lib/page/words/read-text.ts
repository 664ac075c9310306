import { findFirst, localNameOf, matches, textOf } from '../dom/dom';
import { cleanText } from './words';

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
