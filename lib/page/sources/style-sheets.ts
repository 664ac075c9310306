import { baseOf, findAll, type Root, sheetsOf, textOf } from '../dom';
import type { Reading } from '../reading';
import { addCssImages } from './background';

/** Rules looked at on one page, and elements per rule: style sheets of large sites have tens of thousands of rules. */
const MAX_RULES = 30_000;
const MAX_ELEMENTS = 20;

const PSEUDO = /::?(?:before|after|marker|backdrop|first-line|first-letter)\b/g;

/**
 * Backgrounds and `content` that style sheets give to elements and their pseudo-elements. The sheets are asked for the rules that
 * name a picture, and the page for the elements that those rules meet: two orders cheaper than asking every element for its style.
 */
export async function readStyleSheets(root: Document | ShadowRoot, reading: Reading): Promise<void> {
  let left = MAX_RULES;
  async function readRules(rules: ArrayLike<CSSRule>, base: string): Promise<void> {
    for (let i = 0; i < rules.length && left-- > 0; i++) {
      if (reading.budget.isDue()) await reading.budget.breathe();
      if (reading.budget.isSpent()) return;
      const rule = rules[i]!;
      if ('selectorText' in rule) readRule(rule as CSSStyleRule, root, base, reading);
      if ('media' in rule && !isMatching(rule as CSSMediaRule)) continue;
      if ('cssRules' in rule) await readRules((rule as CSSGroupingRule).cssRules, base);
      else if ('styleSheet' in rule) await readSheet((rule as CSSImportRule).styleSheet);
    }
  }
  async function readSheet(sheet: CSSStyleSheet | null): Promise<void> {
    if (!sheet || sheet.disabled) return;
    const owner = sheet.ownerNode;
    if (owner && !sheet.href && !namesPicture(textOf(owner))) return;
    try {
      await readRules(sheet.cssRules, sheet.href ?? baseOf(reading.document));
    } catch {
      reading.notes.add('Some style sheets of other hosts could not be read; backgrounds they set may be missing.');
    }
  }
  const sheets = sheetsOf(root);
  for (let i = 0; i < sheets.length; i++) await readSheet(sheets[i]!);
}

function readRule(rule: CSSStyleRule, root: Root, base: string, reading: Reading): void {
  const { style } = rule;
  for (const property of ['background-image', 'content'] as const) {
    const value = style.getPropertyValue(property);
    if (!value || !/url\(|image-set\(/.test(value)) continue;
    const isPseudo = rule.selectorText.search(PSEUDO) >= 0;
    if (property === 'content' && !isPseudo) continue;
    const elements = findAll(root, rule.selectorText.replace(PSEUDO, '') || '*');
    for (let i = 0; i < elements.length && i < MAX_ELEMENTS; i++)
      addCssImages(value, elements[i]!, isPseudo ? 'pseudo' : 'background', reading, base);
  }
}

/** Whether a media rule holds now; `@supports`, `@layer` and the like have no media and are taken. */
function isMatching(rule: CSSMediaRule): boolean {
  try {
    return rule.media?.mediaText ? matchMedia(rule.media.mediaText).matches : true;
  } catch {
    return true;
  }
}

/** Whether the text of a sheet names a picture that is neither a font nor drawn in the sheet itself: most do not. */
function namesPicture(text: string): boolean {
  for (let at = text.indexOf('url('); at >= 0; at = text.indexOf('url(', at + 4)) {
    const value = text.slice(at + 4, at + 300);
    if (!/^\s*["']?(?:data:|#)|^[^)]*\.(?:woff2?|ttf|eot|otf|svg|css)\b/i.test(value)) return true;
  }
  return text.includes('image-set(');
}
