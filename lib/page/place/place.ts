import { attr, findAll, localNameOf, nextOf, parentNodeOf, parentOf, previousOf } from '../dom/dom';
import { createItemFinder, createRegionFinder, GUESSED, ownRegion, type Region } from './regions';

/** Where an element stands on its page, from its ancestors. */
export interface Place {
  region: Region;
  /** The part around the outermost element whose mere name made it an ad, a logo, an author's box or a share bar. */
  around: Region;
  /** How many of the element's ancestors also hold the main heading: the more, the nearer it is to it. */
  nearness: number;
  /** The link it stands in, as written; '' when it stands in none. */
  href: string;
  /** The smallest article, list item or card around it that stands among others of its kind. */
  item: Element | null;
  figure: Element | null;
  /** The owner's words where an ancestor forbids pinning; null where none does. */
  nopin: string | null;
}

/** Deeper ancestors are not looked at: no page nests so deep but to do harm. */
const MAX_DEPTH = 400;

/** Answers where elements stand; every ancestor is looked at once for all images beneath it. */
export interface Places {
  placeOf(element: Element): Place;
  /** Whether the main heading stands in an element. */
  holdsHeading(element: Element): boolean;
  /** Makes the owner's words in a shadow tree known. */
  addRoot(root: ShadowRoot): void;
  /** How many elements hold the main heading, itself included: the scale of `nearness`. */
  spineLength: number;
}

const NOPIN = '[data-pin-nopin],[nopin]';

const OUTSIDE: Place = { region: 'body', around: 'body', nearness: 0, href: '', item: null, figure: null, nopin: null };

/** @param heading the page's main heading, when there is one */
export function createPlaces(document: Document, heading: Element | undefined): Places {
  const known = new Map<Element, Place>();
  const spine = new Set<Element>();
  const regionOf = createRegionFinder();
  const isItem = createItemFinder();
  // Asked once for the page, not once for each ancestor; shadow trees are asked as they are met.
  const forbidding = new Set<Element>(Array.from(findAll(document, NOPIN)));
  for (let at = heading ?? null; at && spine.size < MAX_DEPTH; at = parentOf(at)) spine.add(at);

  function derive(element: Element, outer: Place): Place {
    const tag = localNameOf(element);
    const holdsHeading = spine.has(element);
    const words = `${attr(element, 'class')} ${attr(element, 'id')}`;
    const forbids = forbidding.size > 0 && forbidding.has(element);
    const role = attr(element, 'role');
    const region = regionOf({ tag, role, words, holdsHeading }, outer.region);
    const isMenuInContent = outer.around === 'main' && /^(?:nav|footer)$/.test(region) && !ownRegion(tag, role);
    const isGuessed = GUESSED.has(region) || isMenuInContent;
    const isWithin = region === outer.region || (isGuessed && GUESSED.has(outer.region));
    return {
      region,
      around: isWithin ? outer.around : isGuessed ? outer.region : region,
      nearness: holdsHeading ? outer.nearness + 1 : outer.nearness,
      href: tag === 'a' ? attr(element, 'href') : outer.href,
      item: !holdsHeading && isItem(tag, words) && isAmongLikes(element) ? element : outer.item,
      figure: tag === 'figure' ? element : outer.figure,
      nopin: forbids ? nopinWords(element) : outer.nopin,
    };
  }

  function placeOf(element: Element): Place {
    const unknown: Element[] = [];
    let at: Element | null = element;
    let outer: Place | undefined;
    while (at && unknown.length < MAX_DEPTH) {
      outer = known.get(at);
      if (outer) break;
      unknown.push(at);
      at = parentOf(at) ?? hostOf(at);
    }
    let place = outer ?? OUTSIDE;
    for (let i = unknown.length - 1; i >= 0; i--) {
      place = derive(unknown[i]!, place);
      known.set(unknown[i]!, place);
    }
    return place;
  }

  function addRoot(root: ShadowRoot): void {
    for (const element of Array.from(findAll(root, NOPIN))) forbidding.add(element);
  }

  return { placeOf, holdsHeading: (element) => spine.has(element), addRoot, spineLength: spine.size };
}

/** Elements around a card that hold it alone: the column of a grid, the item of a list. */
const MAX_WRAPPERS = 3;

/** Whether an element, or what wraps it alone, stands beside others of its kind: a list's item does, an article's body does not. */
function isAmongLikes(element: Element): boolean {
  let at: Element | null = element;
  for (let i = 0; at && i <= MAX_WRAPPERS; i++) {
    const [before, after]: (Element | null)[] = [previousOf(at), nextOf(at)];
    if ((before && isAlike(at, before)) || (after && isAlike(at, after))) return true;
    if (before || after) return false;
    at = parentOf(at);
  }
  return false;
}

/** Of one tag, and with a class in common where there are classes. */
function isAlike(a: Element, b: Element): boolean {
  if (localNameOf(a) !== localNameOf(b)) return false;
  const [x, y] = [attr(a, 'class'), attr(b, 'class')];
  if (x === y) return true;
  const names = new Set(y.split(/\s+/));
  return x.split(/\s+/).some((name) => names.has(name));
}

/** The owner's words in `nopin="…"` or `data-pin-nopin="…"`; null when the attribute says no to it ("false"). */
function nopinWords(element: Element): string | null {
  const value = (attr(element, 'data-pin-nopin') || attr(element, 'nopin')).trim();
  if (/^(?:false|0|no)$/i.test(value)) return null;
  return /^(?:true|1|yes|nopin|)$/i.test(value) ? '' : value;
}

/** The element that an element at the top of a shadow tree belongs to. */
function hostOf(element: Element): Element | null {
  const root = parentNodeOf(element);
  return root && 'host' in root && root.nodeType === 11 ? (root as ShadowRoot).host : null;
}
