import { decodeEntities } from './words';

/** A start tag found in text. Attribute names are lower case, values decoded. */
export interface Tag {
  name: string;
  attributes: Map<string, string>;
}

/** How much of a text is read, how long a tag may be, and how many starts of tags are tried: far beyond what pages hold. */
const MAX_LENGTH = 50_000;
const MAX_TAG_LENGTH = 4_000;
const MAX_TAGS = 50;
const TAG = /^<([a-z-]+)\b((?:[^>"']|"[^"]*"|'[^']*')*)>/i;
const ATTRIBUTE = /([^\s"'<>/=]+)(?:\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;

/**
 * The start tags of some names in a piece of HTML that is only text, as the content of `<noscript>` is. Read, never parsed into a
 * document: nothing from a page becomes HTML again.
 */
export function readTags(text: string, names: ReadonlySet<string>): Tag[] {
  const tags: Tag[] = [];
  const end = Math.min(text.length, MAX_LENGTH);
  let tries = 0;
  for (let at = text.indexOf('<'); at >= 0 && at < end && tries < MAX_TAGS; at = text.indexOf('<', at + 1)) {
    const name = /^[a-z-]+/i.exec(text.slice(at + 1, at + 20))?.[0].toLowerCase() ?? '';
    if (!names.has(name)) continue;
    tries++;
    const inner = TAG.exec(text.slice(at, at + MAX_TAG_LENGTH))?.[2];
    if (inner === undefined) continue;
    const attributes = new Map<string, string>();
    for (const [, key = '', double, single, bare] of inner.matchAll(ATTRIBUTE)) {
      const lower = key.toLowerCase();
      if (!attributes.has(lower)) attributes.set(lower, decodeEntities(double ?? single ?? bare ?? ''));
    }
    tags.push({ name, attributes });
  }
  return tags;
}
