import type { LinkReason } from '../../lib/page/facts';
import type { Rung, Slide } from '../../lib/pin/slide';

/** Why a link was chosen, to follow the link itself. */
export const LINK_REASONS: Record<LinkReason, string> = {
  owner: 'named for this picture by the page’s owner',
  article: 'the article or product this picture stands for',
  canonical: 'the page’s own permanent address',
  'open-graph': 'the address this page is shared by',
  structured: 'from the page’s description of itself',
  address: 'the address of this page',
};

/** What holds a slide's picture: a word for the slide, and the reason behind it. */
export const RUNGS: Record<Rung, { word: string; why: string }> = {
  reading: { word: 'Reading…', why: 'The picture is being read and measured.' },
  bytes: { word: 'Kept here', why: 'The picture was read and is kept in this browser, whatever becomes of the page.' },
  address: {
    word: 'By address',
    why: 'The picture could not be read here; Postbreeze fetches it from its public address when the pin goes out.',
  },
  screenshot: {
    word: 'From the screen',
    why: 'The picture could not be read; this is what the tab shows of it, in lower quality.',
  },
  none: { word: 'Not readable', why: 'The picture could not be read yet; the checks say why and what helps.' },
};

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
