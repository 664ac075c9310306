import {
  attr,
  boxOf,
  contentTypeOf,
  everyElement,
  findAll,
  hasAttr,
  imagesOf,
  localNameOf,
  matches,
  parentOf,
  shadowRootOf,
  windowOf,
} from '../dom/dom';
import { eachMatch, isLarge } from '../dom/time-slices';
import { readBackground, readStyleSheets } from './background';
import { readAnchor, readCanvas, readEmbedded, readNoscript } from './embedded';
import { createFoundImage, isFull, type Reading } from './found-image';
import { readImg } from './img';
import type { MainEntities } from './main-entity';
import type { Metadata } from './metadata';
import { LEAD, readMetadataImages } from './metadata';
import { PICTURE_PROPERTIES, readMicrodata, readStructuredImages } from './structured-images';

const BACKGROUND_ATTRIBUTES = [
  'data-bg',
  'data-background',
  'data-background-image',
  'data-bg-image',
  'data-bgset',
  'data-bg-src',
  'data-lazy-bg',
  'data-lazy-background',
  'data-image-src',
  'data-bg-url',
  'data-original-bg',
];

const BACKGROUNDS = [
  '[style*="url("],[style*="image-set("]',
  ':is(div,section,span,a,li,figure,header,article):is([class*="lazy"],[class*="parallax"],[class*="background"])',
  // What holds nothing may be there for a picture that a script will show.
  ':is(div,section,span,li,figure,[data-src]:not(iframe,script,embed,audio,source,track)):empty',
  ...BACKGROUND_ATTRIBUTES.map((name) => `[${name}]`),
].join(',');

/** Everything that can show a picture, but for style sheets and metadata. */
const SELECTOR = [
  'img,amp-img,amp-anim,image,video,amp-video,input[type="image" i],object[data],embed[src],canvas,noscript',
  'a[href*="pinterest."],a[href*=".jp" i],a[href*=".png" i],a[href*=".webp" i]',
  BACKGROUNDS,
].join(',');
const SELECTOR_WITH_MARKS = `${SELECTOR},${PICTURE_PROPERTIES}`;

/** More roots than this is a page gone wild. */
const MAX_SHADOW_ROOTS = 2_000;

const READERS: Record<string, (element: Element, name: string, reading: Reading) => void> = {
  img: (element, _name, reading) => readImg(element, reading),
  'amp-img': (element, _name, reading) => readImg(element, reading),
  'amp-anim': (element, _name, reading) => readImg(element, reading),
  a: (element, _name, reading) => readAnchor(element, reading),
  noscript: (element, _name, reading) => readNoscript(element, reading),
  canvas: (element, _name, reading) => readCanvas(element, reading),
  image: readEmbedded,
  video: readEmbedded,
  'amp-video': readEmbedded,
  input: readEmbedded,
  object: readEmbedded,
  embed: readEmbedded,
};

/** Asks every source, in the order in which the time is best spent: metadata, the elements, shadow roots, style sheets. */
export async function gatherImages(
  reading: Reading,
  page: { metadata: Metadata; entities: MainEntities; isMetadataFresh: boolean; isThorough: boolean },
): Promise<void> {
  const { document } = reading;
  if (contentTypeOf(document).startsWith('image/')) {
    const itself = createFoundImage('document', [{ url: reading.address, width: 0, height: 0 }], null);
    // Whoever opened a picture by itself means it, whatever its name says.
    itself.lead = LEAD.owner;
    reading.foundImages.push(itself);
  }
  if (page.isMetadataFresh) {
    readMetadataImages(page.metadata, reading);
    readStructuredImages(page.metadata.graph, page.entities, reading);
  }
  reading.namedCount = reading.foundImages.length;
  const marked: Element[] = [];
  await readElements(document, reading, marked);
  readMicrodata(marked, reading);
  if (isFull(reading)) return readInView(reading);
  const shadows = await findShadowRoots(document, page.isThorough, reading);
  for (const shadow of shadows) {
    reading.places.addRoot(shadow);
    await readElements(shadow, reading);
  }
  for (const root of [document, ...shadows]) await readStyleSheets(root, reading);
}

/** Reads all elements that can show a picture, as far as there is room; those with a mark of microdata are put into `marked`. */
function readElements(root: Document | ShadowRoot, reading: Reading, marked?: Element[]): Promise<void> {
  return eachMatch(root, marked ? SELECTOR_WITH_MARKS : SELECTOR, reading.slices, (element) => {
    const isMarked = marked !== undefined && hasAttr(element, 'itemprop') && matches(element, PICTURE_PROPERTIES);
    if (isMarked) marked.push(element);
    readElement(element, reading, isMarked);
    return !isFull(reading);
  });
}

/** @param isMarked whether the element was met for its mark, so that it may show nothing itself */
function readElement(element: Element, reading: Reading, isMarked = false): void {
  const name = localNameOf(element);
  try {
    READERS[name]?.(element, name, reading);
    const isBackground = attr(element, 'style').includes('(') || !READERS[name];
    if (isBackground && (!isMarked || matches(element, BACKGROUNDS))) readBackground(element, reading);
  } catch {
    reading.notes.add('part');
  }
}

/** What the user has before the eyes, on a page too long to be read to its end. */
function readInView(reading: Reading): void {
  const known = new Set(reading.foundImages.map(({ element }) => element));
  for (const element of findInView(reading.document)) {
    reading.inView.add(element);
    if (!known.has(element)) readElement(element, reading);
  }
}

/**
 * What may host a shadow tree (DOM standard, "attachShadow"): elements with names of their own, and a few of HTML's, there mostly
 * empty ones or such with slotted children. To ask the browser for these costs a tenth of asking every element.
 */
const USUAL_HOSTS =
  ':not(div,span,a,li,p,ul,img,path,i,b,script,svg,g,input,label,button,h1,h2,h3,h4,h5,h6,strong,em,br,link,meta,style,section,article,header,footer,nav,aside,main,form,table,tr,td,th,tbody,thead,ol,dl,dt,dd,figure,figcaption,picture,source,noscript,iframe,html,head,body,title,small,time,select,option,textarea,hr,video,audio,canvas,template,use,symbol,defs,circle,rect,polygon,line,polyline,ellipse,text,blockquote,pre,code,sup,sub),' +
  ':is(div,section,article,main,aside,header,footer,nav,span,p,h1,h2,h3,h4,h5,h6,blockquote,body):empty,[slot]';

/** Open shadow roots, outer before inner. One found, all elements are asked, for where one is there are more. */
async function findShadowRoots(document: Document, isThorough: boolean, reading: Reading): Promise<ShadowRoot[]> {
  if (!isThorough && !isLarge(document) && !hasShadow(findAll(document, USUAL_HOSTS))) return [];
  const found: ShadowRoot[] = [];
  const queue: (Document | ShadowRoot)[] = [document];
  for (let root = queue.shift(); root && found.length < MAX_SHADOW_ROOTS; root = queue.shift()) {
    const elements = everyElement(root);
    for (let i = 0, count = elements.length; i < count; i++) {
      if ((i & 255) === 255) {
        if (reading.slices.isDue()) await reading.slices.breathe();
        if (reading.slices.isSpent()) return found;
      }
      const element = elements[i];
      // The plain property first, for there are many elements; only a form can make it lie, and forms have no shadow.
      if (!element?.shadowRoot) continue;
      const shadow = shadowRootOf(element);
      if (!shadow) continue;
      found.push(shadow);
      queue.push(shadow);
    }
  }
  return found;
}

function hasShadow(elements: ArrayLike<Element>): boolean {
  for (let i = 0; i < elements.length; i++) {
    const element = elements[i]!;
    if (element.shadowRoot || (attr(element, 'slot') && parentOf(element)?.shadowRoot)) return true;
  }
  return false;
}

/** Images in view that are taken; a window full of thumbnails holds about so many. */
const MAX_IN_VIEW = 150;

/**
 * The images before the user's eyes on a long page. Such pages are lists, so their images are taken to lie in document order from top
 * to bottom: the first one that is not above the window is searched by halving (to ask the browser what lies at a point takes it
 * twenty milliseconds where there are 20,000).
 */
export function findInView(document: Document): Element[] {
  const images = imagesOf(document);
  const bottomOfWindow = windowOf(document)?.innerHeight ?? 0;
  let low = 0;
  for (let high = images.length; low < high; ) {
    const middle = (low + high) >> 1;
    const { top, height } = boxOf(images[middle]!);
    if (top + height <= 0) low = middle + 1;
    else high = middle;
  }
  const found: Element[] = [];
  for (let at = low; at < images.length && found.length < MAX_IN_VIEW; at++) {
    if (boxOf(images[at]!).top >= bottomOfWindow) break;
    found.push(images[at]!);
  }
  return found;
}
