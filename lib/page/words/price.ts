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

/** A price as a page's records give it, and the language that the page is written in. */
export interface RecordedPrice {
  amount: string;
  currency: string;
  language: string;
}

/** The price of what the page is about; undefined where its records and marks name none. */
export function priceOfPage(
  document: Document,
  metadata: Metadata,
  entity: Node | undefined,
): RecordedPrice | undefined {
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
  return found && { amount: cleanText(found[0]!), currency: (found[1] ?? '').trim(), language };
}

function numberUnder(node: Node, name: string): string {
  const value = node[name];
  return typeof value === 'number' ? String(value) : textUnder(node, name);
}
