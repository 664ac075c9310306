import { attr, findFirst, textOf } from '../dom/dom';
import { resolveImage } from '../identity/address';
import type { Reading } from './found-image';
import { createFoundImage } from './found-image';
import { isImageAddress } from './rendition-attributes';

/** A link to a picture that shows none itself ("full size"), and a share button that names the picture to be pinned. */
export function readAnchor(element: Element, reading: Reading): void {
  const href = attr(element, 'href');
  if (/pinterest\.[a-z.]+\/pin\/create\//i.test(href)) readShareButton(element, href, reading);
  else if (isImageAddress(href) && !findFirst(element, 'img')) {
    const url = resolveImage(href, reading.base);
    if (!url) return;
    const foundImage = createFoundImage('link', [{ url, width: 0, height: 0 }], element);
    foundImage.text = attr(element, 'title') || textOf(element).slice(0, 300);
    foundImage.nopin = reading.places.placeOf(element).nopin;
    reading.foundImages.push(foundImage);
  }
}

/** `https://pinterest.com/pin/create/button/?url=…&media=…&description=…`, as developers.pinterest.com describes it. */
function readShareButton(element: Element, href: string, reading: Reading): void {
  try {
    const { searchParams } = new URL(href, reading.base);
    const media = resolveImage(attr(element, 'data-pin-media') || searchParams.get('media') || '', reading.base);
    if (!media) return;
    const foundImage = createFoundImage('owner', [{ url: media, width: 0, height: 0 }], null);
    foundImage.owner = { url: '', description: attr(element, 'data-pin-description') };
    foundImage.lead = SHARE_BUTTON_LEAD;
    reading.foundImages.push(foundImage);
  } catch {
    // A malformed address names nothing.
  }
}

/** A theme fills share buttons by itself, so they are worth less than a page's metadata and far less than an owner's own word. */
const SHARE_BUTTON_LEAD = 24;
