/** `data:` pictures beyond this many characters are not carried over: they would be megabytes in every message. */
const MAX_DATA_LENGTH = 1_000_000;

/** Longest http address believed; longer ones are attacks or accidents. */
const MAX_ADDRESS_LENGTH = 4_000;

/** Files that are no pictures, named in places where pictures are. */
const OTHER_MEDIA = /\.(?:mp4|m4v|webm|mov|m3u8|mpd|ogv|mp3|pdf|html?|css|m?js|json|xml|woff2?)(?:[?#]|$)/i;

const HOME_PAGE = /^https?:\/\/[^/?#]+\/?$/i;

/** What templates leave behind when they were not filled in. */
const UNFILLED =
  /[{}]|(?:^|[/=])your[_-]\w{0,20}(?:image|photo|picture|url|link)|%7B|%7D|\[object|<%|\/(?:undefined|null|nan)(?:[/?#]|$)|^(?:undefined|null|about:|#)/i;

/** The picture's absolute address, or '' when it is none that a pin could use: only http(s), `data:image/…` and `blob:`. */
export function resolveImage(raw: string, base: string): string {
  const text = /^\s*https?%3a/i.test(raw) ? decode(raw.trim()) : withoutQuotes(raw.trim());
  if (!text || text === '/' || text[0] === '#') return '';
  if (/^data:/i.test(text)) return /^data:image\//i.test(text) && text.length <= MAX_DATA_LENGTH ? text : '';
  if (text.length > MAX_ADDRESS_LENGTH || OTHER_MEDIA.test(text) || HOME_PAGE.test(text)) return '';
  if (text.length > 1 && text[0] === '/' && text[1] !== '/' && PLAIN_PATH.test(text) && !NOT_PLAIN.test(text))
    return originOf(base) + text;
  if (PLAIN.test(text) && !NOT_PLAIN.test(text)) return text;
  if (UNFILLED.test(text)) return '';
  return resolve(text, base, /^(?:https?|blob):$/);
}

/** Editors make typographic quotes of those in pasted code, and templates quote twice. */
function withoutQuotes(text: string): string {
  return QUOTES.includes(text[0] ?? ' ') ? text.replace(/^["'“”„‘’′″]+|["'“”„‘’′″]+$/g, '') : text;
}

const QUOTES = '"\'“”„‘’′″';

/** The page's absolute http(s) address without credentials, or ''. */
export function resolvePage(raw: string, base: string): string {
  const text = raw.trim();
  if (!text || text.length > MAX_ADDRESS_LENGTH || UNFILLED.test(text)) return '';
  return resolve(text, base, /^https?:$/);
}

/** Absolute, plain, and already as `new URL` would write it: most addresses, and parsing them costs more than all else here. */
const PLAIN = /^https?:\/\/[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}\/(?!\.)[\w\-~:/?!$()*+,;=%&.]*$/;
const PLAIN_PATH = /^\/(?!\.)[\w\-~:/?!$()*+,;=%&.]*$/;
const NOT_PLAIN = /&amp;|\/\.{1,2}(?:\/|$)|%7[bd]|\/(?:undefined|null|nan)\b/i;

let knownOrigin = { base: '', origin: '' };

/** The origin of a base address; all pictures of a page share one. Not asked for bases without a host (`about:srcdoc` has its parent's). */
function originOf(base: string): string {
  if (knownOrigin.base !== base) knownOrigin = { base, origin: URL.canParse(base) ? new URL(base).origin : 'null' };
  return knownOrigin.origin;
}

function resolve(text: string, base: string, protocols: RegExp): string {
  try {
    const url = new URL(text.replaceAll('&amp;', '&'), base);
    if (!protocols.test(url.protocol)) return '';
    if (url.protocol === 'blob:') return url.href;
    // A host without a dot is a slip ("https://https://…", "http:///path") or a machine nobody else reaches.
    if (!/[.:]|^localhost$/.test(url.hostname)) return '';
    if (url.username || url.password) {
      url.username = '';
      url.password = '';
    }
    return url.href;
  } catch {
    return '';
  }
}

/** Second-level labels under which countries sell names (a small part of publicsuffix.org, the part that web sites are met under). */
const SECOND_LEVEL = /^(?:co|com|org|net|gov|edu|ac|or|ne|go|gob|gov|nom|blogspot|github|wordpress)$/;

/** The part of a host that one owner holds: "example.co.uk" of "m.example.co.uk". Approximate; used to tell own from foreign. */
export function domainOf(hostname: string): string {
  const labels = hostname.toLowerCase().split('.');
  if (labels.length < 3 || /^[\d.:[\]]+$/.test(hostname)) return hostname.toLowerCase();
  const isTwoDeep =
    SECOND_LEVEL.test(labels.at(-2)!) &&
    (labels.at(-1)!.length === 2 || /^(?:blogspot|github|wordpress)$/.test(labels.at(-2)!));
  return labels.slice(isTwoDeep ? -3 : -2).join('.');
}

/** Whether two absolute addresses belong to one owner. */
export function isSameSite(a: string, b: string): boolean {
  const [x, y] = [hostOf(a), hostOf(b)];
  return x !== '' && (x === y || domainOf(x) === domainOf(y));
}

/** The host of an absolute http(s) address as `new URL` writes it; '' for others. */
function hostOf(address: string): string {
  const start = address.indexOf('://') + 3;
  if (start < 3) return '';
  const end = address.slice(start).search(/[/?#:]/);
  return end < 0 ? address.slice(start) : address.slice(start, start + end);
}

const INNER_ADDRESS = wordSet('url src image img u href source imageurl image_url remote file fname path');

/** How often an address may be wrapped in another one (a proxy of a proxy); deeper is an attack. */
const MAX_WRAPS = 3;

/**
 * The address of the picture that a proxy delivers: in a parameter (`/_next/image?url=`), in the path (`/resize/300/https://…`,
 * `/300x200/filters:…/host/path`), as wp.com's `i0.wp.com/host/path`, or in base64 (imgproxy).
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
  const origin = address.slice(0, address.indexOf('/', address.indexOf('//') + 2));
  if (host.endsWith('.wp.com') && /^i\d\.wp\.com$/.test(host)) return `https://${path.slice(1)}${query && `?${query}`}`;
  if (query.includes('/') || query.includes('%2')) {
    for (const pair of query.split('&')) {
      const cut = pair.indexOf('=');
      if (cut < 0 || !INNER_ADDRESS.has(pair.slice(0, cut).toLowerCase())) continue;
      const inner = toAbsolute(decode(pair.slice(cut + 1)), origin);
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
  const hosted = HOST_IN_PATH.exec(path);
  if (hosted && isTransform(hosted[1]!) && !EXTENSIONS.has(hosted[2]!))
    return `https://${path.slice(hosted.index + hosted[1]!.length + 2)}${query && `?${query}`}`;
  const base64 = path.includes('/aHR0c') && /\/(aHR0c[\w-]{16,}={0,2})(?:\.\w+)?$/.exec(path)?.[1];
  return base64 ? decodeBase64(base64) : '';
}

/** A folder that transforms, and behind it one that is a host, as Thumbor's addresses have them. */
const HOST_IN_PATH = /\/([^/]+)\/(?:[a-z\d-]+\.){1,4}([a-z]{2,})\/[^/]/;

/** A path is one of the proxy's own origin, its scheme, port and `www.` included. */
function toAbsolute(inner: string, origin: string): string {
  if (/^https?:\/\//i.test(inner)) return inner;
  if (inner.startsWith('//')) return `https:${inner}`;
  if (/^\/[^/]/.test(inner)) return origin + inner;
  // Without a scheme: "a.example/u/jug.jpg" of another host, "u/jug.jpg" of this one.
  if (!/^[^\s:?]+\/[^\s:?]+\.(?:jpe?g|png|webp|gif)$/i.test(inner)) return '';
  return /^[a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}\//i.test(inner) ? `https://${inner}` : `${origin}/${inner}`;
}

/** By hand, for `new URL` costs several times as much and this runs for many renditions of every picture. */
export function splitAddress(address: string): { host: string; path: string; query: string } {
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

/** Percent-decoded, or as it is where that fails. */
export function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The address that is written in base64; '' where none is. */
export function decodeBase64(text: string): string {
  try {
    const plain = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return /^https?:\/\/[\x21-\x7e]+$/.test(plain) ? plain : '';
  } catch {
    return '';
  }
}

/** Ends of names of files that show a picture. */
export const EXTENSIONS = wordSet('jpg jpeg pjpeg jfif png webp gif avif heic bmp tif tiff svg ashx asp aspx php img');

/** Folders that image services put before the picture's own path: sizes, crops, filters. */
const TRANSFORM_WORDS = wordSet(
  '- resize resized crop cropped fit-in fit fill smart thumb thumbs thumbnail thumbnails thumbor preview strip quality format scale max width height dims dims1 dims2 dims3 dims4 styles public image images img upload uploads unsafe cdn-cgi true false small medium large full orig original originals master hero square portrait landscape',
);

/** What stands before "_", "=" or ":" in a folder that transforms (Cloudinary, Thumbor, imgproxy, Cloudflare). */
const TRANSFORM_PREFIXES = wordSet(
  'c w h q f t g e b o r x y z l a fl ar dpr vf u width height quality fit format size rs rt s plain rot crop resize filters',
);

/** Whether a folder, or a file's name without its end, reads like instructions for delivery. Lower case. A hint only. */
export function isTransform(segment: string): boolean {
  if (TRANSFORM_WORDS.has(segment)) return true;
  const mark = segment.search(/[_=:,x\d]/);
  if (mark < 0) return false;
  if (/^(?:\d{1,4}w|\d+[x_,:]\d+!?|v\d{6,}|[whs]\d+(?:-[\w-]+)?)$/.test(segment)) return true;
  const prefix = segment.search(/[_=:]/);
  return prefix > 0 && prefix < 9 && TRANSFORM_PREFIXES.has(segment.slice(0, prefix));
}

export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}
