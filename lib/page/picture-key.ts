/** Parameters that choose size, crop, quality or format of one picture, at the image services in common use. */
const SIZE_PARAMETER =
  /^(?:w|h|width|height|wid|hei|maxwidth|maxheight|max-?[wh]|imwidth|imheight|im|sw|sh|sm|sfrm|size|sz|scale|zoom|dpr|rect|fit|crop|cropping|resize|mode|auto|fm|fmt|format|output|ext|q|qlt|quality|strip|ssl|usm|op_\w+|fp-[xyz]|ixlib|ixid|cs|c|g|f|d|s|sig|signature|itok|v|ver|t|ts|timestamp|m|k|hash|token|mbid|cb|rev|version|lossy|optimize|compress|blur|bg|background|canvas|enlarge|upscale|type|webp|disable|__blob|wx_\w+|tp|ex)$/i;

/** Path segments that image services put before the picture's own path: transforms, sizes, signatures, versions. */
const TRANSFORM_SEGMENT =
  /^(?:-|(?:(?:[cwhqftgeborxyzla]|fl|ar|dpr|q|vf)_[\w.:-]+)(?:,[a-z]{1,3}_[^/]*)*|\d+[x_]\d+!?|\d{1,4}|\d+,\d+|\d+:\d+|[whs]\d+(?:-[\w-]+)?|(?:w|h|width|height|q|quality|fit|format|f|size|dpr|rs|rt|s|g|plain|rot|crop|resize)[=:][^/]*|resize|resized|crop|cropped|fit-in|fit|fill|smart|thumbs?|thumbnails?|thumbor|preview|strip|quality|format|scale|max|width|height|dims\d?|styles|public|images?|img|upload|uploads|unsafe|cdn-cgi|true|false|filters:.*|v\d{6,}|small|medium|large|full|orig|originals?|master|hero|square|portrait|landscape|\d{1,4}w)$/i;

/** Ends of a file name that tell the size or the crop of one picture. */
const SIZE_SUFFIX =
  /(?:[-_.@](?:\d{2,4}x\d{2,4}(?:[-_.]?(?:c|crop|cropped|crop_center|_c-default|top|center))?|\d{2,4}x|x\d{2,4}|\d{2,4}(?:w|px)|w\d{2,4}|[whs]_?\d{2,4}|\d(?:\.\d)?x|at\dx|scaled|rotated|e\d{9,}|small|medium|large|thumb(?:nail)?|full|orig(?:inal)?|hero|social|share|square\d*|master\d*|\w*threebytwo\w*|superjumbo|jumbo|facebookjumbo|mobile|desktop|tablet|retina|lowres|hires|lqip|blur(?:red)?|(?:1|3|4|16)[x_-](?:1|2|3|4|9)))$/i;

const EXTENSION = /(?:\.(?:jpe?g|pjpeg|jfif|png|webp|gif|avif|heic|bmp|tiff?|svg|ashx|aspx?|php|img))+$/i;

/** Names that tell nothing: the folder or the query must tell pictures apart. */
const GENERIC =
  /^(?:image|img|photo|picture|pic|default|main|cover|hero|large|full|share|index|view|maxresdefault|hqdefault|mqdefault|sddefault|thumb|file|media|download|raw|featured|card|og|original|unnamed|untitled|screenshot|foto|bild|[\d_-]{0,7}|(?:img|dsc|dscn|dscf|p|pict|image|photo|foto)[-_]?\d{1,5})?$/i;

const INNER_ADDRESS = /^(?:url|src|image|img|u|source|imageurl|image_url|remote|file)$/i;

/** How often an address may be wrapped in another one (a proxy of a proxy); deeper is an attack. */
const MAX_WRAPS = 3;

/** What tells a picture from others on its page, whatever its size, crop, format, host of delivery or proxy. */
export interface PictureKey {
  /** Agrees for two renditions kept in one place. */
  key: string;
  /** A name so special that it tells the picture wherever it is kept; '' when it is not. */
  name: string;
}

/** @param address absolute; `data:` and `blob:` are their own key */
export function keyOf(address: string): PictureKey {
  if (address.startsWith('data:')) return { key: `data:${address.length}:${address.slice(-80)}`, name: '' };
  const { host, path, query } = splitAddress(unwrap(address));
  if (!host) return { key: address, name: '' };
  const segments = decode(path).split('/').filter(Boolean);
  const file = segments.pop() ?? '';
  let name = stemOf(file);
  const folder = segments.filter((segment) => !TRANSFORM_SEGMENT.test(segment)).join('/');
  if (TRANSFORM_SEGMENT.test(name)) name = '';
  const isWeak = GENERIC.test(name) || name.length < 8;
  const meaning = isWeak || !EXTENSION.test(file) ? meaningOf(query) : '';
  const site = host.split('.').slice(-2).join('.');
  return { key: `${site}/${folder}/${name}?${meaning}`.toLowerCase(), name: isWeak || meaning ? '' : name };
}

/** The file's name without extension and size, lower case. */
function stemOf(file: string): string {
  let name = file
    .toLowerCase()
    .replace(/=[wsh]\d+[\w-]*$/, '')
    .replace(EXTENSION, '');
  for (
    let shorter = name.replace(SIZE_SUFFIX, '');
    shorter !== name && shorter.length > 2;
    shorter = name.replace(SIZE_SUFFIX, '')
  )
    name = shorter;
  return name;
}

/** The parameters that are not about size. */
function meaningOf(query: string): string {
  if (!query) return '';
  return query
    .split('&')
    .filter((pair) => !SIZE_PARAMETER.test(pair.split('=')[0]!))
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
  const photon = /^i\d\.wp\.com$/.test(host) && `https://${path.slice(1)}${query && `?${query}`}`;
  if (photon) return photon;
  if (query.includes('%2F') || query.includes('/') || query.includes('%2f')) {
    for (const pair of query.split('&')) {
      const cut = pair.indexOf('=');
      if (cut < 0 || !INNER_ADDRESS.test(pair.slice(0, cut))) continue;
      const inner = toAbsolute(decode(pair.slice(cut + 1)), host);
      if (inner) return inner;
    }
  }
  const at = path.search(/https?(?::|%3a)(?:\/|%2f)/i);
  if (at > 0) {
    const inner = path.slice(at);
    return (/^https?%3a/i.test(inner) ? decode(inner) : inner + (query && `?${query}`)).replace(
      /^(https?:)\/+/i,
      '$1//',
    );
  }
  const base64 = /\/(aHR0c[\w-]{16,}={0,2})(?:\.\w+)?$/.exec(path)?.[1];
  return base64 ? decodeBase64(base64) : '';
}

function toAbsolute(inner: string, host: string): string {
  if (/^https?:\/\//i.test(inner)) return inner;
  if (inner.startsWith('//')) return `https:${inner}`;
  return /^\/[^/]/.test(inner) ? `https://${host}${inner}` : '';
}

interface AddressParts {
  host: string;
  path: string;
  query: string;
}

/** By hand, for `new URL` costs several times as much and this runs for every rendition of every picture. */
function splitAddress(address: string): AddressParts {
  const match = /^https?:\/\/(?:www\.)?([^/?#]+)([^?#]*)(?:\?([^#]*))?/i.exec(address);
  return { host: match?.[1]?.toLowerCase() ?? '', path: match?.[2] ?? '', query: match?.[3] ?? '' };
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
