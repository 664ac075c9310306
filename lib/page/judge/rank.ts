import type { LeftOutReason } from '../facts';
import { REGION_POINTS } from '../place/appearance';
import type { Region } from '../place/regions';
import { LEAD_OF_OWNER, MIN_SIDE, type PictureRecord } from '../record';
import { wordsOf } from '../words/words';
import {
  isNamedAsButton,
  isNamedAsJunk,
  isNamedAsSiteMark,
  reasonByAddressWhenSmall,
  reasonBySource,
  reasonByText,
  reasonByWords,
  reasonByWordsOfAddress,
} from './junk';

/** From this on the page names the picture as its own. */
const NAMED = 30;
/** What a word in an address, or in a class, that speaks against a picture costs it where it is kept all the same. */
const WORD_POINTS = -12;
const CLASS_POINTS = -3;
/** A picture that the page shows in several places, as in the text and in the recipe's card, is one it is about. */
const REPEATED_POINTS = 6;

/** From this shorter side on a picture is neither a spacer nor a button's drawing, whatever is written on it. */
const MIN_PROPER_SIDE = 300;

/** From this shorter side on a picture that leads to a page of its own is what a list shows, whatever its card is called. */
const CARD_SIDE = 200;

/** A name that tells a line of a few pixels: "top_640x3-nc.png". */
const SLIVER = /[-_]\d{3,4}x\d(?=[-_.][^/]*$)/;

export interface Verdict {
  score: number;
  leftOut: LeftOutReason | undefined;
}

/** What a page's pictures are held against. */
export interface RankContext {
  /** Words of what the site is called, lower case. */
  siteWords: readonly string[];
  /** What it is called, each name as one word. */
  siteNames: ReadonlySet<string>;
  titleWords: Set<string>;
  /** How many pictures the page has: places count from the first to the last. */
  count: number;
  /** How many elements hold the main heading; 0 where there is none. */
  spineLength: number;
  /** Whether a picture stands for a page of this site. */
  hasPage: (picture: PictureRecord) => boolean;
}

/** Judges one picture: whether it is content, and how likely a person would pin it. */
export function judge(picture: PictureRecord, context: RankContext): Verdict {
  const { best, region } = picture;
  const lead = leadOf(picture);
  const related = relationTo(context.titleWords, `${picture.words} ${fileNameOf(best)}`);
  let score = lead + related * 16 + sizePoints(picture) + ratioPoints(picture);
  // A picture that only metadata names stands nowhere: it is worth as much as one in a middling place.
  if (!region) score += lead >= NAMED ? 10 : 0;
  else score += REGION_POINTS[region] + placePoints(picture, context);
  if (picture.isRepeated && region === 'main') score += REPEATED_POINTS;
  if (reasonByWordsOfAddress(best)) score += WORD_POINTS;
  if (picture.isLarge && wordsAgainst(picture, false)) score += CLASS_POINTS;
  if (best.startsWith('data:')) score -= 30;
  if (/\.svg(?:[?#]|$)/i.test(best)) score -= 30;
  if (/\.gif(?:[?#]|$)/i.test(best)) score -= 8;
  return { score, leftOut: lead >= LEAD_OF_OWNER ? undefined : reasonAgainst(picture, lead, related, context) };
}

/** Up to this shorter side a page that names a picture as its own means its thumbnail. */
const THUMBNAIL_SIDE = 200;

/** The strongest word for it in metadata, and a little for each further one; half of it for a thumbnail. */
function leadOf({ leads, naturalWidth, naturalHeight }: PictureRecord): number {
  const [strongest = 0, ...others] = [...leads].sort((a, b) => b - a);
  const lead = strongest + Math.min(12, others.filter((lead) => lead > 10).length * 4);
  const side = Math.min(naturalWidth, naturalHeight);
  return side > 0 && side < THUMBNAIL_SIDE && strongest < LEAD_OF_OWNER ? lead / 2 : lead;
}

function sizePoints({ naturalWidth, naturalHeight, shownWidth, shownHeight }: PictureRecord): number {
  const width = naturalWidth || shownWidth;
  const height = naturalHeight || shownHeight;
  if (!width && !height) return 0;
  const side = Math.min(width || height, height || width);
  const natural = side >= 600 ? 10 : side >= 400 ? 7 : side >= 250 ? 2 : side >= 150 ? -8 : -18;
  const shown = Math.min(shownWidth, shownHeight);
  return natural + (shown >= 300 ? 5 : shown >= 200 ? 2 : shown > 0 && shown < 120 ? -6 : 0);
}

/** Portrait is worth more on Pinterest; banners are worth little. */
function ratioPoints({ naturalWidth, naturalHeight, shownWidth, shownHeight }: PictureRecord): number {
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

function placePoints({ nearness, order, isInView }: PictureRecord, context: RankContext): number {
  const { spineLength, count } = context;
  const near = spineLength > 1 ? (12 * nearness) / spineLength : 0;
  return isInView ? near : near - Math.min(12, (24 * order) / Math.max(24, count));
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
  picture: PictureRecord,
  lead: number,
  related: number,
  { siteWords, siteNames, titleWords, hasPage }: RankContext,
): LeftOutReason | undefined {
  const { best, naturalWidth, naturalHeight, shownWidth, shownHeight, isLarge, region } = picture;
  const widths = [naturalWidth, naturalHeight].filter((side) => side > 0);
  const side = widths.length ? Math.min(...widths) : Math.min(shownWidth, shownHeight);
  if (best.startsWith('data:')) {
    // A GIF or a drawing that stands in the page itself holds a place.
    if (/^data:image\/(?:gif|svg)/.test(best)) return side <= 3 && side > 0 ? 'spacer' : 'placeholder';
    if (side < 200 || best.length < 3_000) return side <= 3 && side > 0 ? 'spacer' : 'placeholder';
  }
  if (/\.ico(?:[?#]|$)/i.test(best)) return 'icon';
  const bySource = reasonBySource(best);
  if (bySource) return bySource;
  const byAddress = reasonByWordsOfAddress(best);
  // A page about its site's mark says so.
  const isMark = /logo|icon/.test(byAddress ?? 'logo') && !titleWords.has('logo') && !titleWords.has('icon');
  if (isMark && isNamedAsSiteMark(best, siteWords)) return 'logo';
  const isShownWell = isLarge || (Math.min(shownWidth, shownHeight) >= CARD_SIDE && hasPage(picture));
  if (byAddress && !isKeptAgainstWords(byAddress, { ...picture, isLarge: isShownWell }, related)) return byAddress;
  // A picture in a box of one pixel is there for those who do not see the player that it stands for.
  const isDot =
    shownWidth > 0 && Math.max(shownWidth, shownHeight) <= 3 && picture.isPlain && !(naturalWidth > MIN_SIDE);
  if ((side > 0 && side <= 3) || isDot) return 'tracker';
  if (SLIVER.test(best) && lead < NAMED) return 'spacer';
  // One that is stretched to a large box is the preview of a picture that is about to come.
  if (side > 0 && side < MIN_SIDE && !(isLarge && shownWidth > 2 * naturalWidth))
    return reasonByAddressWhenSmall(best) ?? wordsAgainst(picture, true) ?? reasonByRegion(region) ?? 'small';
  if (picture.isBroken) return 'broken';
  if (lead < NAMED) {
    if (isTextOfSiteMark(picture, siteNames) && !hasPage(picture)) return 'logo';
    if (byAddress && reasonByText(picture.alt ?? '', titleWords)) return byAddress;
    const byPlace = reasonOutside(picture);
    if (byPlace && !hasPage(picture)) return byPlace;
    // A drawing has no size of its own, so how large it is shown says little of it.
    if (/\.svg(?:[?#]|$)/i.test(best) && wordsAgainst(picture, true)) return 'icon';
    if (!isLarge && picture.leadsAway && isNamedAsButton(best)) return 'icon';
    if (picture.isTiny && picture.declared.length === 1) return 'icon';
  }
  if (/\.svg(?:[?#]|$)/i.test(best) && (side < 300 || region !== 'main')) return 'icon';
  if (lead >= NAMED) return undefined;
  if (region === 'ad' && (!isLarge || picture.leadsAway)) return 'ad';
  if (isShownWell) return undefined;
  if (region === 'logo') return 'logo';
  if (region === 'author') return 'avatar';
  if (region === 'share') return 'icon';
  if (side > 0 && side < 300) {
    const bySmall = reasonByAddressWhenSmall(best);
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
  { best, isLarge, leads, naturalWidth, naturalHeight }: PictureRecord,
  related: number,
): boolean {
  if (/logo|icon/.test(reason) && related > 0.4) return true;
  // "1x1" is also a ratio.
  if (reason === 'spacer' && Math.min(naturalWidth, naturalHeight) >= MIN_PROPER_SIDE && !isNamedAsJunk(best))
    return true;
  return (isLarge || leads.some((lead) => lead >= NAMED)) && !isNamedAsJunk(best);
}

/** Whether a picture outside the content has the site's name for its text, and no other word. */
function isTextOfSiteMark({ alt, region, around }: PictureRecord, siteNames: ReadonlySet<string>): boolean {
  return region !== around && siteNames.has(wordsOf(alt ?? '').join(''));
}

/** Parts that are beside what a page is about. A header may also hold its lead picture, so there only the mark counts. */
const OUTSIDE: ReadonlySet<Region | undefined> = new Set(['header', 'nav', 'footer', 'aside']);

/** Parts that hold nothing of what a page is about, so that place and word together say it of a large picture too. */
const NEVER_CONTENT: ReadonlySet<Region | undefined> = new Set(['nav', 'footer']);

/** What a word makes of a picture in a part of the page beside its content. */
function reasonOutside(picture: PictureRecord): LeftOutReason | undefined {
  const { best, region, around, leadsAway, isLarge } = picture;
  if (isLarge && !NEVER_CONTENT.has(around)) return undefined;
  if (region !== around && region === 'logo' && leadsAway) return 'logo';
  if (!OUTSIDE.has(around)) return undefined;
  const reason =
    reasonByWordsOfAddress(best) ??
    (around === 'aside' ? undefined : reasonByAddressWhenSmall(best)) ??
    wordsAgainst(picture, true);
  return around !== 'header' || (region === 'logo' && reason === 'logo') ? reason : undefined;
}

/** What a small picture is by the part of the page it stands in. */
function reasonByRegion(region: Region | undefined): LeftOutReason | undefined {
  if (region === 'ad' || region === 'logo') return region;
  return region === 'author' ? 'avatar' : region === 'share' ? 'icon' : undefined;
}

/** What all of a picture's elements say of it; one that says nothing against it is enough to keep it. */
function wordsAgainst({ names }: PictureRecord, isSmall: boolean): LeftOutReason | undefined {
  let reason: LeftOutReason | undefined;
  for (const words of names) {
    reason = reasonByWords(words, isSmall);
    if (!reason) return undefined;
  }
  return reason;
}
