import { attr, findFirst, textOf } from '../dom/dom';
import { type Metadata, metaOf } from '../sources/metadata';
import { type Node, nodesUnder, textUnder } from '../sources/structured-data';
import { readText } from './read-text';
import { cleanText } from './words';

const CURRENCY =
  '(?:[A-Z]{0,2}[$€£¥₹₩₽₺₴฿₫₪₱₦]|\\b(?:USD|EUR|GBP|CHF|SEK|NOK|DKK|ISK|PLN|CZK|HUF|RON|JPY|CNY|INR|AUD|NZD|CAD|BRL|MXN|TRY|ZAR)\\b|\\bkr\\b|zł|Kč|\\bFt\\b|円|元|원)';
const NUMBER = "\\d{1,3}(?:[ .,'’\\u00a0\\u202f]?\\d{3})*(?:[.,](?:\\d{1,2}|-|–))?";
const PRICE = new RegExp(`${CURRENCY}\\.?\\s?${NUMBER}(?!\\d)|(?<![\\d.,])${NUMBER}\\s?${CURRENCY}`, 'u');
const HAS_CURRENCY = new RegExp(CURRENCY, 'u');

/** The price that a card shows, as it is written there; not one that is struck out. '' where it shows none. */
export function findPrice(item: Element): string {
  if (!HAS_CURRENCY.test(textOf(item).slice(0, 5_000))) return '';
  for (const part of [findFirst(item, '[itemprop~="price"],[class*="price" i]'), item]) {
    const price = part && PRICE.exec(readText(part, 2_000, 'del,s,strike'))?.[0].trim();
    if (price) return price;
  }
  return '';
}

/** The price of what the page is about, in the page's language; '' where its records and marks name none. */
export function priceOfPage(document: Document, metadata: Metadata, entity: Node | undefined): string {
  const language = attr(findFirst(document, 'html[lang]') ?? document.documentElement, 'lang');
  const offer = entity && nodesUnder(entity, 'offers', metadata.graph)[0];
  const marked = findFirst(document, '[itemprop~="price"][content]');
  const currency = findFirst(document, '[itemprop~="priceCurrency"][content]');
  const found = [
    offer && [numberUnder(offer, 'price') || numberUnder(offer, 'lowPrice'), textUnder(offer, 'priceCurrency')],
    [
      metaOf(metadata, 'product:price:amount', 'og:price:amount'),
      metaOf(metadata, 'product:price:currency', 'og:price:currency'),
    ],
    marked && [attr(marked, 'content'), currency ? attr(currency, 'content') : ''],
  ].find((pair) => pair?.[0]);
  return found ? writePrice(found[0]!, found[1] ?? '', language) : '';
}

function numberUnder(node: Node, name: string): string {
  const value = node[name];
  return typeof value === 'number' ? String(value) : textUnder(node, name);
}

/** A price as people of a language write it; as it is given where its number or its currency cannot be read. */
function writePrice(amount: string, currency: string, language: string): string {
  const given = cleanText(amount);
  const value = Number(
    /,\d{1,2}$/.test(given) ? given.replaceAll('.', '').replace(',', '.') : given.replaceAll(',', ''),
  );
  if (!(value > 0)) return '';
  for (const locale of [language, 'en']) {
    try {
      return new Intl.NumberFormat(locale || 'en', { style: 'currency', currency: currency.trim() }).format(value);
    } catch {
      // Neither every language of a page is one nor every currency; the next, or the number as it stands, will do.
    }
  }
  return given;
}
