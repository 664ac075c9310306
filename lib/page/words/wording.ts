import { attr, findAll } from '../dom/dom';
import type { Places } from '../place/place';
import type { MainEntities } from '../sources/main-entity';
import { type Metadata, metaOf } from '../sources/metadata';
import { nodesUnder, textUnder, typesOf } from '../sources/structured-data';
import type { MainHeading } from './main-heading';
import { findParagraphs } from './paragraph';
import { readText } from './read-text';
import {
  cleanText,
  containment,
  cutAtWord,
  looksLikeNotice,
  MAX_DESCRIPTION_LENGTH,
  MAX_TITLE_LENGTH,
  similarity,
  wordsOf,
} from './words';

/** The page's texts for a pin. */
export interface Wording {
  title: string;
  description: string;
  site: string;
}

const SEPARATOR = /\s+(?:[|–—·•»«›~:/\\-]|::|\|\|)\s+|\s*[|»]\s*/g;

/** Where the words come from. */
export interface WordingSources {
  document: Document;
  metadata: Metadata;
  entities: MainEntities;
  pageTitle: string;
  heading: MainHeading | undefined;
  places: Places;
  address: URL | Location;
  /** False when the metadata is that of another page, from before a soft navigation. */
  isMetadataFresh: boolean;
}

/** Title and description to start a pin from, and the site's name. */
export function chooseWording(sources: WordingSources): Wording {
  const { metadata, address } = sources;
  const site =
    cleanText(metaOf(metadata, 'og:site_name', 'application-name', 'apple-mobile-web-app-title')) ||
    siteNameOf(sources) ||
    address.hostname.replace(/^www\./, '');
  const names = namesOfSite(sources, site);
  const title = chooseTitle(sources, names);
  return {
    title: cutAtWord(title, MAX_TITLE_LENGTH),
    description: cutAtWord(chooseDescription(sources, names, title), MAX_DESCRIPTION_LENGTH),
    site: cutAtWord(site, MAX_TITLE_LENGTH),
  };
}

function chooseTitle(sources: WordingSources, names: string[]): string {
  const { metadata, entities, isMetadataFresh } = sources;
  const heading = withoutDate(sources.heading?.text ?? '');
  const strip = (raw: string) => withoutDate(stripSiteName(cleanText(raw), names, heading));
  const social = isMetadataFresh ? strip(metaOf(metadata, 'og:title', 'twitter:title')) : '';
  const { entity } = entities;
  const structured = entity && isMetadataFresh ? strip(textUnder(entity, 'headline', 'name')) : '';
  const shown = strip(withoutCounter(sources.pageTitle, [social, heading, structured, sources.address.pathname]));
  const said = [social, shown].filter((text) => text && !isNameless(text, names) && !UNFILLED.test(text));
  const base = said[0] ?? '';
  const isAgreed = (text: string) => [...said, heading].some((other) => other && agree(text, other));
  // A recipe is what its page is for, and the name it has is the one that Pinterest shows.
  const isRecipe = entity !== undefined && typesOf(entity).includes('Recipe');
  if (structured && isRecipe && isAgreed(structured)) return structured;
  // A heading that ends in a colon goes on in the next one.
  const isHeadingWhole = heading !== '' && !/[:：]$/.test(heading) && !isNameless(heading, names);
  const isShared = structured !== '' && said.some((title) => isSame(title, structured));
  if (isHeadingWhole && !(isShared && !isWithin(heading, structured))) {
    // Some headings begin with a line of their own above the title.
    const own = [structured, ...said].find((title) => wordsOf(title).length > 2 && heading.endsWith(` ${title}`));
    if (own) return own;
    if (!base || [...said, structured].some((title) => title && agree(heading, title))) return heading;
  }
  if (structured && (isAgreed(structured) || !base)) return structured;
  return base || heading || structured || social || shown;
}

/** Whether a text names what a title names: by most words of both, as a part of the title, or as a longer form of it. */
function agree(text: string, title: string): boolean {
  if (similarity(text, title) > 0.5 || isWithin(text, title)) return true;
  return wordsOf(text).length > wordsOf(title).length && containment(text, title) > 0.6;
}

/** Whether a title has all words of a text. A single word is the name of many a section: it must begin the title. */
function isWithin(text: string, title: string): boolean {
  const [words, others] = [wordsOf(text), wordsOf(title)];
  if (words.length < 2) return words.length === 1 && others[0] === words[0];
  return words.length <= others.length && containment(text, title) === 1;
}

function isSame(a: string, b: string): boolean {
  return wordsOf(a).join(' ') === wordsOf(b).join(' ');
}

/** Titles that say nothing of a page: that it is one, or whose it is. */
const NAMELESS =
  /^(?:home(?: ?page)?|index|start(?:seite|sida|side|page)?|accueil|inicio|início|pagina iniziale|untitled(?: document)?|welcome|blog|page)$/i;

function isNameless(title: string, names: string[]): boolean {
  return NAMELESS.test(title) || isSiteName(title, names);
}

function isSiteName(text: string, names: string[]): boolean {
  const key = wordsOf(text).join('');
  return names.some((name) => wordsOf(name).join('') === key);
}

/** What a template leaves behind when it was not filled in. */
const UNFILLED = /\{\{|\}\}|\[object \w+\]|%%\w+%%|<%|\$\{/;

/** How many messages wait for the visitor, before the title: "(3) ", "[99+] | ", "● ". Not a year. */
const COUNTER =
  /^(?:\p{Extended_Pictographic}?\ufe0f?\s*[([（【]\s*((?!(?:19|20)\d\d\b)[\p{Nd}.,]{1,6})[kK]?\+?\s*[)\]）】]|[•●])\s*(?:[|·–—-]\s+)?(?=\S)/u;

/** A title without the visitor's counter, unless the page says elsewhere that the number is the title's own. */
function withoutCounter(title: string, others: string[]): string {
  const counter = COUNTER.exec(title);
  if (!counter) return title;
  const isOwn = others.some(
    (text) => text.startsWith(counter[0].trim()) || (counter[1] && wordsOf(text).includes(counter[1])),
  );
  return isOwn ? title : title.slice(counter[0].length);
}

/** A title without the day before it. */
function withoutDate(title: string): string {
  return title.replace(/^\p{Nd}{1,4}[./-]\p{Nd}{1,2}[./-]\p{Nd}{2,4}\s*[-–—|:•]\s*(?=\S)/u, '');
}

function chooseDescription(sources: WordingSources, names: string[], title: string): string {
  const { document, metadata, entities, heading, places, isMetadataFresh } = sources;
  const { entity, page } = entities;
  const declared = isMetadataFresh
    ? [
        metaOf(metadata, 'pin:description'),
        entity ? textUnder(entity, 'description') : '',
        metaOf(metadata, 'og:description'),
        metaOf(metadata, 'description'),
        metaOf(metadata, 'twitter:description'),
        page ? textUnder(page, 'description') : '',
      ].map(cleanText)
    : [];
  const isTelling = (text: string) =>
    text !== '' && !UNFILLED.test(text) && !isSiteName(text, names) && !looksLikeNotice(text, title);
  const telling = declared.filter(isTelling);
  const best = telling.find((text) => text.length > 20 && similarity(text, title) < 1) ?? telling[0];
  if (best && !CUT.test(best)) return best;
  const shown = [...marked(document, places), ...findParagraphs(document, heading?.element, places, title)];
  if (!best) return shown.find(isTelling) ?? '';
  const begun = best.replace(CUT, '');
  const whole = [...declared, ...shown].find(
    (text) => text.length > begun.length && !CUT.test(text) && text.startsWith(begun),
  );
  return whole ?? `${begun}…`;
}

/** The end of a text that a template cut: dots, and at most a few words that invite to read on. */
const CUT = /\s*(?:\[?(?:\.{3,}|…)\]?)(?:\s*[^.…]{0,20}(?:\.{3,}|…)?)$/;

/** Texts that the page marks as the description of what it is about. */
function marked(document: Document, places: Places): string[] {
  return Array.from(findAll(document, '[itemprop~="description"]'))
    .slice(0, 20)
    .filter((element) => places.placeOf(element).item === null)
    .map((element) => cleanText(attr(element, 'content')) || readText(element))
    .filter((text) => text.length > 40);
}

/** All that the site is called: by itself, by its publisher's record, by its host. */
function namesOfSite(sources: WordingSources, site: string): string[] {
  const label = sources.address.hostname.replace(/^www\./, '').split('.');
  return [
    site,
    siteNameOf(sources),
    cleanText(metaOf(sources.metadata, 'og:site_name')),
    cleanText(metaOf(sources.metadata, 'twitter:site')).replace(/^@/, ''),
    label[0] ?? '',
    label.join('.'),
    label.slice(-2).join('.'),
    label.at(-2) ?? '',
  ].filter((name) => name.length > 1);
}

function siteNameOf({ metadata, entities }: WordingSources): string {
  const { graph } = metadata;
  const website = graph.nodes.find((node) => typesOf(node).includes('WebSite'));
  const publisher = entities.entity && nodesUnder(entities.entity, 'publisher', graph)[0];
  return cleanText((website && textUnder(website, 'name')) || (publisher && textUnder(publisher, 'name')) || '');
}

/** A title without the site's name before or after it. */
export function stripSiteName(title: string, names: string[], heading = ''): string {
  const cuts = [...title.matchAll(SEPARATOR)];
  if (!cuts.length) return title;
  const keys = names.map((name) => wordsOf(name).join('')).filter(Boolean);
  const isSite = (part: string) => {
    const key = wordsOf(part).join('');
    return (
      key !== '' &&
      keys.some(
        (name) => name === key || (key.length > 4 && name.length > 4 && (name.startsWith(key) || key.startsWith(name))),
      )
    );
  };
  const last = cuts.at(-1)!;
  const first = cuts[0]!;
  if (isSite(title.slice(last.index + last[0].length)))
    return stripSiteName(title.slice(0, last.index).trim(), names, heading);
  if (isSite(title.slice(0, first.index)))
    return stripSiteName(title.slice(first.index + first[0].length).trim(), names, heading);
  if (heading && title !== heading) {
    const key = wordsOf(heading).join('');
    const part = cuts.map((cut) => title.slice(0, cut.index).trim()).find((text) => wordsOf(text).join('') === key);
    if (part) return part;
  }
  return title;
}
