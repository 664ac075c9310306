import { decode } from './unwrap';

/** `data:` pictures beyond this many characters are not carried over: they would be megabytes in every message. */
const MAX_DATA_LENGTH = 1_000_000;

/** Longest http address believed; longer ones are attacks or accidents. */
const MAX_ADDRESS_LENGTH = 4_000;

/** Files that are no pictures, named in places where pictures are. */
const OTHER_MEDIA = /\.(?:mp4|m4v|webm|mov|m3u8|mpd|ogv|mp3|pdf|html?)(?:[?#]|$)/i;

const HOME_PAGE = /^https?:\/\/[^/?#]+\/?$/i;

/** What templates leave behind when they were not filled in. */
const UNFILLED = /[{}]|%7B|%7D|\[object|<%|\/(?:undefined|null|nan)(?:[/?#]|$)|^(?:undefined|null|about:|#)/i;

/** The picture's absolute address, or '' when it is none that a pin could use: only http(s), `data:image/…` and `blob:`. */
export function resolveImage(raw: string, base: string): string {
  const text = /^\s*https?%3a/i.test(raw) ? decode(raw.trim()) : raw.trim();
  if (!text || text === '/' || text[0] === '#') return '';
  if (/^data:/i.test(text)) return /^data:image\//i.test(text) && text.length <= MAX_DATA_LENGTH ? text : '';
  if (text.length > MAX_ADDRESS_LENGTH || OTHER_MEDIA.test(text) || HOME_PAGE.test(text)) return '';
  if (text.length > 1 && text[0] === '/' && text[1] !== '/' && PLAIN_PATH.test(text) && !NOT_PLAIN.test(text))
    return originOf(base) + text;
  if (PLAIN.test(text) && !NOT_PLAIN.test(text)) return text;
  if (UNFILLED.test(text)) return '';
  return resolve(text, base, /^(?:https?|blob):$/);
}

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
