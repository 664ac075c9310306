import { baseOf, findAll, type Root, sheetsOf, textOf } from '../dom/dom';
import { addCssImages } from './background';
import type { Reading } from './found-image';

/** Rules looked at on one page, and elements per rule: style sheets of large sites have tens of thousands of rules. */
const MAX_RULES = 30_000;
const MAX_ELEMENTS = 20;
/** Rules of one inline sheet that name a picture, and how far before and after the name a rule is looked for. */
const MAX_HITS = 500;
const MAX_RULE_LENGTH = 2_000;
const MAX_VALUE_LENGTH = 2_000;

const PSEUDO = /::?(?:before|after|marker|backdrop|first-line|first-letter)\b/g;

/**
 * Backgrounds and `content` that style sheets give to elements and their pseudo-elements. The sheets are asked for the rules that
 * name a picture, and the page for the elements that those rules meet: two orders cheaper than asking every element for its style.
 */
export async function readStyleSheets(root: Document | ShadowRoot, reading: Reading): Promise<void> {
  let left = MAX_RULES;
  async function readRules(rules: ArrayLike<CSSRule>, base: string): Promise<void> {
    for (let i = 0; i < rules.length && left-- > 0; i++) {
      if (reading.slices.isDue()) await reading.slices.breathe();
      if (reading.slices.isSpent()) return;
      const rule = rules[i]!;
      if ('selectorText' in rule) readRule(rule as CSSStyleRule, root, base, reading);
      if ('media' in rule && !isMatching(rule as CSSMediaRule)) continue;
      if ('cssRules' in rule) await readRules((rule as CSSGroupingRule).cssRules, base);
      else if ('styleSheet' in rule) await readSheet((rule as CSSImportRule).styleSheet);
    }
  }
  async function readSheet(sheet: CSSStyleSheet | null): Promise<void> {
    if (!sheet || sheet.disabled) return;
    if (!sheet.href && sheet.ownerNode) return readInlineSheet(textOf(sheet.ownerNode), root, reading);
    try {
      await readRules(sheet.cssRules, sheet.href ?? baseOf(reading.document));
    } catch {
      reading.notes.add('styleSheets');
    }
  }
  const sheets = sheetsOf(root);
  for (let i = 0; i < sheets.length; i++) await readSheet(sheets[i]!);
}

function readRule(rule: CSSStyleRule, root: Root, base: string, reading: Reading): void {
  const { style } = rule;
  for (const property of ['background-image', 'content']) {
    const value = style.getPropertyValue(property);
    if (value && /url\(|image-set\(/.test(value)) addMatches(rule.selectorText, property, value, root, base, reading);
  }
}

/** The pictures of a value for the elements that a selector meets. */
function addMatches(
  selector: string,
  property: string,
  value: string,
  root: Root,
  base: string,
  reading: Reading,
): void {
  const isPseudo = selector.search(PSEUDO) >= 0;
  if (property === 'content' && !isPseudo) return;
  const elements = findAll(root, selector.replace(PSEUDO, '') || '*');
  for (let i = 0; i < elements.length && i < MAX_ELEMENTS; i++)
    addCssImages(value, elements[i]!, isPseudo ? 'pseudo' : 'background', reading, base);
}

/** Whether a media rule holds now; `@supports`, `@layer` and the like have no media and are taken. */
function isMatching(rule: CSSMediaRule): boolean {
  try {
    return rule.media?.mediaText ? matchMedia(rule.media.mediaText).matches : true;
  } catch {
    return true;
  }
}

/** Fonts, drawings and pictures that stand in the sheet itself. */
const NO_PICTURE = /^\s*["']?(?:data:|#|[^"')]*\.(?:woff2?|ttf|eot|otf|svg|css)\b)/i;
const PICTURE_PROPERTY = /(?:^|[;{\s])(background(?:-image)?|content)\s*:[^;{}]*$/i;

/**
 * The rules of a `<style>` that name a picture, found in its text: the browser would make an object for each of thousands of rules.
 * A rule for another width of screen counts too: the page declares its picture all the same.
 */
function readInlineSheet(text: string, root: Root, reading: Reading): void {
  let hits = 0;
  for (let at = text.indexOf('url('); at >= 0 && hits < MAX_HITS; at = text.indexOf('url(', at + 4)) {
    const after = text.slice(at, at + MAX_VALUE_LENGTH);
    if (NO_PICTURE.test(after.slice(4, 304))) continue;
    hits++;
    const before = text.slice(Math.max(0, at - MAX_RULE_LENGTH), at);
    const open = before.lastIndexOf('{');
    const property = PICTURE_PROPERTY.exec(before.slice(open + 1))?.[1]?.toLowerCase();
    const head = before.slice(0, Math.max(0, open));
    const selector = head
      .slice(Math.max(head.lastIndexOf('}'), head.lastIndexOf('{'), head.lastIndexOf(';'), head.lastIndexOf('/')) + 1)
      .trim();
    if (open < 0 || !property || !selector || selector.length > 500 || selector.startsWith('@')) continue;
    const start = before.slice(before.toLowerCase().lastIndexOf(property) + property.length + 1);
    const end = after.search(/[;}]/);
    const value = start + (end < 0 ? after : after.slice(0, end));
    addMatches(selector, property, value, root, baseOf(reading.document), reading);
  }
}
