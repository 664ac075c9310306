import type { LinkChoice, LinkReason } from '../facts';
import { domainOf, isSameSite, resolvePage } from '../identity/address';
import { isOutOfReach } from '../identity/private-host';
import { wordsOf } from '../words/words';
import { pathKey, stripTracking } from './tracking';

/** What the choice of the link rests on. */
interface LinkSources {
  /** The address bar. */
  address: string;
  /** What the page declares, absolute, in the order in which it is believed. */
  declared: readonly LinkChoice[];
  /** The address the document was served for, when the page has moved on since without loading; else that of the bar. */
  served: string;
}

/** Hosts that show other sites' pages: there, another host's canonical is the right one. */
const SHOWS_OTHERS =
  /(?:^|\.)(?:cdn\.ampproject\.org|translate\.goog|webcache\.googleusercontent\.com|web\.archive\.org|archive\.(?:ph|today|is)|12ft\.io)$|^www\.google\.[a-z.]+$/;

const HOME = /^\/?(?:(?:index|default|home)\.\w+|[a-z]{2}(?:[-_][a-z]{2,4})?\/?|home\/?)?$/i;
const DEAD_END =
  /\/(?:404|(?:page-)?not-?found|error|login|signin|sign-in|captcha|maintenance|consent|wp-admin|wp-json|wp-login|graphql)(?:[/.?]|$)/i;
const HASH_ROUTE = /^#(?:!|\/)/;
/** Parameters that choose what a page shows when its path does not; an id of the visitor or of who sent them is none. */
const RECORD =
  /^(?:id|[pvqg]|[pantrg]id|sku|photo|image|img|pic|album|video|slug|cat|show|view|node|entry|topic|content|doc|do|key|code|number|isbn|asin|(?:product|produkt|item|article|artikel|art|story|post|thread|recipe|rezept)s?(?:id|nr|no)?|(?!(?:aff|affiliate|ad|campaign|click|client|customer|member|partner|ref|session|source|track|tracking|user|visitor)[_-])[a-z]+[_-](?:id|nr|no))$/i;
/** Ends of a path that name a view of a page, not another page. */
const VIEW = /^(?:amp|print|embed|lite|comments?|reviews?|\d{1,2})$/i;
/**
 * A second scheme inside a path, a path that begins anew, or markup and names of a template's own (":slug", "[id]", "$slug", "__SLUG__"):
 * two addresses were joined, or a template was not filled in.
 */
const SLIP =
  /https?:(?:\/|%2f|$)|%3c|%22|&(?:lt|gt|quot|#\d+);|\/\/|%%|(?:'|\/%20|\/\*)\/?$|\/(?:[:$][a-z_]\w*|(?:\[|%5b)[\w.]+(?:\]|%5d)|__\w+__)(?:\/|$)/i;
/** Hosts on which a site is tried or edited before people see it. */
const BACKSTAGE =
  /^(?:staging|stage|stg|dev|develop|test|testing|preview|preprod|uat|qa|admin|backend|api|cms|origin|wp-?admin)\d*$/;
const PAGE_NUMBER = /^(?:page|paged|pg|seite|pagina)$/i;

/** The page's own link with the reason for it, and the others that the page supports. */
export function chooseLink(sources: LinkSources): { link: LinkChoice; others: LinkChoice[] } {
  const { address, declared } = sources;
  const isConfirmed = declared.some(({ url }) => pathKey(url) === pathKey(address));
  const found: LinkChoice[] = declared
    .filter(({ url, reason }) => standsUp(url, reason, isConfirmed, sources))
    .map(({ url, reason }) => ({ url: tidy(url, address), reason }));
  const own = ownAddress(address);
  if (own) found.push({ url: own, reason: 'address' });
  const unique = found.filter((one, at) => found.findIndex((other) => other.url === one.url) === at);
  return { link: unique[0] ?? { url: '', reason: 'address' }, others: unique.slice(1) };
}

/**
 * Whether a declared address is that of what the page shows now.
 * @param isConfirmed whether the page declares, somewhere, the very address that the bar shows
 */
function standsUp(url: string, reason: LinkReason, isConfirmed: boolean, { address, served }: LinkSources): boolean {
  if (pathKey(url) === pathKey(address) && !address.includes('#')) return true;
  const declared = new URL(url);
  const here = parse(address);
  if (!here || !/^https?:$/.test(here.protocol)) return true;
  if (isOutOfReach(url, address)) return false;
  if (DEAD_END.test(declared.pathname) && !DEAD_END.test(here.pathname)) return false;
  if (!isSameSite(url, address)) return reason === 'owner' || SHOWS_OTHERS.test(here.hostname);
  if (!looksLikePage(declared, here)) return false;
  if (reason === 'owner') return !isStale(url, address, served);
  if (HASH_ROUTE.test(here.hash) && !declared.hash) return false;
  const isDeep = !HOME.test(here.pathname) || hasRecord(here);
  if (isDeep && HOME.test(declared.pathname) && (isConfirmed || !hasRecord(declared))) return false;
  // A view that only the page's editors have.
  if (/[?&]preview=/.test(declared.search) && !/[?&]preview=/.test(here.search)) return false;
  if (isStale(url, address, served)) return false;
  if (pageNumberOf(here) > 1 && pageNumberOf(declared) !== pageNumberOf(here)) return false;
  if (isDeep && (isConfirmed || reason === 'structured') && isIndexOf(declared, here)) return false;
  // "/view.php?id=5" whose canonical is "/view.php": the record is lost.
  const isRecordLost = isSamePath(declared, here) && !declared.search && hasRecord(here);
  return !(isRecordLost && (isConfirmed || /\.\w{2,4}$/.test(here.pathname) || HOME.test(here.pathname)));
}

/** Whether an address of this site is written as pages' addresses are: one host, one scheme, no port of a server behind the public one. */
function looksLikePage(declared: URL, here: URL): boolean {
  if (hasOtherPort(declared.href, here.href)) return false;
  if (SLIP.test(declared.pathname) && !SLIP.test(here.pathname)) return false;
  const [host, hereHost] = [declared.hostname, here.hostname].map((name) => name.replace(/^www\./, ''));
  if (isBackstage(host!) && !isBackstage(hereHost!)) return false;
  if (isOwnPathTwice(declared, here)) return false;
  // "www.shop.examplewww.shop.example": joined without a slash.
  if (host !== hereHost && host!.startsWith(hereHost!)) return false;
  const parts = partsOf(here);
  // "shop.example/hat" in place of "https://shop.example/hat" is read as a path.
  return !partsOf(declared).some(
    (part) =>
      /\w\.\w/.test(part) && domainOf(part.replace(/:\d+$/, '')) === domainOf(here.hostname) && !parts.includes(part),
  );
}

function isBackstage(host: string): boolean {
  return host
    .split(/[.-]/)
    .slice(0, -2)
    .some((label) => BACKSTAGE.test(label));
}

/**
 * Whether an address is this page's own path with a part of it twice ("/shop/bowls/bowls/walnut"), which is what a path without its
 * leading slash resolves to; or with "/amp" before it.
 */
function isOwnPathTwice(declared: URL, here: URL): boolean {
  const [parts, own] = [partsOf(declared), partsOf(here)];
  const more = parts.length - own.length;
  if (more < 1 || !own.length) return false;
  const agrees = (from: number, to: number, shift: number) =>
    own.slice(from, to).every((part, at) => part === parts[from + at + shift]);
  if (more === 1 && parts[0] === 'amp') return agrees(0, own.length, 1);
  for (let start = 0; start + more <= own.length; start++)
    if (agrees(0, start + more, 0) && agrees(start, own.length, more)) return true;
  return false;
}

function hasOtherPort(url: string, address: string): boolean {
  const port = parse(url)?.port;
  return Boolean(port) && port !== parse(address)?.port;
}

/** Whether an address is the parent of another, or a list that has no word in common with its name. */
function isIndexOf(declared: URL, here: URL): boolean {
  const [above, below] = [partsOf(declared), partsOf(here)];
  const rest = below.slice(above.length);
  if (above.every((part, at) => part === below[at])) return rest.some((part) => !VIEW.test(part));
  const name = withoutExtension(below.findLast((part) => !VIEW.test(part)) ?? '');
  const words = new Set(wordsOf(name));
  const last = withoutExtension(above.at(-1) ?? '');
  return !wordsOf(last).some((word) => words.has(word)) && !(name.length > 2 && last.includes(name));
}

/** "sailors-cap.html" and "index.html" have no word in common. */
function withoutExtension(part: string): string {
  return part.replace(/\.(?:x?html?|php\d?|aspx?|jsp|cfm)$/, '');
}

/** The parts of a path, decoded, lower case. */
function partsOf({ pathname }: URL): string[] {
  return decodePart(pathname).toLowerCase().split('/').filter(Boolean);
}

function decodePart(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isSamePath(a: URL, b: URL): boolean {
  return a.pathname.replace(/\/$/, '') === b.pathname.replace(/\/$/, '');
}

/** Whether a page that has moved on since it was served still declares what it was served for. */
function isStale(url: string, address: string, served: string): boolean {
  return pathKey(served) !== pathKey(address) && pathKey(url) !== pathKey(address) && pathKey(url) === pathKey(served);
}

function hasRecord({ searchParams }: URL): boolean {
  for (const [name, value] of searchParams) if (RECORD.test(name) && value) return true;
  return false;
}

function pageNumberOf({ searchParams, pathname }: URL): number {
  for (const [name, value] of searchParams) if (PAGE_NUMBER.test(name) && /^\d+$/.test(value)) return Number(value);
  return Number(/\/(?:page|seite|pagina)[/-](\d+)\/?$/i.exec(pathname)?.[1] ?? 1);
}

/** Without tracking and fragment; on the scheme by which the page was reached, for many a canonical still says http. */
function tidy(url: string, address: string): string {
  const stripped = stripTracking(url);
  const hash = stripped.indexOf('#');
  const withoutHash = hash < 0 || HASH_ROUTE.test(stripped.slice(hash)) ? stripped : stripped.slice(0, hash);
  return address.startsWith('https:') && isSameSite(url, address)
    ? withoutHash.replace(/^http:/, 'https:')
    : withoutHash;
}

/** The address bar as a link; '' where it is none (`file:`, `data:`, `about:`). */
function ownAddress(address: string): string {
  const url = resolvePage(address, address);
  return url && tidy(url, url);
}

/** A picture's own page: where it leads when that is a page of its own, not this one and not a picture. */
export function articleLink(url: string, address: string): string {
  const here = parse(address);
  if (!here || !/^https?:$/.test(here.protocol) || !isSameSite(url, address)) return '';
  const target = new URL(url);
  if (pathKey(url) === pathKey(address) || HOME.test(target.pathname) || DEAD_END.test(target.pathname)) return '';
  if (
    /\.(?:jpe?g|png|gif|webp|avif|svg|pdf|zip|mp4)$/i.test(target.pathname) ||
    /(?:^|[?&])attachment_id=/.test(target.search)
  )
    return '';
  return looksLikePage(target, here) ? tidy(url, address) : '';
}

/** The page that the owner names for a pin, anywhere on the web; '' where nobody else reaches it. */
export function ownersLink(url: string, address: string): string {
  return isOutOfReach(url, address) ? '' : stripTracking(url);
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
