import { attr, localNameOf } from '../dom/dom';
import { resolveImage, resolvePage } from '../identity/address';
import { keyOf } from '../identity/picture-key';
import { createFoundImage, type FoundImage, type Reading } from './found-image';
import { pixels } from './img';
import type { MainEntities } from './main-entity';
import { LEAD } from './metadata';
import {
  addressUnder,
  type Graph,
  imageOf,
  imagesUnder,
  type NamedImage,
  type Node,
  nodesUnder,
  textUnder,
  typesOf,
} from './structured-data';

const PICTURE_KEYS = ['image', 'primaryImageOfPage', 'photo', 'thumbnailUrl', 'thumbnail', 'associatedMedia'];
/** Objects whose pictures are marks of people and firms. */
const NEVER =
  /^(?:Organization|NewsMediaOrganization|Person|WebSite|Brand|Corporation|ListItem|BreadcrumbList|SiteNavigationElement|Comment|AggregateRating|Rating|Offer|WPHeader|WPFooter|WPSideBar|ImageObject)$/;
const MAX_OTHERS = 300;

/** Pictures named in JSON-LD: the main object's first, then those of lists (each with the page it stands for), then the rest. */
export function readStructuredImages(graph: Graph, { entity, page }: MainEntities, reading: Reading): void {
  const add = (image: NamedImage, lead: number, link = '', name = '', known?: Map<string, FoundImage>): void => {
    const url = resolveImage(image.url, reading.base);
    if (!url) return;
    const rendition = { url, width: image.width, height: image.height };
    const { file } = keyOf(url);
    const same = known?.get(file);
    if (same) return void same.renditions.push(rendition);
    const foundImage = createFoundImage('structured', [rendition], null);
    known?.set(file, foundImage);
    foundImage.lead = lead;
    foundImage.text = image.text || name;
    foundImage.link = link;
    reading.foundImages.push(foundImage);
  };
  for (const [node, lead] of [
    [entity, LEAD.structured],
    [page, LEAD.structured - 6],
  ] as const) {
    if (!node) continue;
    let points: number = lead;
    // Renditions and crops of one file that the page lists as pictures of one thing are one picture by its own word.
    const known = new Map<string, FoundImage>();
    for (const property of PICTURE_KEYS) {
      for (const image of imagesUnder(node, property, graph)) {
        add(image, property.startsWith('thumbnail') ? points - 10 : points, '', '', known);
        points = Math.max(15, points - 4);
      }
    }
  }
  for (const list of graph.nodes) if (typesOf(list).includes('ItemList')) readList(list);
  let others = 0;
  for (const node of graph.nodes) {
    if (node === entity || node === page || others++ > MAX_OTHERS) continue;
    const types = typesOf(node);
    if (types.includes('ImageObject') && 'contentUrl' in node && types.length === 1) add(imageOf(node), 2);
    if (types.some((type) => NEVER.test(type))) continue;
    for (const property of PICTURE_KEYS)
      for (const image of imagesUnder(node, property, graph))
        add(image, entity ? 2 : 8, linkOf(node), textUnder(node, 'name', 'headline'));
  }

  function readList(list: Node): void {
    for (const element of nodesUnder(list, 'itemListElement', graph)) {
      const item = nodesUnder(element, 'item', graph)[0] ?? element;
      const link = linkOf(item) || linkOf(element);
      if (link)
        for (const image of imagesUnder(item, 'image', graph)) add(image, 8, link, textUnder(item, 'name', 'headline'));
    }
  }

  /** The page that an object is about, when that is not this one. */
  function linkOf(node: Node): string {
    const link = resolvePage(
      textUnder(node, 'url') || addressUnder(node, 'mainEntityOfPage') || textUnder(node, '@id'),
      reading.base,
    );
    return link.split('#')[0] === reading.address.split(/[?#]/)[0] ? '' : link;
  }
}

/** Things a page is about; a person's or a firm's picture is a mark. */
const CONTENT_TYPES =
  /schema\.org\/(?:Recipe|Product|\w*Article|BlogPosting|ImageObject|ItemList|CreativeWork|Event|Book|Movie|HowTo|VideoObject|WebPage|NewsArticle)/i;
/** What meets the elements that may be marked so. */
export const PICTURE_PROPERTIES =
  '[itemprop~="image"],[itemprop~="thumbnailUrl"],[itemprop~="contentUrl"],[itemprop~="primaryImageOfPage"]';
/** Marks looked at; the first ones are the page's own. */
const MAX_PROPERTIES = 200;

/** Pictures marked by `itemprop` on `img`, `link`, `meta`, `a` and blocks, within an item of content. Gives `img` its points too. */
export function readMicrodata(marked: Element[], reading: Reading): void {
  let lead: number = LEAD.microdata;
  for (const element of marked.slice(0, MAX_PROPERTIES)) {
    const name = localNameOf(element);
    if (name === 'meta' && !attr(element, 'content')) continue;
    const scope = closestScope(element);
    if (scope && !CONTENT_TYPES.test(scope)) continue;
    const raw = attr(element, 'content') || attr(element, name === 'img' ? 'src' : 'href');
    const url = resolveImage(raw, reading.base);
    if (!url || url.startsWith('data:')) continue;
    const isOfElement = name !== 'meta' && name !== 'link';
    const foundImage = createFoundImage(
      'structured',
      [{ url, width: isOfElement ? pixels(attr(element, 'width')) : 0, height: 0 }],
      isOfElement ? element : null,
    );
    foundImage.text = attr(element, 'alt');
    if (isOfElement) foundImage.nopin = reading.places.placeOf(element).nopin;
    foundImage.lead = lead;
    reading.foundImages.push(foundImage);
    lead = Math.max(6, lead - 8);
  }
}

function closestScope(element: Element): string {
  try {
    const scope = Element.prototype.closest.call(element, '[itemtype]');
    return scope ? attr(scope, 'itemtype') : '';
  } catch {
    return '';
  }
}
