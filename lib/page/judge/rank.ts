import { attr, parentOf } from '../dom/dom';
import type { LeftOutReason } from '../facts';
import { isSameSite } from '../identity/address';
import type { Picture } from '../identity/pictures';
import type { Sized } from '../identity/renditions';
import { wordsOf } from '../words/words';
import { type Appearance, REGION_POINTS } from './appearance';
import { isNamedAsJunk, reasonByAddressWhenSmall, reasonBySource, reasonByWords, reasonByWordsOfAddress } from './junk';
import type { Places } from './place';
import type { Region } from './regions';

/** From this on it is the owner's own word, and no guess stands against it. */
const LEAD_OF_OWNER = 200;
/** From this on the page names the picture as its own. */
const NAMED = 30;
/** What a word in an address, or in a class, that speaks against a picture costs it where it is kept all the same. */
const WORD_POINTS = -12;
const CLASS_POINTS = -3;
/** A picture that the page shows in several places, as in the text and in the recipe's card, is one it is about. */
const REPEATED_POINTS = 6;

/** A shorter side below this is no picture to pin. Pinterest's own button takes none under about 100 pixels. */
const MIN_SIDE = 100;
/** From this shorter side on a picture is neither a spacer nor a button's drawing, whatever is written on it. */
const MIN_PROPER_SIDE = 300;

export interface Verdict {
  score: number;
  leftOut: LeftOutReason | undefined;
}

/** What a page's pictures are held against. */
export interface RankContext {
  places: Places;
  titleWords: Set<string>;
  /** How many pictures the page has: places count from the first to the last. */
  count: number;
  /** Elements that stand before the user's eyes, far down a long page. */
  inView: ReadonlySet<Element>;
  hasMainHeading: boolean;
  /** The page's address. */
  address: string;
}

/** Judges one picture: whether it is content, and how likely a person would pin it. */
export function judge(picture: Picture, best: Sized, appearance: Appearance, context: RankContext): Verdict {
  const lead = leadOf(picture);
  const text = picture.sightings.map((one) => one.text).join(' ');
  const related = relationTo(context.titleWords, `${text} ${fileNameOf(best.url)}`);
  let score = lead + related * 16 + sizePoints(appearance) + ratioPoints(appearance);
  // A picture that only metadata names stands nowhere: it is worth as much as one in a middling place.
  if (!appearance.region) score += lead >= NAMED ? 10 : 0;
  else score += REGION_POINTS[appearance.region] + placePoints(picture, appearance, context);
  if (
    picture.sightings.length > 2 &&
    appearance.region === 'main' &&
    new Set(
      picture.sightings.filter((one) => one.foundIn !== 'noscript').map((one) => one.element && parentOf(one.element)),
    ).size > 2
  )
    score += REPEATED_POINTS;
  if (reasonByWordsOfAddress(best.url)) score += WORD_POINTS;
  if (appearance.isLarge && wordsAgainst(picture, false)) score += CLASS_POINTS;
  if (best.url.startsWith('data:')) score -= 30;
  if (/\.svg(?:[?#]|$)/i.test(best.url)) score -= 30;
  if (/\.gif(?:[?#]|$)/i.test(best.url)) score -= 8;
  return {
    score,
    leftOut: lead >= LEAD_OF_OWNER ? undefined : reasonAgainst(picture, best, appearance, lead, related, context),
  };
}

/** Whether every link that a picture stands in leads to another site, as an ad's does. */
function leadsAway({ sightings }: Picture, { places, address }: RankContext): boolean {
  const links = sightings.flatMap(({ element }) => (element && places.placeOf(element).href) || []);
  return (
    links.length > 0 &&
    links.every((href) => /^(?:https?:)?\/\//i.test(href) && !isSameSite(href.replace(/^\/\//, 'https://'), address))
  );
}

/** The strongest word for it in metadata, and a little for each further one. */
function leadOf(picture: Picture): number {
  if (picture.sightings.every((one) => one.lead === 0)) return 0;
  const leads = picture.sightings
    .map((one) => one.lead)
    .filter((lead) => lead > 0)
    .sort((a, b) => b - a);
  return (leads[0] ?? 0) + Math.min(12, leads.slice(1).filter((lead) => lead > 10).length * 4);
}

function sizePoints({ naturalWidth, naturalHeight, shownWidth, shownHeight }: Appearance): number {
  const width = naturalWidth || shownWidth;
  const height = naturalHeight || shownHeight;
  if (!width && !height) return 0;
  const side = Math.min(width || height, height || width);
  const natural = side >= 600 ? 10 : side >= 400 ? 7 : side >= 250 ? 2 : side >= 150 ? -8 : -18;
  const shown = Math.min(shownWidth, shownHeight);
  return natural + (shown >= 300 ? 5 : shown >= 200 ? 2 : shown > 0 && shown < 120 ? -6 : 0);
}

/** Portrait is worth more on Pinterest; banners are worth little. */
function ratioPoints({ naturalWidth, naturalHeight, shownWidth, shownHeight }: Appearance): number {
  const ratio =
    naturalWidth && naturalHeight
      ? naturalWidth / naturalHeight
      : shownWidth && shownHeight
        ? shownWidth / shownHeight
        : 0;
  if (!ratio) return 0;
  if (ratio > 4 || ratio < 0.25) return -25;
  if (ratio > 2.4) return -10;
  if (ratio < 0.45) return -4;
  if (ratio <= 0.85) return 5;
  return ratio <= 1.15 ? 3 : 1;
}

function placePoints(picture: Picture, appearance: Appearance, context: RankContext): number {
  const { places, count, inView, hasMainHeading } = context;
  const near = hasMainHeading && places.spineLength > 1 ? (12 * appearance.nearness) / places.spineLength : 0;
  const isInView = inView.size > 0 && picture.sightings.some(({ element }) => element && inView.has(element));
  return isInView ? near : near - Math.min(12, (24 * picture.order) / Math.max(24, count));
}

/** The share of the title's words that are also a picture's. */
function relationTo(titleWords: Set<string>, text: string): number {
  if (!titleWords.size) return 0;
  let shared = 0;
  for (const word of new Set(wordsOf(text.slice(0, 400)))) if (titleWords.has(word)) shared++;
  return Math.min(1, shared / Math.min(titleWords.size, 6));
}

/** The last folder and the file. */
function fileNameOf(url: string): string {
  if (url.startsWith('data:')) return '';
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  const name = path.slice(path.lastIndexOf('/', path.lastIndexOf('/') - 1) + 1).replace('/', ' ');
  if (!name.includes('%')) return name;
  try {
    return decodeURIComponent(name);
  } catch {
    return '';
  }
}

function reasonAgainst(
  picture: Picture,
  best: Sized,
  appearance: Appearance,
  lead: number,
  related: number,
  context: RankContext,
): LeftOutReason | undefined {
  const { naturalWidth, naturalHeight, shownWidth, shownHeight, isLarge, region } = appearance;
  const widths = [naturalWidth, naturalHeight].filter((side) => side > 0);
  const side = widths.length ? Math.min(...widths) : Math.min(shownWidth, shownHeight);
  if (best.url.startsWith('data:')) {
    // A GIF or a drawing that stands in the page itself holds a place.
    if (/^data:image\/(?:gif|svg)/.test(best.url)) return side <= 3 && side > 0 ? 'spacer' : 'placeholder';
    if (side < 200 || best.url.length < 3_000) return side <= 3 && side > 0 ? 'spacer' : 'placeholder';
  }
  const bySource = reasonBySource(best.url);
  if (bySource) return bySource;
  const byAddress = reasonByWordsOfAddress(best.url);
  if (byAddress && !isKeptAgainstWords(byAddress, best.url, appearance, lead, related)) return byAddress;
  const isDot =
    shownWidth > 0 && Math.max(shownWidth, shownHeight) <= 3 && picture.sightings.every((one) => one.foundIn === 'img');
  if ((side > 0 && side <= 3) || isDot) return 'tracker';
  if (side > 0 && side < MIN_SIDE)
    return reasonByAddressWhenSmall(best.url) ?? wordsAgainst(picture, true) ?? reasonByRegion(region) ?? 'small';
  if (appearance.isBroken) return 'broken';
  if (/\.svg(?:[?#]|$)/i.test(best.url) && (side < 300 || region !== 'main')) return 'icon';
  if (lead >= NAMED) return undefined;
  if (region === 'ad' && (!isLarge || leadsAway(picture, context))) return 'ad';
  if (isLarge) return undefined;
  if (region === 'logo') return 'logo';
  if (region === 'author') return 'avatar';
  if (region === 'share') return 'icon';
  if (side > 0 && side < 300) {
    const bySmall = reasonByAddressWhenSmall(best.url);
    if (bySmall) return bySmall;
  }
  return wordsAgainst(picture, side < MIN_PROPER_SIDE);
}

/**
 * Whether a picture is kept although its address has a word that speaks against it: it is large where it is shown, or the page names
 * it as its picture, and its name says something else besides; or the page is about that very thing.
 */
function isKeptAgainstWords(
  reason: LeftOutReason,
  address: string,
  { isLarge, naturalWidth, naturalHeight }: Appearance,
  lead: number,
  related: number,
): boolean {
  if (/logo|icon/.test(reason) && related > 0.4) return true;
  // "1x1" is also a ratio.
  if (reason === 'spacer' && Math.min(naturalWidth, naturalHeight) >= MIN_PROPER_SIDE) return true;
  return (isLarge || lead >= NAMED) && !isNamedAsJunk(address);
}

/** What a small picture is by the part of the page it stands in. */
function reasonByRegion(region: Region | undefined): LeftOutReason | undefined {
  if (region === 'ad' || region === 'logo') return region;
  return region === 'author' ? 'avatar' : region === 'share' ? 'icon' : undefined;
}

/** What all of a picture's elements say of it; one that says nothing against it is enough to keep it. */
function wordsAgainst(picture: Picture, isSmall: boolean): LeftOutReason | undefined {
  let reason: LeftOutReason | undefined;
  for (const { element, text } of picture.sightings) {
    if (!element) continue;
    const holder = parentOf(element);
    const words = `${attr(element, 'class')} ${attr(element, 'id')} ${text.length < 40 ? text : ''} ${holder ? `${attr(holder, 'class')} ${attr(holder, 'id')}` : ''}`;
    reason = reasonByWords(words, isSmall);
    if (!reason) return undefined;
  }
  return reason;
}
