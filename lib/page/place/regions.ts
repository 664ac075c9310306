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
    'ad ads advert adverts advertisement advertising advertorial adsbygoogle ad+slot ad+unit ad+box dfp gpt taboola outbrain sponsor sponsored sponsors promoted mgid revcontent',
  ],
  [
    'comments',
    'comment comments comment+list respond disqus replies reviews review+list kommentar kommentare commentaires',
  ],
  ['author', 'author authors author+box byline bio vcard about+me about+author avatar gravatar profile autor auteur'],
  [
    'share',
    'share sharing sharedaddy social socials follow app+store google+play payment payments badge badges newsletter subscribe signup cookie cookies consent gdpr modal popup overlay lightbox',
  ],
  [
    'related',
    'related related+posts related+articles recommend recommended recommendation recommendations recirc recirculation similar suggested suggestions more+from more+stories more+posts more+articles more+news more+recipes more+like read+next read+more read+also you+may you+might also+like up+next next+post next+article prev+post previous+post popular trending most+read most+viewed most+popular latest recent upsell upsells cross+sell cross+sells teaser teasers yarpp jprelatedposts crp featured+posts post+navigation archive interlinks bestseller bestsellers promo promos promotion',
  ],
  [
    'nav',
    'nav navbar navigation menu mega+menu submenu breadcrumb breadcrumbs topbar toolbar drawer offcanvas pagination pager tabbar language lang+switcher',
  ],
  ['logo', 'logo logos brand branding site+title site+branding masthead'],
  ['aside', 'sidebar side+col aside widget widgets rail right+rail secondary complementary'],
  ['footer', 'footer site+footer colophon bottom+bar'],
  ['header', 'site+header page+header header top+header global+header'],
  [
    'main',
    'article+body post+content entry+content article+content post+body story+body main+content entry hentry post story recipe product gallery product+gallery hero featured+image lead+image article',
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

/** The part that an element's role or tag makes it. */
export function ownRegion(tag: string, role: string): Region | undefined {
  return ROLE_REGIONS[role] ?? TAG_REGIONS[tag];
}

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

/**
 * Parts that are told by words in class names alone, which may be there for another reason ("media share"). In the content, a menu may
 * also be a restaurant's ("menu-item").
 */
export const GUESSED: ReadonlySet<Region> = new Set(['ad', 'logo', 'author', 'share']);

/** What an element says of itself: its tag, its role, and its class and id in one text. */
interface SelfDescription {
  tag: string;
  role: string;
  words: string;
  /** Whether it holds the main heading: then it is never a sidebar, a comment or an ad, whatever it is called. */
  holdsHeading: boolean;
}

/** Classes that publishing systems give a post for what it is filed under: "category-reviews", "tag-social", "node-promoted". */
const FILED_UNDER = /(?<![\w-])(?:(?:category|tag)-[\w-]+|node--?promoted(?![\w-]))/g;

/** Answers which part an element belongs to, given the part around it. Names repeat on a page, so each is looked up once. */
export function createRegionFinder(): (self: SelfDescription, outer: Region) => Region {
  const byWords = new Map<string, Region | undefined>();
  return ({ tag, role, words, holdsHeading }, outer) => {
    const own = ownRegion(tag, role);
    let named: Region | undefined;
    if (words && tag !== 'body' && tag !== 'html') {
      named = byWords.get(words);
      if (named === undefined && !byWords.has(words)) {
        named = findInTable(REGION_WORDS, tokensOf(words.replace(FILED_UNDER, ' ')));
        // Posts carry their writer's name: "hentry author-jane".
        if (own === 'main' && named === 'author') named = undefined;
        // An image is no box: "gradient-overlay" says how it looks, and share buttons have words of their own (`judge/junk.ts`).
        if (tag === 'img' && named === 'share') named = undefined;
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

/** Answers whether an element is one of many alike: a card, a list item, an article in a list. Names are looked up once. */
export function createItemFinder(): (tag: string, words: string) => boolean {
  const byWords = new Map<string, boolean>();
  return (tag, words) => {
    if (ITEM_TAGS.has(tag)) return true;
    if (tag !== 'div' || words.length < 3) return false;
    let isItem = byWords.get(words);
    if (isItem === undefined) {
      isItem = findInTable(ITEM_WORDS, tokensOf(words)) === true;
      byWords.set(words, isItem);
    }
    return isItem;
  };
}

/**
 * Tables of words that names are made of. Class names, ids, file names and attributes are split into words, and each word, and each
 * two that stand side by side, is looked up. Cheaper by far than one large pattern, which the browser must first compile.
 */
export interface TokenTable<T> {
  /** Words that say it alone. */
  words: Map<string, Entry<T>>;
  /** Words that say it together with the next one. */
  pairs: Map<string, Map<string, Entry<T>>>;
}

interface Entry<T> {
  value: T;
  rank: number;
}

/**
 * @param rows what a name means and the words that say so; earlier rows win over later ones. "side+bar" stands for the two words
 * side by side and for both in one.
 */
export function createTable<T>(rows: [T, string][]): TokenTable<T> {
  const table: TokenTable<T> = { words: new Map(), pairs: new Map() };
  rows.forEach(([value, text], rank) => {
    for (const written of text.split(' ')) {
      const [first = '', second] = written.split('+');
      const word = first + (second ?? '');
      if (!table.words.has(word)) table.words.set(word, { value, rank });
      if (second === undefined) continue;
      const seconds = table.pairs.get(first) ?? new Map<string, Entry<T>>();
      if (!seconds.has(second)) seconds.set(second, { value, rank });
      table.pairs.set(first, seconds);
    }
  });
  return table;
}

/** States, not parts: in "has-sidebar" the page is said to have one beside it. */
const STATES = new Set(['has', 'with', 'no', 'without', 'not', 'is', 'hide', 'hidden', 'js', 'wp']);
const MAX_LENGTH = 300;

/** Lower-case words of a name. Camel case is not split: in generated class names it would make words by chance. */
export function tokensOf(name: string): string[] {
  return (name.length > MAX_LENGTH ? name.slice(0, MAX_LENGTH) : name).toLowerCase().split(/[^a-z0-9]+/);
}

/** The value of the strongest row that one of the name's words, or two side by side, stand in. */
export function findInTable<T>(table: TokenTable<T>, tokens: string[]): T | undefined {
  const { words, pairs } = table;
  let best: Entry<T> | undefined;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    if (token === '' || (i > 0 && STATES.has(tokens[i - 1]!))) continue;
    const found =
      words.get(token) ??
      pairs.get(token)?.get(tokens[i + 1] ?? '') ??
      (endsInDigit(token) ? words.get(withoutNumber(token)) : undefined);
    if (found && (!best || found.rank < best.rank)) best = found;
  }
  return best?.value;
}

function endsInDigit(token: string): boolean {
  return token.charCodeAt(token.length - 1) < 58;
}

function withoutNumber(token: string): string {
  let end = token.length;
  while (end > 0 && token.charCodeAt(end - 1) < 58) end--;
  return end > 0 ? token.slice(0, end) : token;
}
