/** What tells a picture from others on its page, whatever its size, crop, format, host of delivery or proxy. */
export interface PictureKey {
  /** Agrees for two renditions kept in one place. */
  key: string;
  /** A name so special that it tells the picture wherever it is kept; '' when it is not. */
  name: string;
}

/** Parameters that choose size, crop, quality or format of one picture, at the image services in common use. */
const SIZE_PARAMETERS = wordSet(
  'w h width height wid hei maxwidth maxheight max-w max-h maxw maxh imwidth imheight im sw sh sm sfrm size sz scale zoom dpr rect fit crop cropping resize mode auto fm fmt format output ext q qlt quality strip ssl usm fp-x fp-y fp-z ixlib ixid cs c g f d s sig signature itok v ver t ts timestamp m k hash token mbid cb rev version lossy optimize compress blur bg background canvas enlarge upscale type webp disable __blob tp ex',
);

/** Folders that image services put before the picture's own path: sizes, crops, filters. */
const TRANSFORM_WORDS = wordSet(
  '- resize resized crop cropped fit-in fit fill smart thumb thumbs thumbnail thumbnails thumbor preview strip quality format scale max width height dims dims1 dims2 dims3 dims4 styles public image images img upload uploads unsafe cdn-cgi true false small medium large full orig original originals master hero square portrait landscape',
);
/** What stands before "_", "=" or ":" in a folder that transforms (Cloudinary, Thumbor, imgproxy, Cloudflare). */
const TRANSFORM_PREFIXES = wordSet(
  'c w h q f t g e b o r x y z l a fl ar dpr vf u width height quality fit format size rs rt s plain rot crop resize filters',
);

/** Ends of a file name that tell the size or the crop of one picture. */
const SIZE_WORDS = wordSet(
  'scaled rotated small medium large normal thumb thumbnail full orig original hero social share square jumbo superjumbo facebookjumbo articlelarge master mobile desktop tablet retina lowres hires lqip blur blurred crop cropped',
);
const SIZE_TOKEN =
  /^(?:\d{2,4}x\d{0,4}|x\d{2,4}|\d{2,4}(?:w|px)|[whs]\d{2,4}|\d(?:\.\d)?x|at\dx|e\d{9,}|(?:square|master|(?:\w*threebytwo\w*))\d*|\d{1,2}x\d{1,2})$/;

const EXTENSIONS = wordSet('jpg jpeg pjpeg jfif png webp gif avif heic bmp tif tiff svg ashx asp aspx php img');

/** Names that tell nothing: the folder or the query must tell pictures apart. */
const GENERIC_WORDS = wordSet(
  'image img photo picture pic default main cover hero large full share index view maxresdefault hqdefault mqdefault sddefault thumb file media download raw featured card og original unnamed untitled screenshot foto bild',
);
const GENERIC_NUMBERED = /^(?:[\d_-]{0,7}|(?:img|dsc|dscn|dscf|p|pict|image|photo|foto)[-_]?\d{1,5})$/;

const INNER_ADDRESS = wordSet('url src image img u source imageurl image_url remote file');

/** How often an address may be wrapped in another one (a proxy of a proxy); deeper is an attack. */
const MAX_WRAPS = 3;

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

const keys = new Map<string, PictureKey>();

/** @param address absolute; `data:` and `blob:` are their own key */
export function keyOf(address: string): PictureKey {
  const known = keys.get(address);
  if (known) return known;
  const key = computeKey(address);
  if (keys.size > 5_000) keys.clear();
  if (address.length < 2_000) keys.set(address, key);
  return key;
}

function computeKey(address: string): PictureKey {
  if (!address.startsWith('http'))
    return { key: address.length < 200 ? address : `${address.length}:${address.slice(-80)}`, name: '' };
  const { host, path, query } = splitAddress(unwrap(address));
  const cut = endOfFolders(path);
  const file = decode(path.slice(cut + 1).split('/')[0]!).toLowerCase();
  const { stem, isImage } = stemOf(file);
  let name = isTransform(stem) ? '' : stem;
  const isWeak = name.length < 8 || GENERIC_WORDS.has(name) || GENERIC_NUMBERED.test(name);
  const meaning = query && (isWeak || !isImage) ? meaningOf(query) : '';
  let folder = folderOf(path.slice(0, cut));
  if (name === '' || GENERIC_WORDS.has(name)) {
    const id = idOf(folder.slice(folder.lastIndexOf('/') + 1));
    if (id) {
      folder = folder.slice(0, folder.lastIndexOf('/') + 1) + id;
      name = '';
    }
  }
  const dot = host.lastIndexOf('.', host.lastIndexOf('.') - 1);
  return {
    key: `${dot > 0 ? host.slice(dot + 1) : host}${folder}/${name}?${meaning}`,
    name: isWeak || meaning ? '' : name,
  };
}

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
  const equals = stem.search(/=[wsh]\d/);
  if (equals > 0) stem = stem.slice(0, equals);
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
  if (SIZE_WORDS.has(end)) return stem.slice(0, cut);
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

function isTransform(segment: string): boolean {
  if (TRANSFORM_WORDS.has(segment)) return true;
  const mark = segment.search(/[_=:,x\d]/);
  if (mark < 0) return false;
  if (/^\d{1,4}$/.test(segment)) return isSize(Number(segment));
  if (/^(?:\d{1,4}w|\d+[x_,:]\d+!?|v\d{6,}|[whs]\d+(?:-[\w-]+)?)$/.test(segment)) return true;
  const prefix = segment.search(/[_=:]/);
  return prefix > 0 && prefix < 9 && TRANSFORM_PREFIXES.has(segment.slice(0, prefix));
}

/** A folder of digits: a size, unless it is a year, a month or a day. */
function isSize(number: number): boolean {
  return number > 31 && (number < 1990 || number > 2039);
}

/** The parameters that are not about size. */
function meaningOf(query: string): string {
  return query
    .split('&')
    .filter((pair) => {
      const name = pair.split('=')[0]!.toLowerCase();
      return !SIZE_PARAMETERS.has(name) && !name.startsWith('op_') && !name.startsWith('wx_');
    })
    .join('&');
}

/**
 * The address of the picture that a proxy delivers: in a parameter (`/_next/image?url=`), in the path (`/resize/300/https://…`),
 * as wp.com's `i0.wp.com/host/path`, or in base64 (imgproxy).
 */
export function unwrap(address: string): string {
  let outer = address;
  for (let depth = 0; depth < MAX_WRAPS; depth++) {
    const inner = findInner(outer);
    if (!inner) break;
    outer = inner;
  }
  return outer;
}

function findInner(address: string): string {
  const { host, path, query } = splitAddress(address);
  if (host.endsWith('.wp.com') && /^i\d\.wp\.com$/.test(host)) return `https://${path.slice(1)}${query && `?${query}`}`;
  if (query.includes('/') || query.includes('%2')) {
    for (const pair of query.split('&')) {
      const cut = pair.indexOf('=');
      if (cut < 0 || !INNER_ADDRESS.has(pair.slice(0, cut).toLowerCase())) continue;
      const inner = toAbsolute(decode(pair.slice(cut + 1)), host);
      if (inner) return inner;
    }
  }
  if (path.includes('http')) {
    const at = path.search(/https?(?::|%3a)(?:\/|%2f)/i);
    if (at > 0) {
      const inner = path.slice(at);
      return (/^https?%3a/i.test(inner) ? decode(inner) : inner + (query && `?${query}`)).replace(
        /^(https?:)\/+/i,
        '$1//',
      );
    }
  }
  const base64 = path.includes('/aHR0c') && /\/(aHR0c[\w-]{16,}={0,2})(?:\.\w+)?$/.exec(path)?.[1];
  return base64 ? decodeBase64(base64) : '';
}

function toAbsolute(inner: string, host: string): string {
  if (/^https?:\/\//i.test(inner)) return inner;
  if (inner.startsWith('//')) return `https:${inner}`;
  return /^\/[^/]/.test(inner) ? `https://${host}${inner}` : '';
}

/** By hand, for `new URL` costs several times as much and this runs for many renditions of every picture. */
function splitAddress(address: string): { host: string; path: string; query: string } {
  const start = address.indexOf('//') + 2;
  const hash = address.indexOf('#', start);
  const end = hash < 0 ? address.length : hash;
  const mark = address.indexOf('?', start);
  const pathEnd = mark < 0 || mark > end ? end : mark;
  const slash = address.indexOf('/', start);
  const hostEnd = slash < 0 || slash > pathEnd ? pathEnd : slash;
  const host = address.slice(start, hostEnd).toLowerCase();
  return {
    host: host.startsWith('www.') ? host.slice(4) : host,
    path: address.slice(hostEnd, pathEnd),
    query: pathEnd < end ? address.slice(pathEnd + 1, end) : '',
  };
}

function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function decodeBase64(text: string): string {
  try {
    const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return /^https?:\/\/[\x21-\x7e]+$/.test(plain) ? plain : '';
  } catch {
    return '';
  }
}
