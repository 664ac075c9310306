import { boxOf, currentSrcOf, isLoaded, localNameOf, naturalHeightOf, naturalWidthOf } from '../dom/dom';
import type { Picture } from '../identity/pictures';
import type { Sized } from '../identity/renditions';
import type { Places } from './place';
import type { Region } from './regions';

/** Points for the part of the page a picture stands in. */
export const REGION_POINTS: Record<Region, number> = {
  main: 14,
  body: 4,
  header: -8,
  nav: -45,
  aside: -28,
  footer: -35,
  related: -30,
  comments: -30,
  author: -35,
  share: -40,
  ad: -70,
  logo: -60,
};

/** From this shorter side on, and up to this ratio, a picture is large where it is shown: no name tells that it is a mark or a banner. */
const LARGE_SIDE = 250;
const LARGEST_RATIO = 3;

/** Up to this longer side a picture is shown as an icon is: a flag, a face beside a name. */
const TINY_SIDE = 48;

/** A picture that is shown in place of a larger one counts from this shorter side on. */
const MIN_TELLING_SIDE = 250;

const NO_BOX = { width: 0, height: 0 };

/** What ranking knows of a picture. Pixels; 0 unknown. */
export interface Appearance {
  naturalWidth: number;
  naturalHeight: number;
  shownWidth: number;
  shownHeight: number;
  isLarge: boolean;
  isBroken: boolean;
  region: Region | undefined;
  /** The part around it, where it is in one that only class names tell. */
  around: Region | undefined;
  nearness: number;
  /** Loaded, and shown as large as an icon, wherever it is shown. */
  isTiny: boolean;
}

/** Sizes and place of a picture, the best of all its found images. */
export function describeAppearance(picture: Picture, best: Sized, places: Places): Appearance {
  const appearance: Appearance = {
    naturalWidth: best.width,
    naturalHeight: best.height,
    shownWidth: 0,
    shownHeight: 0,
    isLarge: false,
    isBroken: false,
    region: undefined,
    around: undefined,
    nearness: 0,
    isTiny: false,
  };
  let isSeen = false;
  let broken = 0;
  let images = 0;
  for (const { element, renditions, foundIn } of picture.foundImages) {
    if (!element) continue;
    const place = places.placeOf(element);
    appearance.nearness = Math.max(appearance.nearness, place.nearness);
    const isImg = localNameOf(element) === 'img';
    const [width, height] = isImg ? [naturalWidthOf(element), naturalHeightOf(element)] : [0, 0];
    const shownUrl = width ? currentSrcOf(element) : '';
    const isShown = shownUrl !== '' && renditions.some((one) => one.url === shownUrl);
    // The picture behind a title is as high as its style sheet makes it, which may not have come yet.
    const isBehindTitle = foundIn === 'background' && places.holdsHeading(element);
    // A link's box is that of its words.
    const box = foundIn === 'link' ? NO_BOX : boxOf(element);
    const isOwnBox = !isImg || isShown || isBoxOfPicture(box);
    const region =
      isBehindTitle || (isOwnBox && isLargeBox(box.width, box.height) && isLiftable(place) && place.around === 'main')
        ? 'main'
        : place.region;
    if (!appearance.region || REGION_POINTS[region] > REGION_POINTS[appearance.region])
      Object.assign(appearance, { region, around: region === place.region ? place.around : region });
    isSeen ||= isShown;
    if (
      isOwnBox &&
      !(isBehindTitle && box.height < LARGE_SIDE) &&
      box.width * box.height > appearance.shownWidth * appearance.shownHeight
    ) {
      appearance.shownWidth = Math.round(box.width);
      appearance.shownHeight = Math.round(box.height);
    }
    if (!isImg) continue;
    images++;
    // What failed may be the placeholder, not the picture.
    if (!width && isLoaded(element) && renditions.some(({ url }) => url === currentSrcOf(element))) broken++;
    // A preview tells nothing of the size of what it stands for; a large one, that it is at least as large.
    if (!isShown || (shownUrl !== best.url && Math.min(width, height) < MIN_TELLING_SIDE)) continue;
    if (!appearance.naturalWidth) appearance.naturalWidth = width;
    if (!appearance.naturalHeight) appearance.naturalHeight = Math.round((appearance.naturalWidth * height) / width);
  }
  const longest = Math.max(appearance.shownWidth, appearance.shownHeight);
  appearance.isTiny = isSeen && longest > 3 && longest <= TINY_SIDE;
  appearance.isLarge = isLargeBox(appearance.shownWidth, appearance.shownHeight);
  appearance.isBroken = images > 0 && broken === picture.foundImages.length && !/\.svg(?:[?#]|$)/i.test(best.url);
  return appearance;
}

/** Whether a large picture in the content may stand in a part that is told by a word alone; one in an ad leads to the advertiser. */
function isLiftable({ region, href }: ReturnType<Places['placeOf']>): boolean {
  return region !== 'main' && !(region === 'ad' && /^(?:https?:)?\/\//i.test(href));
}

function isLargeBox(width: number, height: number): boolean {
  const shorter = Math.min(width, height);
  return shorter >= LARGE_SIDE && Math.max(width, height) <= LARGEST_RATIO * shorter;
}

/**
 * Whether the box of an image that does not show its picture yet is the one the picture will have: not that of a placeholder of a
 * pixel or three, and not that of its alternative text, which is wide and a line or two high.
 */
function isBoxOfPicture({ width, height }: { width: number; height: number }): boolean {
  return Math.min(width, height) > 3 && !(height < 60 && width > 2.4 * height) && !(height < 30 && width > height);
}
