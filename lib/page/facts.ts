/**
 * What the collector answers about a page. Plain data: it crosses from the page to the extension by structured clone,
 * so there is no class, no DOM node and no function in it. Sizes are CSS pixels (shown) or image pixels (natural); 0 is unknown.
 */
export interface PageFacts {
  /** The address bar at the time of collecting, fragment included. */
  pageUrl: string;
  /** The document's title as shown, for the queue's "from …" line. */
  pageTitle: string;
  /** Epoch ms. */
  collectedAt: number;
  /** Best first; one per picture. */
  candidates: Candidate[];
  /** Pictures that were found and not offered, best first, each with its reason. */
  leftOut: LeftOut[];
  link: LinkChoice;
  /** The other links the page supports, best first, without the chosen one. */
  otherLinks: LinkChoice[];
  /** Ready to use as a pin's title (≤ 100 characters, cut at a word). */
  title: string;
  /** Ready to use as a pin's description (≤ 500 characters, cut at a word). */
  description: string;
  /** The site's own name, or its host. */
  site: string;
  /** The price of what the page is about, written for readers of the page's language. */
  price?: string;
  /** Set when the owner forbids pinning the whole page. */
  optOut: OptOut | null;
  /** False when the time budget ran out or a part of the page could not be read; `notes` says what. */
  complete: boolean;
  /** What was cut or could not be read. */
  notes: PageNote[];
}

/** Why an answer is not the whole of the page. The words are the catalogue's: `collecting.note.…`. */
export type PageNote =
  | 'part'
  | 'time'
  | 'selfDescription'
  | 'drawing'
  | 'styleSheets'
  | 'dataPictures'
  | 'endless'
  | 'morePictures';

export interface Candidate {
  /** Absolute; http(s), data: or blob:. The largest rendition the page itself declares. */
  url: string;
  /** Addresses that might hold a larger rendition of the same picture. To be believed only once loaded, larger and alike. */
  proposals: string[];
  /** Other renditions of the same picture, largest first. */
  variants: string[];
  /** Those of the variants that only their addresses make its own: they tell the picture again, but are neither shown nor pinned in its place. */
  guessed?: string[];
  /** Alternative text, caption or the nearest heading; '' when there is none. */
  text: string;
  /** Its alternative text or title, where it has one that is no file name. */
  alt?: string;
  /** What it is called apart from the page: by its card, its caption or the heading it stands under. Absent for the page's own picture. */
  title?: string;
  /** What its card, its caption or the text beside it says of it. */
  description?: string;
  /** The price that its card shows, as written there. */
  price?: string;
  /** The owner's words for a pin of this picture (data-pin-description); '' when there are none. */
  pinText: string;
  /** The article or product this picture stands for, when that is not the page itself. */
  link: LinkChoice | null;
  naturalWidth: number;
  naturalHeight: number;
  shownWidth: number;
  shownHeight: number;
  /** Where it was found first. */
  foundIn: FoundIn;
  /** Higher is likelier to be pinned; comparable within one page only. */
  score: number;
}

/** The addresses that may be shown and pinned as a picture, best first: what the page declares or its pixels prove, nothing guessed. */
export function listAddresses({ url, variants, guessed = [] }: Candidate): string[] {
  return [...new Set([url, ...variants.filter((one) => !guessed.includes(one))])];
}

export type FoundIn =
  | 'owner'
  | 'img'
  | 'lazy'
  | 'noscript'
  | 'picture'
  | 'background'
  | 'pseudo'
  | 'svg'
  | 'poster'
  | 'input'
  | 'link'
  | 'metadata'
  | 'structured'
  | 'document'
  | 'canvas';

export interface LeftOut {
  url: string;
  text: string;
  reason: LeftOutReason;
  /** The owner's own words, for `nopin`. */
  ownerWords: string;
}

export type LeftOutReason =
  | 'nopin'
  | 'icon'
  | 'logo'
  | 'avatar'
  | 'tracker'
  | 'spacer'
  | 'placeholder'
  | 'small'
  | 'ad'
  | 'sprite'
  | 'unreadable'
  | 'broken';

export interface LinkChoice {
  /** Absolute http(s), tracking parameters stripped, no credentials. */
  url: string;
  reason: LinkReason;
}

export type LinkReason = 'owner' | 'article' | 'canonical' | 'open-graph' | 'structured' | 'address';

export interface OptOut {
  /** The owner's words (the meta element's description), or '' when none were given. */
  ownerWords: string;
}
