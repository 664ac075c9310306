import { findAll, textOf } from '../dom/dom';
import type { MainEntities } from '../sources/main-entity';
import { type Metadata, metaOf } from '../sources/metadata';
import { nodesUnder, textUnder, typesOf } from '../sources/structured-data';
import { cleanText, cutAtWord, likeness, MAX_DESCRIPTION_LENGTH, MAX_TITLE_LENGTH, wordsOf } from './words';

/** The page's texts for a pin. */
export interface Wording {
  title: string;
  description: string;
  site: string;
}

const SEPARATOR = /\s+(?:[|–—·•»«›~:/\\-]|::|\|\|)\s+|\s*[|»]\s*/g;

/** Where the words come from; `heading` is the main heading's text. */
export interface WordingSources {
  document: Document;
  metadata: Metadata;
  entities: MainEntities;
  pageTitle: string;
  heading: string;
  host: string;
  /** False when the metadata is that of another page, from before a soft navigation. */
  isMetadataFresh: boolean;
}

/** Title and description to start a pin from, and the site's name. */
export function chooseWording(sources: WordingSources): Wording {
  const { metadata, host } = sources;
  const site =
    cleanText(metaOf(metadata, 'og:site_name', 'application-name', 'apple-mobile-web-app-title')) ||
    siteNameOf(sources) ||
    host.replace(/^www\./, '');
  return {
    title: cutAtWord(chooseTitle(sources, namesOfSite(sources, site)), MAX_TITLE_LENGTH),
    description: cutAtWord(chooseDescription(sources), MAX_DESCRIPTION_LENGTH),
    site: cutAtWord(site, MAX_TITLE_LENGTH),
  };
}

function chooseTitle(
  { metadata, entities, pageTitle, heading, isMetadataFresh }: WordingSources,
  names: string[],
): string {
  const strip = (raw: string) => stripSiteName(cleanText(raw), names, heading);
  const social = isMetadataFresh ? strip(metaOf(metadata, 'og:title', 'twitter:title')) : '';
  const shown = strip(pageTitle);
  const base = [social, shown].find((text) => text && !isNameless(text, names)) ?? '';
  const { entity } = entities;
  const structured = entity && isMetadataFresh ? strip(textUnder(entity, 'headline', 'name')) : '';
  const isAgreed = (text: string) =>
    text && [social, shown, heading].some((other) => other && likeness(text, other) > 0.5);
  if (structured && (isAgreed(structured) || !base)) return structured;
  // A heading that ends in a colon goes on in the next one.
  if (heading && (!base || (likeness(heading, base) > 0.5 && !/[:：]$/.test(heading)))) return heading;
  return base || heading || structured || social || shown;
}

/** Titles that say nothing of a page: that it is one, or whose it is. */
const NAMELESS =
  /^(?:home(?: ?page)?|index|start(?:seite|sida|side|page)?|accueil|inicio|início|pagina iniziale|untitled(?: document)?|welcome|blog|page)$/i;

function isNameless(title: string, names: string[]): boolean {
  const key = wordsOf(title).join('');
  return NAMELESS.test(title) || names.some((name) => wordsOf(name).join('') === key);
}

function chooseDescription({ document, metadata, entities, isMetadataFresh }: WordingSources): string {
  if (isMetadataFresh) {
    const { entity, page } = entities;
    const found = [
      metaOf(metadata, 'pin:description'),
      entity ? textUnder(entity, 'description') : '',
      metaOf(metadata, 'og:description'),
      metaOf(metadata, 'description'),
      metaOf(metadata, 'twitter:description'),
      page ? textUnder(page, 'description') : '',
    ].map(cleanText);
    const best = found.find((text) => text.length > 20) ?? found.find((text) => text);
    if (best) return best;
  }
  return firstParagraph(document);
}

/** The first paragraph that reads like one. */
function firstParagraph(document: Document): string {
  for (const selector of ['article p, main p, [itemprop="articleBody"] p', 'p']) {
    const paragraphs = findAll(document, selector);
    for (let i = 0; i < paragraphs.length && i < 40; i++) {
      const text = cleanText(textOf(paragraphs[i]!));
      if (text.length > 80) return text;
    }
  }
  return '';
}

/** All that the site is called: by itself, by its publisher's record, by its host. */
function namesOfSite(sources: WordingSources, site: string): string[] {
  const label = sources.host.replace(/^www\./, '').split('.');
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
