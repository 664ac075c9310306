import { attr, localNameOf } from '../dom/dom';
import { resolveImage } from '../identity/address';
import type { Reading } from './found-image';
import { createFoundImage } from './found-image';
import { pixels } from './img';
import { LEAD } from './metadata-images';

/** Things a page is about; a person's or a firm's picture is a mark. */
const CONTENT_TYPES =
  /schema\.org\/(?:Recipe|Product|\w*Article|BlogPosting|ImageObject|ItemList|CreativeWork|Event|Book|Movie|HowTo|VideoObject|WebPage|NewsArticle)/i;
/** What meets the elements that may be marked so. */
export const PICTURE_PROPERTIES =
  '[itemprop~="image"],[itemprop~="thumbnailUrl"],[itemprop~="contentUrl"],[itemprop~="primaryImageOfPage"]';
/** Marks looked at; the first ones are the page's own. */
const MAX_PROPERTIES = 200;

/** Pictures marked by `itemprop` on `img`, `link`, `meta`, `a` and blocks, within an item of content. Gives `img` its points too. */
export function readMicrodata(marked: Element[], reading: Reading): void {
  let lead: number = LEAD.microdata;
  for (const element of marked.slice(0, MAX_PROPERTIES)) {
    const name = localNameOf(element);
    if (name === 'meta' && !attr(element, 'content')) continue;
    const scope = closestScope(element);
    if (scope && !CONTENT_TYPES.test(scope)) continue;
    const raw = attr(element, 'content') || attr(element, name === 'img' ? 'src' : 'href');
    const url = resolveImage(raw, reading.base);
    if (!url || url.startsWith('data:')) continue;
    const isOfElement = name !== 'meta' && name !== 'link';
    const foundImage = createFoundImage(
      'structured',
      [{ url, width: isOfElement ? pixels(attr(element, 'width')) : 0, height: 0 }],
      isOfElement ? element : null,
    );
    foundImage.text = attr(element, 'alt');
    if (isOfElement) foundImage.nopin = reading.places.placeOf(element).nopin;
    foundImage.lead = lead;
    reading.foundImages.push(foundImage);
    lead = Math.max(6, lead - 8);
  }
}

function closestScope(element: Element): string {
  try {
    const scope = Element.prototype.closest.call(element, '[itemtype]');
    return scope ? attr(scope, 'itemtype') : '';
  } catch {
    return '';
  }
}
