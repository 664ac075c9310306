import type { LinkReason } from '../../lib/page/facts';
import type { Slide } from '../../lib/pin/slide';
import { t } from '../../lib/words/t';

const LINK_KEYS = {
  owner: 'composer.link.owner',
  article: 'composer.link.article',
  canonical: 'composer.link.canonical',
  'open-graph': 'composer.link.openGraph',
  structured: 'composer.link.structured',
  address: 'composer.link.address',
} as const satisfies Record<LinkReason, string>;

/** Why a link was chosen or is on offer: a sentence. */
export const explainLink = (reason: LinkReason): string => t(LINK_KEYS[reason]);

/** Whether a slide may be moved up the ladder by permission for its host. */
export function canAskHost(slide: Slide): boolean {
  return (slide.rung === 'none' || slide.rung === 'address' || slide.rung === 'screenshot') && hostOf(slide.url) !== '';
}

/** The host of a web address, without `www.`; '' where there is none. */
export function hostOf(url: string): string {
  if (!URL.canParse(url)) return '';
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || protocol === 'http:' ? hostname.replace(/^www\./, '') : '';
}

/** The site a page belongs to, as the board book remembers it: host and port. */
export function siteOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : '';
}

/** "1 picture", "2 pictures". */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${number} ${number === 1 ? one : many}`;
}
