import { attr, hasAttr, localNameOf, parentNodeOf, parentOf } from './dom';

/** The parts of a page, by what they are for. */
export type Region =
  | 'main'
  | 'body'
  | 'header'
  | 'nav'
  | 'aside'
  | 'footer'
  | 'related'
  | 'comments'
  | 'author'
  | 'share'
  | 'ad'
  | 'logo';

/** Where an element stands on its page, from its ancestors. */
export interface Place {
  region: Region;
  /** How many of the element's ancestors also hold the main heading: the more, the nearer it is to it. */
  nearness: number;
  /** The link it stands in, as written; '' when it stands in none. */
  href: string;
  /** The smallest article, list item or card around it. */
  item: Element | null;
  figure: Element | null;
  /** The owner's words where an ancestor forbids pinning; null where none does. */
  nopin: string | null;
}

/** Deeper ancestors are not looked at: no page nests so deep but to do harm. */
const MAX_DEPTH = 400;

/** What class names, ids and labels say about a part. First match wins; words are whole, between spaces, hyphens and underscores. */
const REGION_WORDS: [Region, RegExp][] = [
  [
    'ad',
    wordPattern(
      'ads?|advert\\w*|adsbygoogle|adslot|adunit|adbox|dfp|gpt|taboola|outbrain|sponsor\\w*|promoted|mgid|revcontent|affiliate',
    ),
  ],
  [
    'comments',
    wordPattern(
      'comments?|commentlist|comment-?list|respond|disqus|replies|reviews?|review-?list|kommentare?|commentaires?',
    ),
  ],
  [
    'author',
    wordPattern(
      'authors?|author-?box|byline|bio|vcard|about-?me|about-?the-?author|avatar|gravatar|profile|autor|auteur',
    ),
  ],
  [
    'share',
    wordPattern(
      'share|sharing|sharedaddy|social|socials|follow|app-?store|google-?play|payments?|badges?|newsletter|subscribe|signup|cookie|consent|gdpr|modal|popup|overlay|lightbox',
    ),
  ],
  [
    'related',
    wordPattern(
      'related|recommend\\w*|recirc\\w*|similar|suggest\\w*|more-?(?:from|stories|posts|articles|news|recipes|like)|read-?(?:next|more|also)|you-?(?:may|might)|also-?like|up-?next|next-?(?:post|article)|prev(?:ious)?-?(?:post|article)|popular|trending|most-?(?:read|viewed|popular)|latest|recent|upsells?|cross-?sells?|teasers?|yarpp|jp-relatedposts|crp|featured-?posts|post-?navigation|archive|interlinks?|bestsellers?|promo|promos|promotion',
    ),
  ],
  [
    'nav',
    wordPattern(
      'nav|navbar|navigation|menu|mega-?menu|submenu|breadcrumbs?|topbar|toolbar|drawer|offcanvas|pagination|pager|tabbar|language|lang-?switch\\w*',
    ),
  ],
  ['logo', wordPattern('logo|logos|brand|branding|site-?title|site-?branding|masthead')],
  ['aside', wordPattern('sidebar|side-?bar|sidecol|aside|widget|widgets|rail|right-?rail|secondary|complementary')],
  ['footer', wordPattern('footer|site-?footer|colophon|bottom-?bar')],
  ['header', wordPattern('site-?header|page-?header|header|top-?header|global-?header')],
  [
    'main',
    wordPattern(
      'article-?body|post-?content|entry-?content|article-?content|post-?body|story-?body|articlebody|main-?content|entry|hentry|post|story|recipe|product|gallery|product-?gallery|hero|featured-?image|lead-?image|article',
    ),
  ],
];

const TAG_REGIONS: Record<string, Region> = {
  nav: 'nav',
  aside: 'aside',
  footer: 'footer',
  header: 'header',
  main: 'main',
  article: 'main',
  figure: 'body',
  dialog: 'share',
  address: 'author',
};
const ROLE_REGIONS: Record<string, Region> = {
  navigation: 'nav',
  complementary: 'aside',
  contentinfo: 'footer',
  banner: 'header',
  main: 'main',
  article: 'main',
  search: 'nav',
  menu: 'nav',
  menubar: 'nav',
  dialog: 'share',
  alertdialog: 'share',
};

/** Parts that stay what they are whatever stands in them. */
const STICKY: ReadonlySet<Region> = new Set([
  'ad',
  'comments',
  'author',
  'share',
  'related',
  'nav',
  'logo',
  'aside',
  'footer',
]);

/** States, not parts: "has-sidebar" is said of the page beside it. */
const STATES =
  /(?:^|\s)(?:has|with|no|without|not|is|hide|hidden|show|js|wp|post-type|type|category|tag|status|col)[-_][\w-]+/g;

const ITEM_TAGS = /^(?:article|li|tr|dd)$/;
const ITEM_WORDS = wordPattern('card|item|tile|teaser|product|post|hentry|result|entry|story|cell');

function wordPattern(words: string): RegExp {
  return new RegExp(`(?:^|[\\s_-])(?:${words})(?=[\\s_-]|$)`);
}

/** Answers where elements stand; every ancestor is looked at once for all images beneath it. */
export interface Places {
  placeOf(element: Element): Place;
  /** How many elements hold the main heading, itself included: the scale of `nearness`. */
  spineLength: number;
}

const OUTSIDE: Place = { region: 'body', nearness: 0, href: '', item: null, figure: null, nopin: null };

/** @param heading the page's main heading, when there is one: what holds it is never a sidebar, a comment or an ad */
export function createPlaces(heading: Element | undefined): Places {
  const known = new Map<Element, Place>();
  const spine = new Set<Element>();
  const regionsByWords = new Map<string, Region | undefined>();
  for (let at = heading ?? null; at && spine.size < MAX_DEPTH; at = parentOf(at)) spine.add(at);

  function regionByWords(element: Element): Region | undefined {
    const raw = `${attr(element, 'class')} ${attr(element, 'id')}`;
    if (raw.length < 2) return undefined;
    if (!regionsByWords.has(raw)) {
      const words = normalise(raw);
      regionsByWords.set(raw, REGION_WORDS.find(([, pattern]) => pattern.test(words))?.[0]);
    }
    return regionsByWords.get(raw);
  }

  function regionOf(element: Element, name: string, outer: Region): Region {
    if (name === 'body' || name === 'html') return 'body';
    const own = ROLE_REGIONS[attr(element, 'role')] ?? TAG_REGIONS[name];
    const words = regionByWords(element);
    if (spine.has(element)) return own === 'main' || words === 'main' || outer === 'main' ? 'main' : 'body';
    if (STICKY.has(outer)) return outer;
    const region = words && words !== 'main' ? words : (own ?? words);
    // A header within the main content holds the article's title and lead picture.
    if (!region || (region === 'header' && outer === 'main') || region === 'body') return outer;
    return region;
  }

  function derive(element: Element, outer: Place): Place {
    const name = localNameOf(element);
    const isOnSpine = spine.has(element);
    const forbids = hasAttr(element, 'data-pin-nopin') || hasAttr(element, 'nopin');
    const place: Place = {
      region: regionOf(element, name, outer.region),
      nearness: isOnSpine ? outer.nearness + 1 : outer.nearness,
      href: name === 'a' ? attr(element, 'href') : outer.href,
      item:
        !isOnSpine && (ITEM_TAGS.test(name) || (name === 'div' && ITEM_WORDS.test(normalise(attr(element, 'class')))))
          ? element
          : outer.item,
      figure: name === 'figure' ? element : outer.figure,
      nopin: forbids ? nopinWords(element) : outer.nopin,
    };
    return place;
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

  return { placeOf, spineLength: spine.size };
}

/** Class names and ids as words: states dropped, camel case split, lower case. */
function normalise(raw: string): string {
  const text = raw.length > 400 ? raw.slice(0, 400) : raw;
  return text
    .replace(/([a-z])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(STATES, ' ')
    .trim();
}

/** The owner's words in `nopin="…"` or `data-pin-nopin="…"`; null when the attribute says no to it ("false"). */
export function nopinWords(element: Element): string | null {
  const value = (attr(element, 'data-pin-nopin') || attr(element, 'nopin')).trim();
  if (/^(?:false|0|no)$/i.test(value)) return null;
  return /^(?:true|1|yes|nopin|)$/i.test(value) ? '' : value;
}

/** The element that an element at the top of a shadow tree belongs to. */
function hostOf(element: Element): Element | null {
  const root = parentNodeOf(element);
  return root && 'host' in root && root.nodeType === 11 ? (root as ShadowRoot).host : null;
}
