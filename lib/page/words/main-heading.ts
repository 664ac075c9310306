import { attr, findAll, findFirst, parentOf, textOf } from '../dom/dom';
import { readText } from './read-text';
import { containment, similarity } from './words';

/** Headings looked at; more is no article. */
const MAX_HEADINGS = 40;

export interface MainHeading {
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
      if (!textOf(element).trim() || leadsHome(element, address)) continue;
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
