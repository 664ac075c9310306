import { attr, findAll } from '../dom/dom';
import type { Places } from '../place/place';
import type { MainEntities } from '../sources/main-entity';
import { type Metadata, metaOf } from '../sources/metadata';
import { nodesUnder, textUnder, typesOf } from '../sources/structured-data';
import type { MainHeading } from './main-heading';
import { findParagraphs } from './paragraph';
import { readText } from './read-text';
import { cleanText } from './words';

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
export interface TextSources {
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
