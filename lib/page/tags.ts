import { decodeEntities } from './words';

/** A start tag found in text. Attribute names are lower case, values decoded. */
export interface Tag {
  name: string;
  attributes: Map<string, string>;
}

const MAX_LENGTH = 50_000;
const MAX_TAGS = 50;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/**
 * The start tags of some names in a piece of HTML that is only text, as the content of `<noscript>` is. Read, never parsed into a
 * document: nothing from a page becomes HTML again.
 */
export function readTags(text: string, names: string): Tag[] {
  const pattern = new RegExp(`<(${names})\\b((?:[^>"']|"[^"]*"|'[^']*')*)>`, 'gi');
  const tags: Tag[] = [];
  for (const [, name = '', inner = ''] of text.slice(0, MAX_LENGTH).matchAll(pattern)) {
    const attributes = new Map<string, string>();
    for (const [, key = '', double, single, bare] of inner.matchAll(ATTRIBUTE)) {
      const lower = key.toLowerCase();
      if (!attributes.has(lower)) attributes.set(lower, decodeEntities(double ?? single ?? bare ?? ''));
    }
    tags.push({ name: name.toLowerCase(), attributes });
    if (tags.length >= MAX_TAGS) break;
  }
  return tags;
}
