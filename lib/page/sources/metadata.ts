import { attr, findAll, localNameOf, textOf } from '../dom/dom';
import type { FoundIn, OptOut } from '../facts';
import { resolveImage } from '../identity/address';
import { cleanText } from '../words/words';
import { createFoundImage, type Reading } from './found-image';
import { pixels } from './img';
import { renditionsOfSet } from './rendition-attributes';
import { createGraph, type Graph, readScript } from './structured-data';

/** What the page says of itself in `meta`, `link` and JSON-LD, as it stands there. */
export interface Metadata {
  /** By name, property or itemprop, lower case; every value in document order. */
  values: Map<string, string[]>;
  /** `link` elements by relation, lower case. */
  links: Map<string, Element[]>;
  graph: Graph;
}

/** More than this is an attack; real pages have under a hundred. */
const MAX_ELEMENTS = 2_000;

export function readMetadata(document: Document): Metadata {
  const values = new Map<string, string[]>();
  const links = new Map<string, Element[]>();
  const graph = createGraph();
  const elements = findAll(document, 'meta[content],meta[value],link[rel][href],script[type^="application/ld+json" i]');
  let scripts = 0;
  for (let i = 0; i < elements.length && i < MAX_ELEMENTS; i++) {
    const element = elements[i]!;
    const name = localNameOf(element);
    if (name === 'meta') {
      const property = attr(element, 'property');
      const own = attr(element, 'name').trim();
      // RDFa and microdata let one element have several properties; a name is one, whatever stands in it.
      const keys = property || !own ? (property || attr(element, 'itemprop')).split(/\s+/) : [own];
      // Twitter's cards once had `value`.
      const value = attr(element, 'content') || attr(element, 'value');
      for (const key of keys) if (key) push(values, key.toLowerCase(), value);
    } else if (name === 'link') {
      for (const relation of attr(element, 'rel').toLowerCase().split(/\s+/)) push(links, relation, element);
    } else if (scripts++ < 50) readScript(textOf(element), graph);
  }
  if (elements.length > MAX_ELEMENTS) graph.isCut = true;
  return { values, links, graph };
}

function push<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** The first value that is not empty under any of the names. */
export function metaOf(metadata: Metadata, ...names: string[]): string {
  for (const name of names) {
    const value = metadata.values.get(name)?.find((one) => one.trim());
    if (value) return value;
  }
  return '';
}

/** Longest word of an owner that is shown. */
const MAX_WORDS_LENGTH = 1_000;

/**
 * Whether the owner forbids pinning the page: `<meta name="pinterest" content="nopin" description="…">`
 * (help.pinterest.com, "Prevent saves to Pinterest from your site").
 */
export function findOptOut(document: Document): OptOut | null {
  const elements = findAll(document, 'meta[name="pinterest" i]');
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i]!;
    if (/\bnopin\b/i.test(attr(element, 'content'))) return { ownerWords: ownerWords(attr(element, 'description')) };
  }
  return null;
}

/** An owner's words as they are shown. */
export function ownerWords(raw: string): string {
  return cleanText(raw.slice(0, MAX_WORDS_LENGTH));
}

/** Points of the ranking that a page's own word for its picture is worth. The owner's word for Pinterest stands above all else. */
export const LEAD = {
  owner: 300,
  openGraph: 125,
  twitter: 95,
  imageSrc: 62,
  structured: 60,
  microdata: 34,
  preload: 14,
} as const;

const NAMES: { names: string[]; lead: number; foundIn: FoundIn }[] = [
  { names: ['pin:media'], lead: LEAD.owner, foundIn: 'owner' },
  { names: ['og:image', 'og:image:url', 'og:image:secure_url'], lead: LEAD.openGraph, foundIn: 'metadata' },
  { names: ['twitter:image', 'twitter:image:src', 'twitter:image0'], lead: LEAD.twitter, foundIn: 'metadata' },
  {
    names: ['thumbnail', 'sailthru.image.full', 'sailthru.image', 'parsely-image-url', 'msapplication-tileimage-lead'],
    lead: 20,
    foundIn: 'metadata',
  },
  { names: ['image', 'thumbnailurl', 'primaryimageofpage'], lead: LEAD.microdata, foundIn: 'metadata' },
];

/** Pictures named in `meta` and `link`. */
export function readMetadataImages(metadata: Metadata, reading: Reading): void {
  const width = pixels(metadata.values.get('og:image:width')?.[0] ?? '');
  const height = pixels(metadata.values.get('og:image:height')?.[0] ?? '');
  for (const { names, lead, foundIn } of NAMES) {
    let isFirst = true;
    for (const name of names) {
      for (const value of metadata.values.get(name) ?? []) {
        const url = resolveImage(value, reading.base);
        if (!url) continue;
        // The sizes that are declared are those of the first picture.
        const isSized = isFirst && names[0] === 'og:image';
        const foundImage = createFoundImage(
          foundIn,
          [{ url, width: isSized ? width : 0, height: isSized ? height : 0 }],
          null,
        );
        foundImage.lead = isFirst ? lead : Math.round(lead * 0.7);
        if (foundIn === 'owner')
          foundImage.owner = { url: '', description: metadata.values.get('pin:description')?.[0] ?? '' };
        else if (isSized) foundImage.text = metadata.values.get('og:image:alt')?.[0] ?? '';
        reading.foundImages.push(foundImage);
        isFirst = false;
      }
    }
  }
  for (const link of metadata.links.get('image_src') ?? []) addLink(link, LEAD.imageSrc, reading);
  for (const link of metadata.links.get('preload') ?? [])
    if (attr(link, 'as') === 'image') addLink(link, LEAD.preload, reading);
}

function addLink(link: Element, lead: number, reading: Reading): void {
  const url = resolveImage(attr(link, 'href'), reading.base);
  const renditions = [
    ...renditionsOfSet(attr(link, 'imagesrcset'), reading.base, 0, 0),
    ...(url ? [{ url, width: 0, height: 0 }] : []),
  ];
  if (!renditions.length) return;
  const foundImage = createFoundImage('metadata', renditions, null);
  foundImage.lead = lead;
  reading.foundImages.push(foundImage);
}
