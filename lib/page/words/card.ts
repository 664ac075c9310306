import { attr, countIn, findAll, findFirst, parentOf, textOf } from '../dom/dom';
import type { Candidate, LinkReason } from '../facts';
import { resolvePage } from '../identity/address';
import type { Picture } from '../identity/pictures';
import type { Reading } from '../sources/found-image';
import { LEAD } from '../sources/metadata';
import { createOutline, readText } from './paragraph';
import { findPrice } from './texts';
import { cleanText, MAX_TITLE_LENGTH, widthOf } from './words';

/** Characters of a text that are handed over; it is cut at a word to what is shown where it is judged. */
const MAX_LENGTH = 1_000;

/** Where a picture may lead, likeliest first; believed when one address of it is a page of its own. */
export interface PictureLink {
  reason: LinkReason;
  /** The addresses, absolute, each with the length of the words that lead there. */
  targets: { url: string; length: number }[];
  /** The length of all the words around, of which those must be a share; 0 where it does not matter. */
  length: number;
}

/** What a page says of one of its pictures, apart from the page's own words. */
type PictureWords = Pick<Candidate, 'text' | 'pinText' | 'alt' | 'title' | 'description' | 'price'> & {
  links: PictureLink[];
};

/** What a card of a list says; '' where it says nothing. */
interface Card {
  title: string;
  description: string;
  price: string;
  /** Where it leads. */
  link: PictureLink;
}

/** Places of a picture whose links are looked at. */
const MAX_PLACES = 6;

/**
 * Answers what a page says of each of its pictures; of one that is too small to be pinned (`isFull` false) no more than its text. Cards are
 * read once, however many pictures they hold.
 */
export function createPictureReader({ document, base, places }: Reading) {
  const cards = new Map<Element, Card>();
  const outline = createOutline(document);

  function readCard(item: Element): Card {
    const known = cards.get(item);
    if (known) return known;
    const title = titleOfCard(item);
    const card = {
      title,
      description: descriptionOfCard(item, title),
      price: findPrice(item),
      link: linkOfCard(item, base),
    };
    cards.set(item, card);
    return card;
  }

  function linksOf({ foundImages }: Picture, ownerUrl: string): PictureLink[] {
    const links: PictureLink[] = [];
    const add = (reason: PictureLink['reason'], raw: string): void => {
      const url = raw && resolvePage(raw, base);
      if (url) links.push({ reason, targets: [{ url, length: 0 }], length: 0 });
    };
    add('owner', ownerUrl);
    for (const { link } of foundImages.slice(0, MAX_PLACES)) add('structured', link);
    if (isLead(foundImages)) return links;
    const shown = foundImages.flatMap(({ element }) => element ?? []);
    for (const element of shown.slice(0, MAX_PLACES)) {
      const { href, item } = places.placeOf(element);
      add('article', href);
      const card = item && readCard(item).link;
      if (card?.targets.length) links.push(card);
    }
    return links;
  }

  return (picture: Picture, isFull: boolean): PictureWords => {
    const { foundImages } = picture;
    const owner = foundImages.find((foundImage) => foundImage.owner)?.owner;
    const alt = foundImages.map(({ text }) => cleanText(text)).find((text) => text && !FILE_NAME.test(text)) ?? '';
    if (!isFull) return { text: alt.slice(0, MAX_LENGTH), pinText: '', links: [] };
    const shown = foundImages.flatMap(({ element }) => element ?? []);
    const captions = shown.flatMap((element) => places.placeOf(element).figure ?? []).map(captionOf);
    const caption = captions.find(Boolean) ?? '';
    const items = shown.flatMap((element) => places.placeOf(element).item ?? []);
    const card = items[0] && readCard(items[0]);
    const isOfPage = isLead(foundImages);
    const linked = card?.title || !shown[0] ? '' : nameOfLink(shown[0], places.placeOf(shown[0]).href);
    const section = isOfPage || card?.title || !shown[0] ? undefined : outline(shown[0]);
    const name = isOfPage ? '' : card?.title || caption || linked || section?.heading || '';
    const told = [card?.description, caption, section?.text].find((text) => text && text !== name);
    const words = {
      alt: alt.slice(0, MAX_LENGTH),
      title: name.slice(0, MAX_LENGTH),
      description: (told ?? '').slice(0, MAX_LENGTH),
      price: isOfPage ? '' : (card?.price ?? ''),
    };
    return {
      text: (alt || caption || card?.title || linked).slice(0, MAX_LENGTH),
      pinText: cleanText(owner?.description ?? '').slice(0, MAX_LENGTH),
      links: linksOf(picture, owner?.url ?? ''),
      ...Object.fromEntries(Object.entries(words).filter(([, text]) => text)),
    };
  };
}

/** Whether the page names a picture as its own: it stands for the page, whatever it or the text around it leads to. */
function isLead(foundImages: Picture['foundImages']): boolean {
  return foundImages.some((one) => one.lead >= LEAD.microdata);
}

const FILE_NAME = /^[\w-]+\.(?:jpe?g|png|gif|webp|avif|svg)$|^(?:img|dsc|image|photo|picture)[-_ ]?\d*$/i;

function captionOf(figure: Element): string {
  const caption = findFirst(figure, 'figcaption');
  return caption ? readText(caption) : '';
}

const CARD_HEADINGS = 'h1,h2,h3,h4,h5,h6,[itemprop~="name"],[itemprop~="headline"]';
/** What is called a title, or the name of a thing; other names are those of people and places. */
const CARD_NAMES = '[class*="title" i],[class*="product" i][class*="name" i],[class*="item" i][class*="name" i]';

/** What a card is called: by its heading, by what is named so, or by the words of its links. */
function titleOfCard(item: Element): string {
  for (const selector of [CARD_HEADINGS, CARD_NAMES]) {
    const named = findFirst(item, selector);
    const text = named && readText(named);
    if (text) return text;
  }
  let longest = '';
  const links = findAll(item, 'a[href]');
  for (let i = 0; i < links.length && i < 8; i++) {
    const text = readText(links[i]!) || cleanText(attr(links[i]!, 'aria-label') || attr(links[i]!, 'title'));
    if (text.length > longest.length) longest = text;
  }
  return longest.length <= 2 * MAX_TITLE_LENGTH ? longest : '';
}

/** How far up the link is looked for that says in words where a picture leads. */
const MAX_HOLDERS = 5;
/** What holds more elements is a list of cards; it is not searched once for each of them. */
const MAX_CARD_ELEMENTS = 100;

/** The words that lead where a picture leads, for a card that is no more than boxes within boxes. */
function nameOfLink(element: Element, href: string): string {
  let at = href ? parentOf(element) : null;
  for (let i = 0; at && i < MAX_HOLDERS && countIn(at) <= MAX_CARD_ELEMENTS; i++, at = parentOf(at)) {
    const links = Array.from(findAll(at, 'a[href]'));
    if (links.length > MAX_CARD_LINKS) break;
    const text = links
      .filter((link) => attr(link, 'href') === href)
      .map((link) => readText(link))
      .find(Boolean);
    if (text) return text.length <= 2 * MAX_TITLE_LENGTH ? text : '';
  }
  return '';
}

const CARD_TEXTS = '[itemprop~="description"],p,dd,[class*="desc" i],[class*="excerpt" i],[class*="summary" i]';
/** Shorter texts of a card are dates, places and ratings. */
const MIN_CARD_TEXT = 30;

/** The longest text of a card that is not its name. */
function descriptionOfCard(item: Element, title: string): string {
  let longest = '';
  const texts = findAll(item, CARD_TEXTS);
  for (let i = 0; i < texts.length && i < 10; i++) {
    const text = readText(texts[i]!);
    if (text !== title && text.length > longest.length) longest = text;
  }
  return widthOf(longest) >= MIN_CARD_TEXT ? longest : '';
}

/** Headings of a card; an article has more. */
const MAX_CARD_HEADINGS = 2;
const MAX_CARD_LINKS = 8;

/** Where a card leads: by the link of its heading or its name, else by all of its links, which must agree. */
function linkOfCard(item: Element, base: string): PictureLink {
  const link: PictureLink = { reason: 'article', targets: [], length: 0 };
  const add = (href: string, length = 0): void => {
    const url = resolvePage(href, base);
    if (url) link.targets.push({ url, length });
  };
  const headings = findAll(item, 'h1,h2,h3,h4,[itemprop~="name"]');
  const heading = findFirst(item, 'h1 a[href],h2 a[href],h3 a[href],h4 a[href],[itemprop~="url"][href]');
  const name = headings.length ? undefined : findFirst(item, CARD_NAMES);
  const named = name && (attr(name, 'href') || attr(findFirst(name, 'a[href]') ?? name, 'href'));
  if (heading && headings.length <= MAX_CARD_HEADINGS) add(attr(heading, 'href'));
  else if (named) add(named);
  else {
    const links = findAll(item, 'a[href]');
    if (links.length > MAX_CARD_LINKS) return link;
    for (let i = 0; i < links.length; i++) add(attr(links[i]!, 'href'), cleanText(textOf(links[i]!)).length);
    link.length = cleanText(textOf(item)).length;
  }
  return link;
}
