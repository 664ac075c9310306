import { EXTENSIONS, isTransform, wordSet } from './transforms';

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
