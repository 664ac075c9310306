import {
  attr,
  attrNames,
  boxOf,
  currentSrcOf,
  findAll,
  isLoaded,
  localNameOf,
  naturalHeightOf,
  naturalWidthOf,
  parentOf,
  previousOf,
} from '../dom/dom';
import type { FoundIn } from '../facts';
import { resolveImage } from '../identity/address';
import { hintOf } from '../identity/picture-key';
import type { Reading } from './found-image';
import { createFoundImage, type Rendition } from './found-image';
import { isNamedAsPlaceholder, mayBePlaceholder } from './placeholder';
import {
  anyRenditionsOf,
  type DeclaredRendition,
  isImageAddress,
  lazyRenditionsOf,
  renditionsOfSet,
  splitLists,
} from './rendition-attributes';

/** `<img>` and `<amp-img>`: what is shown now, its `srcset`, the sources of its `<picture>`, its lazy attributes, and the picture it links to. */
export function readImg(element: Element, reading: Reading): void {
  const { base } = reading;
  const width1x = pixels(attr(element, 'width'));
  const height1x = pixels(attr(element, 'height'));
  const naturalWidth = naturalWidthOf(element);
  const naturalHeight = naturalHeightOf(element);
  const ratio = naturalWidth > 1 ? naturalHeight / naturalWidth : width1x && height1x ? height1x / width1x : 0;

  const declared: Rendition[] = [];
  let foundIn: FoundIn = 'img';
  const set = attr(element, 'srcset');
  if (set) declared.push(...renditionsOfSet(set, base, width1x || naturalWidth, ratio).filter(isNoBlank));
  const picture = parentOf(element);
  if (picture && localNameOf(picture) === 'picture') {
    for (let source = previousOf(element); source; source = previousOf(source)) {
      if (localNameOf(source) !== 'source') continue;
      const sourceWidth = pixels(attr(source, 'width')) || width1x;
      const own = renditionsOfSet(attr(source, 'srcset'), base, sourceWidth, ratio).filter(isNoBlank);
      const renditions = own.length ? own : anyRenditionsOf(source, base, sourceWidth, ratio);
      if (renditions.length && !declared.length) foundIn = 'picture';
      declared.push(...renditions);
    }
  }

  const shownUrl = resolveImage(currentSrcOf(element), base);
  const src = attr(element, 'src');
  const srcUrl = src ? resolveImage(src, base) : '';
  let lazy = lazyRenditionsOf(element, base, width1x, ratio);
  if (
    !lazy.length &&
    !declared.length &&
    (isPlaceholder(srcUrl || shownUrl, naturalWidth) || showsLittle(element, width1x)) &&
    !isIcon(element, srcUrl || shownUrl, Math.max(width1x, height1x))
  )
    lazy = renditionsHeldFor(element, base, width1x, ratio);
  const shown: Rendition[] = [];
  const described = shownUrl ? declared.find((one) => one.url === shownUrl) : undefined;
  if (shownUrl && !described) shown.push({ url: shownUrl, width: naturalWidth, height: naturalHeight });
  if (srcUrl && srcUrl !== shownUrl) shown.push({ url: srcUrl, width: width1x, height: height1x });

  let renditions = [...declared, ...shown];
  if (lazy.length) {
    // What stands in `src` meanwhile is often a placeholder or a blurred preview: it counts only where it is the same picture.
    // A set is one picture, so one of it is asked.
    const key = hintOf(lazy[0]!.url).place;
    const file = lazy[0]!.isOriginal && fileOf(lazy[0]!.url);
    const isSame = (one: Rendition | undefined): boolean =>
      one !== undefined && (hintOf(one.url).place === key || fileOf(one.url) === file);
    const known = [...(isSame(declared[0]) ? declared : []), ...shown.filter(isSame)];
    // What is filled into a template is only a guess where the page names an address of the same picture.
    renditions = [...(known.length ? lazy.filter((one) => !one.isFilled) : lazy), ...known];
    if (!renditions.some((one) => one.url === shownUrl)) foundIn = 'lazy';
  } else {
    const good = shown.filter((one) => !one.url.startsWith('data:') && !mayBePlaceholder(one.url));
    if (declared.length || good.length) renditions = [...declared, ...good];
  }
  const place = reading.places.placeOf(element);
  if (place.href && isImageAddress(place.href)) {
    const full = resolveImage(place.href, base);
    if (full && renditions.length) renditions.push({ url: full, width: 0, height: 0, isOriginal: true } as Rendition);
  }
  // Most images have none of the owner's marks, and each question to the browser costs.
  const isMarked = attrNames(element).some((name) => name.startsWith('data-pin-'));
  const media = isMarked ? attr(element, 'data-pin-media') : '';
  if (!renditions.length && !media) return;

  const [own = [], ...others] = splitLists(renditions);
  const foundImage = createFoundImage(foundIn, own, element);
  foundImage.text = attr(element, 'alt') || attr(element, 'title');
  foundImage.nopin = place.nopin;
  const pinUrl = isMarked ? attr(element, 'data-pin-url') : '';
  const pinText = isMarked ? attr(element, 'data-pin-description') : '';
  if (media || pinUrl || pinText) foundImage.owner = { url: pinUrl, description: pinText };
  if (media) {
    // The owner names the picture to be pinned in place of this one; often it is the same one, larger.
    const url = resolveImage(media, base);
    if (url && !(LOCAL.test(url) && !LOCAL.test(reading.address))) {
      const isShown = own.length > 0 && hintOf(own[0]!.url).place === hintOf(url).place;
      foundImage.renditions = [{ url, width: 0, height: 0 }, ...(isShown ? own : [])];
      foundImage.foundIn = 'owner';
    }
  }
  reading.foundImages.push(foundImage, ...others.map((one) => ({ ...foundImage, owner: null, renditions: one })));
}

/** What a template left behind where the page was made; the exact rule is `identity/private-host.ts`. */
const LOCAL = /^https?:\/\/(?:localhost|127\.|10\.|192\.168\.|[^/:]+\.(?:local|internal|lan)(?=[:/]))/i;

/** Whether a rendition of a set is more than a blank that stands in the page itself. */
function isNoBlank({ url }: Rendition): boolean {
  return !url.startsWith('data:') || !isPlaceholder(url, 0);
}

/** From this width on a picture is no preview, even where it is shown larger. */
const PREVIEW_WIDTH = 100;

/** Whether an image shows nothing, for what it names has failed, or a preview of a few pixels, stretched. */
function showsLittle(element: Element, width1x: number): boolean {
  const width = naturalWidthOf(element);
  if (width === 0) return isLoaded(element);
  return width < PREVIEW_WIDTH && (width1x || boxOf(element).width) > 2 * width;
}

/** The name of an address's file. */
function fileOf(address: string): string {
  return address.replace(/[?#].*$/, '').replace(/^.*\//, '');
}

/** Whether what an image shows is nothing, a dot, a drawing that holds its place, or a file that is named so. */
function isPlaceholder(url: string, naturalWidth: number): boolean {
  if (!url || (naturalWidth > 0 && naturalWidth <= 3)) return true;
  if (url.startsWith('data:')) return url.length < 3_000 || /^data:image\/(?:gif|svg)/.test(url);
  return /\.svg(?:[?#]|$)/i.test(url) || isNamedAsPlaceholder(url);
}

/** Up to this longer side, in CSS pixels, a drawing is an icon. */
const ICON_SIDE = 48;

/** Whether an image is a small drawing of its own, as in a share button, whose link may well hold the address of the page's picture. */
function isIcon(element: Element, url: string, side1x: number): boolean {
  if (!/^https?:.*\.svg(?:[?#]|$)/i.test(url) || isNamedAsPlaceholder(url)) return false;
  const { width, height } = boxOf(element);
  const side = side1x || Math.max(width, height);
  return side > 3 && side <= ICON_SIDE;
}

/** How far up a loader may keep the address: the image's link, figure or frame, as long as it holds no other image. */
const MAX_HOLDERS = 2;

/** The renditions in an image's own attributes, else in those of the element that holds it alone. */
function renditionsHeldFor(element: Element, base: string, width1x: number, ratio: number): DeclaredRendition[] {
  let at: Element | null = element;
  for (let i = 0; at && i <= MAX_HOLDERS; i++) {
    if (i > 0 && findAll(at, 'img').length > 1) break;
    const found = anyRenditionsOf(at, base, width1x, ratio);
    if (found.length) return found;
    at = parentOf(at);
  }
  return [];
}

/** An attribute of pixels; 0 for percentages and nonsense. */
export function pixels(value: string): number {
  if (!value || value.endsWith('%') || value.endsWith('m')) return 0;
  const number = Number.parseInt(value, 10);
  return number > 0 && number < 100_000 ? number : 0;
}
