import { attr, attrNames } from '../dom/dom';
import { decodeBase64, resolveImage } from '../identity/address';
import { hintOf } from '../identity/picture-key';
import { createTable, findInTable } from '../place/regions';
import type { Rendition } from './found-image';
import { parseSrcset } from './srcset';

const EXTENSION = /\.(?:jpe?g|png|webp|gif|avif|bmp|jfif|heic)(?=[?#&,:/_!]|$)/i;
const LOOKS_LIKE_SET = /\S\s{1,20}\d{1,5}(?:\.\d{1,3})?[wx]\s{0,20}(?:,|$)/;

/** A rendition, and whether its attribute calls it the original. */
export interface DeclaredRendition extends Rendition {
  isOriginal?: boolean;
  /** Filled in from a template: no address that stands in the page. */
  isFilled?: boolean;
  /** One of a list of pictures, as a slide show keeps them. */
  isListed?: boolean;
}

/** All renditions of an attribute in `srcset` form. Densities count from `width1x`, the declared width in CSS pixels. */
export function renditionsOfSet(value: string, base: string, width1x: number, ratio: number): Rendition[] {
  const renditions: Rendition[] = [];
  for (const { url, w, d } of parseSrcset(value)) {
    const address = resolveImage(url, base);
    if (!address) continue;
    const width = w ?? Math.round(width1x * (d ?? 1));
    renditions.push({ url: address, width, height: ratio ? Math.round(width * ratio) : 0 });
  }
  return renditions;
}

/** The renditions in an element's lazy attributes: sets, single addresses, and templates with `{width}` whose widths are declared beside them. */
export function lazyRenditionsOf(element: Element, base: string, width1x: number, ratio: number): DeclaredRendition[] {
  const found: DeclaredRendition[] = [];
  for (const name of attrNames(element)) {
    const kind = kindOfAttribute(name);
    if (kind === 'other') continue;
    const value = attr(element, name).trim();
    if (value.length < 5 || value[0] === '[') continue;
    if (value[0] === '{') found.push(...addressesInJson(value, base));
    else if (kind === 'set' || LOOKS_LIKE_SET.test(value)) found.push(...renditionsOfSet(value, base, width1x, ratio));
    else {
      const text = value.includes('{width}') ? fillWidth(value, attr(element, 'data-widths')) : withoutCss(value);
      if (kind === 'file' ? !EXTENSION.test(text) || /\s/.test(text) : !looksLikeAddress(text)) continue;
      const url = resolveImage(text, base);
      if (!url) continue;
      const isFilled = text !== value && value.includes('{width}');
      found.push({ url, width: 0, height: 0, isOriginal: kind === 'original', isFilled });
    }
  }
  return found;
}

/** Attributes that hold another picture than the one to be shown: a stand-in, one for errors, the author's face. */
const OTHER_PICTURES =
  /placeholder|lqip|lowsrc|low-?res|preview|blur|error|fallback|avatar|author|logo|icon|share|hover|^(?:src|alt|class|id|style|href|title|usemap|longdesc|itemtype|on\w+)$/i;
/** Names that say an attribute holds a picture, so that its address needs no end by which one is known. */
const NAMED_AS_PICTURE = /src|im(?:g|age)|pic|photo|b(?:ack)?g/i;
/** An address that needs no end either: its host, or its first folder, is called after pictures. */
const OF_SERVER =
  /^(?:https?:)?\/\/(?:[\w-]*(?:asset|cdn|img|image|media|photo|static)[\w-]*\.|[^/]+\/(?:assets?|cdn|i|img|images?|media|photos?|uploads?)\/)/i;
/** Longer is data for a script; and of a list or an object no more than the first addresses are taken. */
const MAX_VALUE_LENGTH = 50_000;
const MAX_ADDRESSES = 30;

/**
 * The renditions in whatever attribute holds a picture's address, whatever its name: for an element that shows nothing yet. Lists and
 * JSON included; in these, a name without a folder is the name of something else.
 */
export function anyRenditionsOf(element: Element, base: string, width1x: number, ratio: number): DeclaredRendition[] {
  const found: DeclaredRendition[] = [];
  for (const name of attrNames(element)) {
    if (OTHER_PICTURES.test(name)) continue;
    const value = withoutCss(attr(element, name).trim());
    if (value.length < 5 || value.length > MAX_VALUE_LENGTH) continue;
    if (LOOKS_LIKE_SET.test(value)) found.push(...renditionsOfSet(value, base, width1x, ratio));
    else
      for (const text of addressesIn(value, NAMED_AS_PICTURE.test(name)).slice(0, MAX_ADDRESSES)) {
        const url = resolveImage(text, base);
        if (url) found.push({ url, width: 0, height: 0, isListed: value[0] === '[' && !OF_SIZES.test(value) });
      }
  }
  return found;
}

/** Names in a list by which it is one of sizes, not of pictures. */
const OF_SIZES = /"(?:w|width|size|media|breakpoint|descriptor|density)"\s{0,9}:/;

/** The renditions of each picture: those of a list are several, where not even their names hint at one. */
export function splitLists(renditions: DeclaredRendition[]): DeclaredRendition[][] {
  const place = ({ url }: Rendition) => hintOf(url).place;
  const first = renditions[0];
  if (!first?.isListed) return [renditions];
  const others = renditions.filter((one) => one.isListed && place(one) !== place(first));
  return [renditions.filter((one) => !others.includes(one)), ...Map.groupBy(others, place).values()];
}

function withoutCss(value: string): string {
  return value.replace(/^url\(|\)$/g, '').replace(/^["']|["']$/g, '');
}

function addressesIn(value: string, isNamed: boolean): string[] {
  // "https://" in base64.
  if (value.startsWith('aHR0c')) return [decodeBase64(value)];
  if (!/[\s{[|;]/.test(value))
    return EXTENSION.test(value) || ((isNamed || OF_SERVER.test(value)) && looksLikeAddress(value)) ? [value] : [];
  if (!/\.(?:jpe?g|png|webp|gif|avif)\b/i.test(value)) return [];
  const parts = stringsInJson(value) ?? value.split(/[\s"'<>|;{}()[\]]+|,(?=[\s[{]|$)/);
  return parts
    .map((part) => part.replace(/,$/, '').replace(/^\w+[:=](?=\.{0,2}\/(?!\/))|^[^/]*[&=](?=https?:\/\/)/, ''))
    .filter((part) => part.includes('/') && EXTENSION.test(part) && !/\s/.test(part));
}

/** Every string in a JSON text, keys included; undefined where it is none. */
function stringsInJson(value: string): string[] | undefined {
  if (value[0] !== '{' && value[0] !== '[') return undefined;
  try {
    const strings: string[] = [];
    JSON.parse(value, (key, one) => {
      if (key) strings.push(key);
      if (typeof one === 'string') strings.push(one);
      return one;
    });
    return strings;
  } catch {
    return undefined;
  }
}

/** `data-src="…_{width}x.jpg" data-widths="[180, 360, 540]"`: the widest that is declared. */
function fillWidth(template: string, widths: string): string {
  const widest = Math.max(0, ...(widths.match(/\d+/g) ?? []).map(Number));
  return widest ? template.replaceAll('{width}', String(widest)) : '';
}

/** `data-a-dynamic-image='{"https://…": [width, height]}'` and the like; other objects hold nothing that can be told. */
function addressesInJson(value: string, base: string): Rendition[] {
  if (value.length > 50_000) return [];
  try {
    return Object.entries(JSON.parse(value) as Record<string, unknown>)
      .slice(0, 30)
      .flatMap(([key, size]) => {
        const isKey = EXTENSION.test(key) && /\//.test(key);
        const url = resolveImage(isKey ? key : typeof size === 'string' && EXTENSION.test(size) ? size : '', base);
        if (!url) return [];
        const [width = 0, height = 0] = isKey && Array.isArray(size) ? size.map(Number) : [];
        return [{ url, width: width || 0, height: height || 0 }];
      });
  } catch {
    return [];
  }
}

function looksLikeAddress(value: string): boolean {
  if (/\s/.test(value) || value.length < 5) return false;
  if (EXTENSION.test(value)) return true;
  return /^(?:https?:)?\/\/|^\//.test(value) && !/\.(?:html?|php|aspx?|js|json|mp4|svg)(?:[?#]|$)/i.test(value);
}

/** Whether an address ends as a picture's does, or is one of a server of pictures. */
export function isLikelyImage(address: string): boolean {
  return EXTENSION.test(address) || OF_SERVER.test(address);
}

/** Whether an address is, by its name, that of a picture; "/wiki/File:Kiosk.jpg" is that of a page about one. */
export function isImageAddress(address: string): boolean {
  if (/\/\w+:[^/]*$/.test(address.replace(/[?#].*$/, ''))) return false;
  return EXTENSION.test(address.replace(/[?#].*$/, '')) || /[?&](?:format|fm)=(?:jpe?g|png|webp)/i.test(address);
}

/** What an attribute of an element may hold, by its name. */
type AttributeKind = 'picture' | 'original' | 'set' | 'file' | 'other';

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
function kindOfAttribute(name: string): AttributeKind {
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
