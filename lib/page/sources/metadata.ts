import { attr, findAll, localNameOf, textOf } from '../dom/dom';
import type { OptOut } from '../facts';
import { cleanText } from '../words/words';
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
  const elements = findAll(document, 'meta[content],link[rel][href],script[type="application/ld+json" i]');
  let scripts = 0;
  for (let i = 0; i < elements.length && i < MAX_ELEMENTS; i++) {
    const element = elements[i]!;
    const name = localNameOf(element);
    if (name === 'meta') {
      const key = (attr(element, 'property') || attr(element, 'name') || attr(element, 'itemprop')).toLowerCase();
      if (key) push(values, key, attr(element, 'content'));
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
