import { attr } from '../dom/dom';
import type { LinkChoice, LinkReason } from '../facts';
import { isSameSite, resolvePage } from '../identity/address';
import type { MainEntities } from '../sources/main-entity';
import { pathKey } from '../sources/main-entity';
import { type Metadata, metaOf } from '../sources/metadata';
import { addressUnder, textUnder } from '../sources/structured-data';
import { stripTracking } from './tracking';

/** What the choice of the link rests on. */
export interface LinkSources {
  /** The address bar. */
  address: string;
  base: string;
  metadata: Metadata;
  entities: MainEntities;
  /** The address the document was served for, when the page has moved on since without loading; else that of the bar. */
  served: string;
}

/** Hosts that show other sites' pages: there, another host's canonical is the right one. */
const SHOWS_OTHERS =
  /(?:^|\.)(?:cdn\.ampproject\.org|translate\.goog|webcache\.googleusercontent\.com|web\.archive\.org|archive\.(?:ph|today|is)|12ft\.io)$|^www\.google\.[a-z.]+$/;

const HOME = /^\/?(?:(?:index|default|home)\.\w+|[a-z]{2}(?:[-_][a-z]{2,4})?\/?|home\/?)?$/i;
const DEAD_END = /\/(?:404|not-?found|error|login|signin|sign-in|captcha|maintenance|consent)(?:[/.?]|$)/i;
const HASH_ROUTE = /^#(?:!|\/)/;
/** Parameters that choose what a page shows when its path does not. */
const RECORD =
  /^(?:id|p|v|q|pid|sku|item|product|productid|article|articleid|story|post|page_id|cat|show|view|node|entry|aid|nid|tid|threadid|topic|recipe|rid|gid|g|artid|content|doc|do|key|code|number|isbn|asin)$/i;
const PAGE_NUMBER = /^(?:page|paged|pg|seite|pagina)$/i;

/** The page's own link with the reason for it, and the others that the page supports. */
export function chooseLink(sources: LinkSources): { link: LinkChoice; others: LinkChoice[] } {
  const found: LinkChoice[] = [];
  const seen = new Set<string>();
  for (const { raw, reason } of declaredLinks(sources)) {
    if (seen.has(raw)) continue;
    seen.add(raw);
    const url = resolvePage(raw, sources.base);
    if (url && standsUp(url, reason, sources)) found.push({ url: tidy(url, sources.address), reason });
  }
  const own = ownAddress(sources.address);
  if (own) found.push({ url: own, reason: 'address' });
  const unique = found.filter((one, at) => found.findIndex((other) => other.url === one.url) === at);
  return { link: unique[0] ?? { url: '', reason: 'address' }, others: unique.slice(1) };
}

function declaredLinks({ metadata, entities }: LinkSources): { raw: string; reason: LinkReason }[] {
  const { entity, page } = entities;
  return [
    { raw: metaOf(metadata, 'pin:url'), reason: 'owner' as const },
    ...(metadata.links.get('canonical') ?? [])
      .slice(0, 3)
      .map((link) => ({ raw: attr(link, 'href'), reason: 'canonical' as const })),
    { raw: metaOf(metadata, 'og:url'), reason: 'open-graph' as const },
    { raw: entity ? addressUnder(entity, 'mainEntityOfPage') : '', reason: 'structured' as const },
    { raw: entity ? textUnder(entity, 'url') : '', reason: 'structured' as const },
    { raw: page ? textUnder(page, 'url') : '', reason: 'structured' as const },
  ].filter(({ raw }) => raw);
}

/** Whether a declared address is that of what the page shows now. */
function standsUp(url: string, reason: LinkReason, { address, served }: LinkSources): boolean {
  if (pathKey(url) === pathKey(address) && !address.includes('#')) return true;
  const declared = new URL(url);
  const here = parse(address);
  if (!here || !/^https?:$/.test(here.protocol)) return true;
  if (DEAD_END.test(declared.pathname) && !DEAD_END.test(here.pathname)) return false;
  if (!isSameSite(url, address)) return reason === 'owner' || SHOWS_OTHERS.test(here.hostname);
  if (reason === 'owner') return !isStale(url, address, served);
  if (HASH_ROUTE.test(here.hash) && !declared.hash) return false;
  const isDeep = !HOME.test(here.pathname) || hasRecord(here);
  if (isDeep && HOME.test(declared.pathname) && !hasRecord(declared)) return false;
  if (isStale(url, address, served)) return false;
  if (pageNumberOf(here) > 1 && pageNumberOf(declared) !== pageNumberOf(here)) return false;
  // "/view.php?id=5" whose canonical is "/view.php": the record is lost.
  const isSamePath = declared.pathname.replace(/\/$/, '') === here.pathname.replace(/\/$/, '');
  if (
    isSamePath &&
    !declared.search &&
    hasRecord(here) &&
    (/\.\w{2,4}$/.test(here.pathname) || HOME.test(here.pathname))
  )
    return false;
  return true;
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
export function ownAddress(address: string): string {
  const url = resolvePage(address, address);
  return url && tidy(url, url);
}

/** A picture's own page: where it leads when that is a page of its own, not this one and not a picture. */
export function articleLink(href: string, base: string, address: string): string {
  const url = resolvePage(href, base);
  if (!url || !/^https?:/.test(address) || !isSameSite(url, address)) return '';
  const target = new URL(url);
  if (pathKey(url) === pathKey(address) || HOME.test(target.pathname) || DEAD_END.test(target.pathname)) return '';
  if (
    /\.(?:jpe?g|png|gif|webp|avif|svg|pdf|zip|mp4)$/i.test(target.pathname) ||
    /(?:^|[?&])attachment_id=/.test(target.search)
  )
    return '';
  return tidy(url, address);
}

function parse(address: string): URL | undefined {
  return URL.canParse(address) ? new URL(address) : undefined;
}
