import { decode, domainOf, EXTENSIONS, isTransform, splitAddress, unwrap, wordSet } from './address';
import { SIZE_QUERY, strip } from './transforms';

/**
 * What an address says about which picture it names. It does not prove that two addresses show one picture: `pictures.ts` decides, by
 * what the page declares and what the pictures look like.
 */
interface PictureKey {
  /** The address behind all proxies. */
  inner: string;
  /** `inner` without the marks of a rendition that are known (`transforms.ts`). */
  original: string;
  /** Agrees where addresses differ only in such marks, in format, or in their proxy. */
  file: string;
}

/** What is vaguer: it may point from a picture that is not shown to the one that is. */
interface PictureHint {
  /** Agrees also where folders or ends of names merely read like instructions for delivery. */
  place: string;
  /** A name so special that it may tell the picture wherever it is kept; '' when it is not. */
  name: string;
  /** The same without the host, for sites that keep their uploads on a host of their own; '' where folders or name say too little. */
  path: string;
}

/** Parameters that choose size, crop, quality or format of one picture, at the image services in common use. */
const SIZE_PARAMETERS = new Set([
  ...SIZE_QUERY,
  ...wordSet(
    'im mode output ext ixlib ixid cs c g f d s sig signature itok v ver t ts timestamp m k hash token mbid cb rev version type __blob tp ex',
  ),
]);

/** Those of them that mean nothing else in the address of a script that serves many pictures. */
const SURE_PARAMETERS = wordSet(
  'w h width height wid hei maxwidth maxheight imwidth imheight sw sh resize fit crop quality q qlt dpr auto fm fmt format zoom ssl strip rect scale blur ixlib ixid sig signature itok hmac',
);
/** And those that mean nothing else behind a file of a telling name: versions and signatures. A letter may be a colour. */
const FILE_PARAMETERS = new Set([
  ...SURE_PARAMETERS,
  ...wordSet('v ver version t ts timestamp rev cb s token hash expires policy size sz'),
]);

/** Ends of a file name that tell the size or the crop of one picture. */
const SIZE_WORDS = wordSet(
  'scaled rotated small medium large normal thumb thumbnail full orig original hero social share square jumbo superjumbo facebookjumbo articlelarge master mobile desktop tablet retina lowres hires lqip blur blurred crop cropped',
);
const SIZE_TOKEN =
  /^(?:\d{2,4}x\d{0,4}|x\d{2,4}|\d{2,4}(?:w|px)|[whs]\d{2,4}|\d(?:\.\d)?x|at\dx|e\d{9,}|(?:square|master|(?:\w*threebytwo\w*))\d*|\d{1,2}x\d{1,2})$/;

/** Names of renditions written in one: "thumbStandard", "videoSixteenByNineJumbo1600". */
const SIZE_COMPOUND =
  /^(?:super|video|thumb|square|article|facebook|small|medium|large|standard|jumbo|full|(?:two|three|four|sixteen)by(?:one|two|three|nine)){2,}(?:at\d)?(?:x|\d)*$/;

/** Names that tell nothing: the folder or the query must tell pictures apart. */
const GENERIC_WORDS = wordSet(
  'image img photo picture pic default main cover hero large full share index view maxresdefault hqdefault mqdefault sddefault thumb file media download raw featured card og original unnamed untitled screenshot foto bild',
);
const GENERIC_NUMBERED = /^(?:[\d_-]{0,7}|(?:img|dsc|dscn|dscf|p|pict|image|photo|foto)[-_]?\d{1,5})$/;

/** Pictures of one page are asked for several times, by several sources and on the second visit. */
function remember<T>(compute: (address: string) => T): (address: string) => T {
  const known = new Map<string, T>();
  return (address) => {
    const found = known.get(address);
    if (found !== undefined) return found;
    const computed = compute(address);
    if (known.size > 5_000) known.clear();
    if (address.length < 2_000) known.set(address, computed);
    return computed;
  };
}

/** @param address absolute; `data:` and `blob:` are their own key */
export const keyOf = remember((address): PictureKey => {
  if (!address.startsWith('http')) return { inner: address, original: address, file: shortOf(address) };
  const inner = unwrap(address);
  const original = strip(inner);
  const { host, path, query } = splitAddress(original);
  let own = withoutRendition(path);
  let isImage = false;
  for (
    let dot = own.lastIndexOf('.');
    dot > 0 && EXTENSIONS.has(own.slice(dot + 1).toLowerCase());
    dot = own.lastIndexOf('.')
  ) {
    own = own.slice(0, dot);
    isImage = true;
  }
  // Case counts, for ids are written in both.
  const site = siteOfHost(host);
  if (!query) return { inner, original, file: site + decode(own) };
  const name = own.slice(own.lastIndexOf('/') + 1).toLowerCase();
  const isTold = isImage && !isDull(name);
  const meaning = HASH.test(name)
    ? query
        .split('&')
        .filter((pair) => ORDINAL.test(pair))
        .join('&')
    : meaningOf(query, isTold ? FILE_PARAMETERS : SURE_PARAMETERS);
  return { inner, original, file: site + decode(own) + (meaning && `?${meaning}`) };
});

/** @param address absolute */
export const hintOf = remember((address): PictureHint => {
  if (!address.startsWith('http')) return { place: shortOf(address), name: '', path: '' };
  const { host, path: whole, query } = splitAddress(keyOf(address).inner);
  const path = withoutRendition(whole);
  const cut = endOfFolders(path);
  const file = decode(path.slice(cut + 1).split('/')[0]!).toLowerCase();
  const { stem, isImage } = stemOf(file);
  let name = isTransform(stem) ? '' : stem;
  const isWeak = isDull(name);
  const meaning = query && (isWeak || !isImage) ? meaningOf(query, SIZE_PARAMETERS) : '';
  let folder = folderOf(path.slice(0, cut));
  if (name === '' || GENERIC_WORDS.has(name)) {
    // "5jm2e5m2ne-normal/710/og.png": a size may stand between the id and the file.
    for (const at of [folder, folder.replace(/\/\d{2,4}$/, '')]) {
      const id = idOf(at.slice(at.lastIndexOf('/') + 1));
      if (!id) continue;
      folder = at.slice(0, at.lastIndexOf('/') + 1) + id;
      name = '';
      break;
    }
  }
  const owner = SQUARESPACE.exec(keyOf(address).inner)?.[1];
  return {
    place: `${siteOfHost(host)}${folder}/${name}?${meaning}`,
    name: owner && stem ? `${owner} ${stem}` : isWeak || meaning ? '' : name,
    path: isImage && !isWeak && /^(?:\/[^/]+){3}/.test(folder) ? `${folder}/${name}` : '',
  };
});

/** Squarespace keeps one upload under two hosts, in folders that have no more in common than the owner's id. */
const SQUARESPACE = /^https?:\/\/[\w.]*squarespace(?:-cdn)?\.com\/(?:static|content\/v1)\/([\da-f]{24})\//;

function shortOf(address: string): string {
  return address.length < 200 ? address : `${address.length}:${address.slice(-80)}`;
}

/** Whether a file's name tells nothing: the folder or the query must tell pictures apart. Lower case. */
function isDull(name: string): boolean {
  return name.length < 8 || GENERIC_WORDS.has(name) || GENERIC_NUMBERED.test(name);
}

const sites = new Map<string, string>();

/** Pictures of a page come from few hosts. */
function siteOfHost(host: string): string {
  let site = sites.get(host);
  if (site === undefined) {
    site = domainOf(host);
    if (sites.size > 500) sites.clear();
    sites.set(host, site);
  }
  return site;
}

/** Folders behind a picture's own that choose a rendition of it: "/1fb5ee36-d9ae/scale-to-width-down/1200", "/…/width/640/height/480". */
const RENDITION =
  /(?:\/(?:thumbnail|top-crop|zoom-crop|scale-to-width|scale-to-height)(?:-down)?)?(?:\/(?:width|height)?\/?\d{2,4}){1,2}$/;

function withoutRendition(path: string): string {
  const picture = path.slice(0, Math.max(0, path.search(RENDITION)));
  return ID.test(picture) ? picture : path;
}
/** A last folder that can be nothing but an id. */
const ID = /\/(?=[^/]*\d)[\da-f-]{16,}$/;

/** Where the file begins. Some servers write a name for people, or a crop, behind the file: "/f1e4….jpg/brownies.jpg". */
function endOfFolders(path: string): number {
  const at = path.search(/\.(?:jpe?g|png|webp|avif)\/[^/]*$/i);
  return path.lastIndexOf('/', at < 0 ? path.length : at);
}

/** A folder that is a picture's id, without what it says of a rendition: "5jm2e5m2ne" of "5jm2e5m2ne__w=1200"; '' when it is none. */
function idOf(folder: string): string {
  const plain = folder.replace(/_+(?:w|h|width|height|size)=.*$/, '');
  const id = withoutSize(plain);
  return id.length > 7 && /\d/.test(id) && /[a-z]/.test(id) && /^[\da-z]+$/.test(id) ? id : '';
}

/** The file's name without extension and size, and whether it had a picture's extension. */
function stemOf(file: string): { stem: string; isImage: boolean } {
  let stem = file;
  let isImage = false;
  const rendition = stem.search(/=[wsh]\d|_+[a-z]{1,12}=/);
  if (rendition > 0) stem = stem.slice(0, rendition);
  for (let dot = stem.lastIndexOf('.'); dot > 0 && EXTENSIONS.has(stem.slice(dot + 1)); dot = stem.lastIndexOf('.')) {
    stem = stem.slice(0, dot);
    isImage = true;
  }
  for (let shorter = withoutSize(stem); shorter.length > 2 && shorter !== stem; shorter = withoutSize(stem))
    stem = shorter;
  return { stem, isImage };
}

function withoutSize(stem: string): string {
  const cut = Math.max(stem.lastIndexOf('-'), stem.lastIndexOf('_'), stem.lastIndexOf('.'), stem.lastIndexOf('@'));
  if (cut < 1) return stem;
  const end = stem.slice(cut + 1);
  if (end === '') return stem.slice(0, cut);
  // "header-superJumbo-v2": a version of that rendition.
  const shorter = /^v\d{1,2}$/.test(end) ? withoutSize(stem.slice(0, cut)) : '';
  if (shorter) return shorter.length < cut ? shorter : stem;
  if (SIZE_WORDS.has(end) || (end.length > 8 && SIZE_COMPOUND.test(end))) return stem.slice(0, cut);
  if (end === 'c' || end === 'default' || end === 'center' || end === 'top')
    return /\dx\d+[-_]c?$|\dx\d+[-_](?:crop[-_])?$/.test(stem.slice(0, cut + 1)) ? stem.slice(0, cut) : stem;
  const first = end.charCodeAt(end.length - 1);
  const hasDigit = first < 58 || (end.charCodeAt(0) < 58 && first > 111) || end.includes('threebytwo');
  if (!hasDigit) return stem;
  if (SIZE_TOKEN.test(end)) return stem.slice(0, cut);
  // "photo_w_300": the number belongs to the letter before it.
  const before = stem.charAt(cut - 1);
  const isLettered = cut > 2 && /[whs]/.test(before) && /[-_]/.test(stem.charAt(cut - 2)) && /^\d{2,4}$/.test(end);
  return isLettered ? stem.slice(0, cut - 2) : stem;
}

const folders = new Map<string, string>();

/** A path's folders without those that transform. Pictures of a page share folders, so they are kept. */
function folderOf(path: string): string {
  const known = folders.get(path);
  if (known !== undefined) return known;
  let folder = '';
  for (const segment of decode(path).toLowerCase().split('/'))
    if (segment && !isTransform(segment)) folder += `/${segment}`;
  if (folders.size > 2_000) folders.clear();
  folders.set(path, folder);
  return folder;
}

/** A name made from the file's bytes, or at random: what follows chooses a rendition of that one file, or a page of it. */
const HASH = /[\da-f]{32}/;
const ORDINAL = /^(?:p|pg|page|i|idx|index|n|no|num|frame|slide|t|time|id|seq)=/i;

/** The parameters that are not about size. */
function meaningOf(query: string, ofSize: ReadonlySet<string>): string {
  return query
    .split('&')
    .filter((pair) => {
      const name = pair.split('=')[0]!.toLowerCase();
      return !ofSize.has(name) && !name.startsWith('op_') && !name.startsWith('wx_');
    })
    .join('&');
}
