import { attr, findAll, findFirst, parentOf, textOf } from '../dom/dom';
import type { Places } from '../place/place';
import type { MainEntities } from '../sources/main-entity';
import { type Metadata, metaOf } from '../sources/metadata';
import { type Node, nodesUnder, textUnder, typesOf } from '../sources/structured-data';
import { findParagraphs, readText } from './paragraph';
import { cleanText, containment, similarity } from './words';

/** The texts of which a pin's are chosen (`judge/wording.ts`), clean, '' for those that the page has not. */
export interface PageTexts {
  heading: string;
  pageTitle: string;
  socialTitle: string;
  /** What the record of the thing that the page is about calls it. */
  recordTitle: string;
  isRecipe: boolean;
  /** All that the site calls itself, most telling first. */
  siteNames: string[];
  /** What the page declares as its description, in the order in which it is believed. */
  descriptions: string[];
  /** Texts that it shows, likeliest first; read only where those do not suffice at a glance. */
  shown: string[];
}

/** Where the texts come from. */
interface TextSources {
  document: Document;
  metadata: Metadata;
  entities: MainEntities;
  pageTitle: string;
  heading: MainHeading | undefined;
  places: Places;
  /** False when the metadata is that of another page, from before a soft navigation. */
  isMetadataFresh: boolean;
}

/** Shown texts that are handed over; the first will do, unless it is a notice or the site's name. */
const MAX_SHOWN = 20;

export function readTexts(sources: TextSources): PageTexts {
  const { document, metadata, entities, pageTitle, heading, places, isMetadataFresh } = sources;
  const { entity, page } = entities;
  const declared = (...names: string[]) => (isMetadataFresh ? cleanText(metaOf(metadata, ...names)) : '');
  const recorded = (node: typeof entity, ...names: string[]) =>
    node && isMetadataFresh ? cleanText(textUnder(node, ...names)) : '';
  const descriptions = [
    declared('pin:description'),
    recorded(entity, 'description'),
    declared('og:description'),
    declared('description'),
    declared('twitter:description'),
    recorded(page, 'description'),
  ].filter(Boolean);
  const first = descriptions.find((text) => text.length > 20);
  return {
    heading: heading?.text ?? '',
    pageTitle,
    socialTitle: declared('og:title', 'twitter:title'),
    recordTitle: recorded(entity, 'headline', 'name'),
    isRecipe: entity !== undefined && typesOf(entity).includes('Recipe'),
    siteNames: siteNamesOf(sources),
    descriptions,
    shown:
      first && first.length > 50 && !DOUBTFUL.test(first)
        ? []
        : [...marked(document, places), ...findParagraphs(document, heading?.element, places)].slice(0, MAX_SHOWN),
  };
}

/** What is cut off, a notice, or left by a template: whether it really is one is judged later. */
const DOUBTFUL =
  /\.{3}|…|cookie|куки|クッキー|쿠키|evästei|ciastecz|çerez|sütik|javascript|ad.?block|captcha|human|legal|privac|newsletter|inbox|your e-?mail|subscribe|browser|navig|naveg|webbläsar|affiliat|afiliad|amazon|[{}<]|%%|\[object/i;

/** Texts that the page marks as the description of what it is about. */
function marked(document: Document, places: Places): string[] {
  return Array.from(findAll(document, '[itemprop~="description"]'))
    .slice(0, 20)
    .filter((element) => places.placeOf(element).item === null)
    .map((element) => cleanText(attr(element, 'content')) || readText(element))
    .filter((text) => text.length > 40);
}

function siteNamesOf({ metadata, entities }: TextSources): string[] {
  const { graph } = metadata;
  const website = graph.nodes.find((node) => typesOf(node).includes('WebSite'));
  const publisher = entities.entity && nodesUnder(entities.entity, 'publisher', graph)[0];
  return [
    metaOf(metadata, 'og:site_name', 'application-name', 'apple-mobile-web-app-title'),
    (website && textUnder(website, 'name')) || (publisher && textUnder(publisher, 'name')) || '',
    metaOf(metadata, 'og:site_name'),
    metaOf(metadata, 'twitter:site').replace(/^@/, ''),
  ]
    .map(cleanText)
    .filter(Boolean);
}

/** Headings looked at; more is no article. */
const MAX_HEADINGS = 40;

interface MainHeading {
  element: Element;
  text: string;
}

/** The heading that names what the page shows: the one nearest to its titles, else the first of the highest level. */
export function findMainHeading(document: Document, titles: string[], address: string): MainHeading | undefined {
  for (const selector of ['h1', '[itemprop~="headline"],[itemprop~="name"],h2']) {
    const elements = findAll(document, selector);
    let best: (MainHeading & { points: number; similarity: number }) | undefined;
    for (let i = 0; i < elements.length && i < MAX_HEADINGS; i++) {
      const element = elements[i]!;
      if (!textOf(element).trim() || isSiteMark(element) || leadsHome(element, address)) continue;
      const text = readText(element, 500);
      if (!text) continue;
      const alike = Math.max(0, ...titles.map((title) => similarity(text, title)));
      const points = alike + Math.max(0, ...titles.map((title) => containment(text, title))) / 2;
      if (!best || points > best.points) best = { element, text, points, similarity: alike };
    }
    if (best && (selector === 'h1' || best.similarity > 0.5)) return best;
  }
  return undefined;
}

/** Whether a heading, or what holds it, is the site's name by its class: then it stands on each of its pages. */
function isSiteMark(element: Element): boolean {
  const parent = parentOf(element);
  return [element, ...(parent ? [parent] : [])].some((one) =>
    SITE_MARK.test(`${attr(one, 'class')} ${attr(one, 'id')}`),
  );
}

const SITE_MARK = /(?<![\w-])(?:site[-_]?(?:logo|title|name)|logo|navbar-brand)(?![\w-])/i;

/** Whether a heading links to the site's home: then it is the site's name, as blogs have it at the top of each page. */
function leadsHome(element: Element, address: string): boolean {
  const parent = parentOf(element);
  const link = findFirst(element, 'a[href]') ?? (parent && attr(parent, 'href') ? parent : undefined);
  const href = link && attr(link, 'href');
  if (!href || !URL.canParse(href, address)) return false;
  const [target, here] = [new URL(href, address), new URL(address)];
  return target.host === here.host && isHome(target) && !isHome(here);
}

function isHome({ pathname, search, hash }: URL): boolean {
  return /^\/(?:(?:index|default|home)\.\w+)?$/.test(pathname) && !search && !hash;
}

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
