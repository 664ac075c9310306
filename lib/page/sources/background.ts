import { attr, attrNames, baseOf, boxOf, findAll, matches, type Root, sheetsOf, textOf } from '../dom/dom';
import type { FoundIn } from '../facts';
import { resolveImage } from '../identity/address';
import { createFoundImage, type Reading, type Rendition } from './found-image';
import { anyRenditionsOf, isLikelyImage, lazyRenditionsOf, splitLists } from './rendition-attributes';

/** Backgrounds in an element's own `style`, and in the attributes from which loaders put them there. */
export function readBackground(element: Element, reading: Reading): void {
  const style = attr(element, 'style');
  if (style.includes('url(') || style.includes('image-set(')) {
    for (const declaration of splitDeclarations(style)) {
      const at = declaration.indexOf(':');
      const property = declaration.slice(0, at).trim().toLowerCase();
      if (/^(?:background(?:-image)?|content|list-style-image|--[\w-]+)$/.test(property))
        addCssImages(declaration.slice(at + 1), element, 'background', reading);
    }
  }
  let lazy = lazyRenditionsOf(element, reading.base, 0, 0);
  if (!lazy.length && !style.includes('url(')) {
    lazy = anyRenditionsOf(element, reading.base, 0, 0);
    if (lazy.length && !/lazy|background|parallax/i.test(attr(element, 'class')) && !isBlankBox(element)) lazy = [];
  }
  // A box's `data-src` may be that of a player or a widget; a `data-bg` is always a picture's.
  if (lazy.length && !attrNames(element).some((name) => /b(?:ack)?g|image/.test(name)))
    lazy = lazy.filter(({ url }) => isLikelyImage(url));
  if (lazy.length) for (const one of splitLists(lazy)) add(element, one, 'background', reading);
}

/** From this side on a box that holds nothing is there to show something. */
const BLANK_SIDE = 100;

function isBlankBox(element: Element): boolean {
  if (!matches(element, ':empty')) return false;
  const { width, height } = boxOf(element);
  return Math.min(width, height) >= BLANK_SIDE;
}

/** The layers of one CSS value as found images of the element. */
function addCssImages(value: string, element: Element, foundIn: FoundIn, reading: Reading, base = reading.base): void {
  for (const layer of parseCssImages(value)) {
    const renditions = layer.map((one) => ({ ...one, url: resolveImage(one.url, base) })).filter((one) => one.url);
    if (renditions.length) add(element, renditions, foundIn, reading);
  }
}

function add(
  element: Element,
  renditions: { url: string; width: number; height: number }[],
  foundIn: FoundIn,
  reading: Reading,
): void {
  const foundImage = createFoundImage(foundIn, renditions, element);
  foundImage.text = attr(element, 'aria-label') || attr(element, 'title');
  foundImage.nopin = reading.places.placeOf(element).nopin;
  const [url, description] = [attr(element, 'data-pin-url'), attr(element, 'data-pin-description')];
  if (url || description) foundImage.owner = { url, description };
  reading.foundImages.push(foundImage);
}

/** Longer styles hold pictures inside themselves (`data:`); those are previews. */
const MAX_STYLE_LENGTH = 20_000;

/** Splits at semicolons outside parentheses (`url(data:image/png;base64,…)`). */
function splitDeclarations(style: string): string[] {
  if (style.length > MAX_STYLE_LENGTH) return [];
  const declarations: string[] = [];
  let depth = 0;
  let from = 0;
  for (let at = 0; at < style.length; at++) {
    const char = style.charCodeAt(at);
    if (char === 40) depth++;
    else if (char === 41) depth = Math.max(0, depth - 1);
    else if (char === 59 && depth === 0) {
      declarations.push(style.slice(from, at));
      from = at + 1;
    }
  }
  declarations.push(style.slice(from));
  return declarations;
}

/** No background needs a longer value, and a hostile one could make the search take long. Pictures inside it (`data:`) are not taken. */
const MAX_LENGTH = 8_000;

const URL_OR_STRING =
  /url\((?:\s{0,9}"([^"]*)"\s{0,9}|\s{0,9}'([^']*)'\s{0,9}|([^)]*))\)(?:\s{1,9}(\d+(?:\.\d+)?)(?:x|dppx))?|["']([^"']+)["']\s{1,9}(\d+(?:\.\d+)?)(?:x|dppx)/g;

/**
 * The pictures of a CSS value (`background-image`, `content`, `image-set()`): one group for each layer, and in a group the renditions
 * that `image-set()` declares, with its densities as widths (CSS Images 4), largest first. Widths are relative, not pixels.
 */
export function parseCssImages(value: string): Rendition[][] {
  if (!value || value === 'none' || value.length > MAX_LENGTH) return [];
  const found = [...value.matchAll(URL_OR_STRING)].map((match) => ({
    url: (match[1] ?? match[2] ?? match[3] ?? match[5] ?? '').trim().replace(/\\(.)/g, '$1'),
    width: Number(match[4] ?? match[6] ?? 1),
    height: 0,
  }));
  if (!found.length) return [];
  if (value.includes('image-set('))
    return [found.sort((a, b) => b.width - a.width).map((one) => ({ ...one, width: 0 }))];
  return found.map((one) => [{ ...one, width: 0 }]);
}

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
