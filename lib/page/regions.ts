import { createTable, findInTable, tokensOf } from './token-table';

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

/** What class names and ids say about a part. Themes of the large publishing systems agree on these words. */
const REGION_WORDS = createTable<Region>([
  [
    'ad',
    'ad ads advert adverts advertisement advertising advertorial adsbygoogle adslot adunit adbox dfp gpt taboola outbrain sponsor sponsored sponsors promoted mgid revcontent',
  ],
  [
    'comments',
    'comment comments commentlist respond disqus replies reviews reviewlist kommentar kommentare commentaires',
  ],
  ['author', 'author authors authorbox byline bio vcard aboutme abouttheauthor avatar gravatar profile autor auteur'],
  [
    'share',
    'share sharing sharedaddy social socials follow appstore googleplay payment payments badge badges newsletter subscribe signup cookie cookies consent gdpr modal popup overlay lightbox',
  ],
  [
    'related',
    'related relatedposts relatedarticles recommend recommended recommendation recommendations recirc recirculation similar suggested suggestions morefrom morestories moreposts morearticles morenews morerecipes morelike readnext readmore readalso youmay youmight alsolike upnext nextpost nextarticle prevpost previouspost popular trending mostread mostviewed mostpopular latest recent upsell upsells crosssell crosssells teaser teasers yarpp jprelatedposts crp featuredposts postnavigation archive interlinks bestseller bestsellers promo promos promotion',
  ],
  [
    'nav',
    'nav navbar navigation menu megamenu submenu breadcrumb breadcrumbs topbar toolbar drawer offcanvas pagination pager tabbar language langswitcher',
  ],
  ['logo', 'logo logos brand branding sitetitle sitebranding masthead'],
  ['aside', 'sidebar sidecol aside widget widgets rail rightrail secondary complementary'],
  ['footer', 'footer sitefooter colophon bottombar'],
  ['header', 'siteheader pageheader header topheader globalheader'],
  [
    'main',
    'articlebody postcontent entrycontent articlecontent postbody storybody maincontent entry hentry post story recipe product gallery productgallery hero featuredimage leadimage article',
  ],
]);

const TAG_REGIONS: Record<string, Region> = {
  nav: 'nav',
  aside: 'aside',
  footer: 'footer',
  header: 'header',
  main: 'main',
  article: 'main',
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

/** What an element says of itself: its tag, its role, and its class and id in one text. */
export interface SelfDescription {
  tag: string;
  role: string;
  words: string;
  /** Whether it holds the main heading: then it is never a sidebar, a comment or an ad, whatever it is called. */
  holdsHeading: boolean;
}

/** Answers which part an element belongs to, given the part around it. Names repeat on a page, so each is looked up once. */
export function createRegionFinder(): (self: SelfDescription, outer: Region) => Region {
  const byWords = new Map<string, Region | undefined>();
  return ({ tag, role, words, holdsHeading }, outer) => {
    const own = ROLE_REGIONS[role] ?? TAG_REGIONS[tag];
    let named: Region | undefined;
    if (words && tag !== 'body' && tag !== 'html') {
      named = byWords.get(words);
      if (named === undefined && !byWords.has(words)) {
        named = findInTable(REGION_WORDS, tokensOf(words));
        byWords.set(words, named);
      }
    }
    if (holdsHeading) return own === 'main' || named === 'main' || outer === 'main' ? 'main' : 'body';
    if (STICKY.has(outer)) return outer;
    const region = named && named !== 'main' ? named : (own ?? named);
    // A header within the main content holds the article's title and lead picture.
    if (!region || (region === 'header' && outer === 'main')) return outer;
    return region;
  };
}

const ITEM_TAGS = new Set(['article', 'li', 'tr', 'dd']);
const ITEM_WORDS = createTable([[true, 'card item tile teaser product post hentry result entry story cell']]);

/** Whether an element is one of many alike: a card, a list item, an article in a list. */
export function isItem(tag: string, words: string): boolean {
  return ITEM_TAGS.has(tag) || (tag === 'div' && words.length > 2 && findInTable(ITEM_WORDS, tokensOf(words)) === true);
}
