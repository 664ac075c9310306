import { createTable, findInTable } from '../place/token-table';

/** What an attribute of an element may hold, by its name. */
export type AttributeKind = 'picture' | 'original' | 'set' | 'file' | 'other';

/**
 * Attributes in which loaders keep the picture until it is near the screen: `data-src`, `data-lazy-src`, `data-original`,
 * `data-srcset`, `data-bg`, `data-zoom-image`… There are hundreds, so they are told by the words in their names. What a picture
 * is not (its size, its title, its placeholder) wins over what it is.
 */
const ATTRIBUTE_WORDS = createTable<AttributeKind>([
  [
    'other',
    'error fallback hover avatar logo icon blur sizes size ratio aspect title caption class id width widths height alt link href page permalink type position attachment meta placeholder lqip loaded status expand opts options description comments pin role style usemap longdesc lowsrc itemprop crossorigin loading decoding fetchpriority importance author share color method target rel',
  ],
  ['set', 'srcset bgset lazysrcset datasrcset'],
  [
    'original',
    'original orig full full+src full+size fullimage zoom zoomsrc zoomimage large largesrc largeimage largefile hi+res high+res highresimage big bigimage fullscreen',
  ],
  [
    'picture',
    'src lazy lazysrc lazyload image images img retina bg background backgroundimage bgimage 2x source lazyimage image0 actualsrc realsrc',
  ],
  // These name pictures and other things: only an address that ends as a picture's does is taken.
  ['file', 'url file photo pic poster media desktop thumb thumbnail delayedurl iurl echo'],
]);

const kinds = new Map<string, AttributeKind>([
  ['src', 'other'],
  ['srcset', 'other'],
  ['class', 'other'],
  ['alt', 'other'],
  ['id', 'other'],
  ['width', 'other'],
  ['height', 'other'],
  ['style', 'other'],
]);

/** Attributes repeat from image to image, so each name is looked up once. */
export function kindOfAttribute(name: string): AttributeKind {
  const known = kinds.get(name);
  if (known) return known;
  const kind =
    name.startsWith('on') || name.startsWith('aria')
      ? 'other'
      : (findInTable(ATTRIBUTE_WORDS, name.toLowerCase().split(/[^a-z0-9]+/)) ?? 'other');
  if (kinds.size > 1_000) kinds.clear();
  kinds.set(name, kind);
  return kind;
}
