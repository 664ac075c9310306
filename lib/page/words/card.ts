import { attr, findAll, findFirst, textOf } from '../dom/dom';
import type { Reading } from '../dom/reading';
import type { Candidate, LinkChoice } from '../facts';
import type { Picture } from '../identity/pictures';
import { articleLink, ownersLink } from '../judge/link';
import { LEAD } from '../sources/metadata-images';
import { createOutline } from './outline';
import { findPrice } from './price';
import { readText } from './read-text';
import { cleanText, cutAtWord, MAX_DESCRIPTION_LENGTH, MAX_TITLE_LENGTH, widthOf } from './words';

const MAX_TEXT_LENGTH = 300;

/** What a page says of one of its pictures, apart from the page's own words. */
export type PictureWords = Pick<Candidate, 'text' | 'pinText' | 'link' | 'alt' | 'title' | 'description' | 'price'>;

/** What a card of a list says; '' where it says nothing. */
interface Card {
  title: string;
  description: string;
  price: string;
  /** The page it leads to. */
  link: string;
}

/** Answers what a page says of each of its pictures. Cards are read once, however many pictures they hold. */
export function createPictureReader({ document, base, address, places }: Reading): (picture: Picture) => PictureWords {
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
      link: onlyLinkOf(item, base, address),
    };
    cards.set(item, card);
    return card;
  }

  function linkFor({ sightings }: Picture, ownerUrl: string): LinkChoice | null {
    const owners = ownersLink(ownerUrl, base, address);
    if (owners) return { url: owners, reason: 'owner' };
    for (const { link } of sightings) {
      const article = link && articleLink(link, base, address);
      if (article) return { url: article, reason: 'structured' };
    }
    if (isLead(sightings)) return null;
    for (const { element } of sightings) {
      if (!element) continue;
      const { href, item } = places.placeOf(element);
      const own = (href && articleLink(href, base, address)) || (item && readCard(item).link);
      if (own) return { url: own, reason: 'article' };
    }
    return null;
  }

  return (picture) => {
    const { sightings } = picture;
    const owner = sightings.find((sighting) => sighting.owner)?.owner;
    const alt = sightings.map(({ text }) => cleanText(text)).find((text) => text && !FILE_NAME.test(text)) ?? '';
    const shown = sightings.flatMap(({ element }) => element ?? []);
    const captions = shown.flatMap((element) => places.placeOf(element).figure ?? []).map(captionOf);
    const caption = captions.find(Boolean) ?? '';
    const items = shown.flatMap((element) => places.placeOf(element).item ?? []);
    const card = items[0] && readCard(items[0]);
    const isOfPage = isLead(sightings);
    const section = isOfPage || card?.title || !shown[0] ? undefined : outline(shown[0]);
    const name = isOfPage ? '' : card?.title || caption || section?.heading || '';
    const told = [card?.description, caption, section?.text].find((text) => text && text !== name);
    const words = {
      alt: cutAtWord(alt, MAX_TEXT_LENGTH),
      title: cutAtWord(name, MAX_TITLE_LENGTH),
      description: cutAtWord(told ?? '', MAX_DESCRIPTION_LENGTH),
      price: isOfPage ? '' : (card?.price ?? ''),
    };
    return {
      text: cutAtWord(alt || caption || card?.title || '', MAX_TEXT_LENGTH),
      pinText: cutAtWord(cleanText(owner?.description ?? ''), MAX_DESCRIPTION_LENGTH),
      link: linkFor(picture, owner?.url ?? ''),
      ...Object.fromEntries(Object.entries(words).filter(([, text]) => text)),
    };
  };
}

/** Whether the page names a picture as its own: it stands for the page, whatever it or the text around it leads to. */
function isLead(sightings: Picture['sightings']): boolean {
  return sightings.some((one) => one.lead >= LEAD.microdata);
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

/** The words of a link are at least this share of a card's, for the link to be what the card is about. */
const CARD_SHARE = 0.25;
/** Headings of a card; an article has more. */
const MAX_CARD_HEADINGS = 2;

/** The page that a card leads to: the link of its heading, else the only one it has. */
function onlyLinkOf(item: Element, base: string, address: string): string {
  const headings = findAll(item, 'h1,h2,h3,h4,[itemprop~="name"]');
  const heading = findFirst(item, 'h1 a[href],h2 a[href],h3 a[href],h4 a[href],[itemprop~="url"][href]');
  if (heading && headings.length <= MAX_CARD_HEADINGS) return articleLink(attr(heading, 'href'), base, address);
  const name = headings.length ? undefined : findFirst(item, CARD_NAMES);
  const named = name && (attr(name, 'href') || attr(findFirst(name, 'a[href]') ?? name, 'href'));
  if (named) return articleLink(named, base, address);
  const links = findAll(item, 'a[href]');
  if (!links.length || links.length > 8) return '';
  const targets = new Set<string>();
  let length = 0;
  for (let i = 0; i < links.length; i++) {
    const target = articleLink(attr(links[i]!, 'href'), base, address);
    if (!target) continue;
    targets.add(target);
    length += cleanText(textOf(links[i]!)).length;
  }
  // A word in a step of a recipe may lead elsewhere: that is not what the step is about.
  if (length < CARD_SHARE * cleanText(textOf(item)).length) return '';
  return targets.size === 1 ? [...targets][0]! : '';
}
