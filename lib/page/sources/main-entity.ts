import { attr } from '../dom/dom';
import type { LinkChoice, LinkReason } from '../facts';
import { resolvePage } from '../identity/address';
import { containment, similarity } from '../words/words';
import { type Metadata, metaOf } from './metadata';
import { addressUnder, type Graph, type Node, nodesUnder, textUnder, typesOf } from './structured-data';

/** Types of things that a page can be about, best first, as schema.org names them; newer and rarer ones by their ending. */
const MAIN_TYPES =
  /^(?:Recipe|Product|ProductGroup|\w*Article|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|HowTo|\w*Event|Book|Movie|TVSeries|CreativeWork|VideoObject|Course|SoftwareApplication|\w*Game|Place|\w*Lodging|Hotel|Restaurant|LocalBusiness|RealEstateListing|Offer|Vehicle|Car|Painting|Photograph|VisualArtwork|ItemPage|ImageGallery|Report|Review|PodcastEpisode|MusicAlbum|ApartmentComplex|Residence|House|Apartment)$/;
const STRONG_TYPES = /^(?:Recipe|Product|ProductGroup|\w*Article|BlogPosting)$/;
const PAGE_TYPES = /^(?:\w*Page|ImageGallery)$/;

/** The object that the page is about, and the page's own object; undefined where the page does not say. */
export interface MainEntities {
  entity: Node | undefined;
  page: Node | undefined;
}

/**
 * Chooses the object that the page is about: the one that names this page's address or title, else the only one of its type.
 * A list page has many of a type and is about none of them.
 */
export function findMainEntities(graph: Graph, address: string, titles: string[]): MainEntities {
  const here = pageKey(address);
  let best: { node: Node; points: number } | undefined;
  let page: Node | undefined;
  const counts = new Map<string, number>();
  for (const node of graph.nodes) for (const type of typesOf(node)) counts.set(type, (counts.get(type) ?? 0) + 1);
  for (const node of graph.nodes) {
    const types = typesOf(node);
    if (!page && types.some((type) => PAGE_TYPES.test(type))) page = node;
    if (!types.some((type) => MAIN_TYPES.test(type))) continue;
    const name = textUnder(node, 'headline', 'name');
    const named = name ? Math.max(0, ...titles.map((title) => similarity(name, title))) : 0;
    const addresses = [addressUnder(node, 'mainEntityOfPage'), textUnder(node, 'url'), textUnder(node, '@id')].filter(
      Boolean,
    );
    const isHere = addresses.some((one) => pageKey(resolvePage(one, address)) === here);
    const isMany = types.every((type) => (counts.get(type) ?? 0) > 3);
    const points =
      (isHere ? 3 : 0) +
      (named > 0.5 ? 2 : named) +
      (types.some((type) => STRONG_TYPES.test(type)) ? 1.5 : 0) +
      ('image' in node ? 0.5 : 0) -
      (isMany ? 2 : 0);
    if (points > 0.9 && (!best || points > best.points)) best = { node, points };
  }
  // A post about one dish holds its recipe: that is what the page is for, whatever record of the post names the address.
  const recipes = graph.nodes.filter((node) => typesOf(node).includes('Recipe'));
  const [recipe] = recipes;
  if (recipe && recipes.length === 1 && titles.some((title) => containment(textUnder(recipe, 'name'), title) > 0.5))
    return { entity: recipe, page };
  const main = page && nodesUnder(page, 'mainEntity', graph)[0];
  if (!best && main && 'image' in main) best = { node: main, points: 1 };
  return { entity: best?.node, page };
}

/** Names of parameters that say where a visitor came from, as most do; what a link may keep is decided by exact names (`judge/tracking.ts`). */
const TRACKING = /(?<=[?&])(?:utm_\w+|\w*clid|[mg]c_[ce]id|srsltid|_\w+)=[^&]*&?/g;

/** The host, path and query of an address, for telling whether two records are about one page. */
function pageKey(address: string): string {
  return address
    .replace(/#.*$/, '')
    .toLowerCase()
    .replace(TRACKING, '')
    .replace(/^https?:\/\/(?:www\.|m\.|amp\.)?/, '')
    .replace(/[?&]$/, '')
    .replace(/\/+(?=$|\?)/, '');
}

/** The addresses that a page declares as its own, absolute, in the order in which they are believed. */
export function declaredLinks(metadata: Metadata, { entity, page }: MainEntities, base: string): LinkChoice[] {
  const declared: [LinkReason, string][] = [
    ['owner', metaOf(metadata, 'pin:url')],
    ...(metadata.links.get('canonical') ?? [])
      .slice(0, 3)
      .map((link): [LinkReason, string] => ['canonical', attr(link, 'href')]),
    ['open-graph', metaOf(metadata, 'og:url')],
    ['structured', entity ? addressUnder(entity, 'mainEntityOfPage') : ''],
    ['structured', entity ? textUnder(entity, 'url') : ''],
    ['structured', page ? textUnder(page, 'url') : ''],
  ];
  return declared.flatMap(([reason, raw]) => {
    const url = raw && resolvePage(raw, base);
    return url ? [{ url, reason }] : [];
  });
}

/**
 * The address that the document was loaded from. It differs from the address bar when a script has moved on without loading
 * (`history.pushState`): then the metadata may still be that of the first page.
 */
export function findLoadedAddress(window: Window | null, address: string): string {
  try {
    const entry = window?.performance.getEntriesByType('navigation')[0];
    return entry && /^https?:/.test(entry.name) ? entry.name : address;
  } catch {
    return address;
  }
}

/** Whether the metadata speaks of what is shown: true until the page has moved on and its social title agrees with nothing it shows. */
export function isMetadataFresh(page: {
  served: string;
  address: string;
  pageTitle: string;
  heading: string;
  socialTitle: string;
}): boolean {
  if (pageKey(page.served) === pageKey(page.address)) return true;
  if (!page.socialTitle) return false;
  return Math.max(similarity(page.socialTitle, page.pageTitle), similarity(page.socialTitle, page.heading)) > 0.5;
}
