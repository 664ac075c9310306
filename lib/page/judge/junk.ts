import type { LeftOutReason } from '../facts';
import { createTable, findInTable, type TokenTable, tokensOf } from '../place/regions';
import { isEmpty, PLACEHOLDER_WORDS, splitCamel, wordsOfFile } from '../sources/placeholder';

/** Words in a picture's path that say what it is for. */
const PATH_WORDS = createTable<LeftOutReason>([
  ['tracker', 'pixel pixels beacon tracking tracking+pixel'],
  ['sprite', 'sprite sprites spritesheet'],
  ['placeholder', PLACEHOLDER_WORDS.placeholder],
  [
    'avatar',
    'avatar avatars gravatar userpic userpics profile+pic profile+pics profile+image profile+images profile+photo profile+photos headshot headshots default+user',
  ],
  [
    'icon',
    'icon icons favicon favicons emoji emojis smiley smileys smilies apple+touch touch+icon glyph glyphs qr+code',
  ],
  ['logo', 'logo logos wordmark brandmark logotype'],
  // Last, for in a folder and beside other words these also say what a picture looks like.
  ['spacer', PLACEHOLDER_WORDS.spacer],
]);

/** Words that also name things one takes photos of: they count for small pictures only. */
const WEAK_WORDS = createTable<LeftOutReason>([
  [
    'icon',
    'badge badges button buttons btn flag flags arrow arrows star stars rating bullet bullets check cart search menu close play share social facebook twitter pinterest instagram youtube whatsapp linkedin app+store google+play',
  ],
]);

/** Hosts that serve counters, and that serve ads (from the public filter lists' most common entries). A part begins a label of the host. */
const TRACKER_HOST =
  /(?:^|[.-])(?:doubleclick\.|scorecardresearch|google-analytics|googletagmanager|quantserve|bat\.bing\.|pixel\.wp\.com|chartbeat|krxd\.|omtrdc|2o7\.net$|adnxs|criteo|imrworldwide|ioam\.de$|vgwort\.|etracker\.|statcounter|hotjar|stats\.wp\.com|mc\.yandex\.|yadro\.|sitemeter\.|getclicky\.|histats\.)/;
const AD_HOST =
  /(?:^|[.-])(?:googlesyndication|smartadserver|amazon-adsystem|adserv|adform\.|adition\.|taboola|outbrain|revcontent|mgid\.|zedo\.|rubiconproject|media\.net$|awin1\.|tradedoubler|shareasale|yabs\.yandex\.)/;
const FACE_HOST = /(?:^|[.-])(?:gravatar|unavatar)\./;
const AD_PATHS = createTable([['ad', 'ads adserver advert adverts banner banners sponsor sponsors']]);

/** Whether a picture comes from a host that serves nothing but counters, ads or people's faces; undefined when it does not. */
export function reasonBySource(address: string): LeftOutReason | undefined {
  if (!address.startsWith('http')) return undefined;
  const start = address.indexOf('//') + 2;
  const at = address.indexOf('/', start);
  const host = at < 0 ? address.slice(start) : address.slice(start, at);
  const byHost = reasonByHost(host);
  if (byHost) return byHost;
  return address.startsWith('/b/ss/', at) || (address.startsWith('/tr', at) && host.endsWith('facebook.com'))
    ? 'tracker'
    : undefined;
}

/** What the words of an address make of a picture. A guess: an article may be about an icon, a film be called "Avatar". */
export function reasonByWordsOfAddress(address: string): LeftOutReason | undefined {
  if (!address.startsWith('http')) return undefined;
  const at = address.indexOf('/', 8);
  const path = at < 0 ? '' : address.slice(at);
  const found = findInTable(PATH_WORDS, tokensOf(splitCamel(path))) ?? (isAdPath(path) ? 'ad' : undefined);
  return found ?? (/^https?:\/\/(?:banners?|analytics)\./.test(address) ? 'ad' : undefined);
}

/** What placeholders hold the place of: "gallery-placeholder.jpg". Beside any other word these say what is shown: "avatar-news.jpg". */
const HELD_WORDS = new Set('gallery video article post recipe news card item category user profile'.split(' '));

/** Whether a file's name holds no word but such that speak against it: "placeholder-600x400.png", "site-logo.png", "loading.gif". */
export function isNamedAsJunk(address: string): boolean {
  const isPlaceholder = findInTable(PATH_WORDS, wordsOfFile(address)) === 'placeholder';
  return hasOnlyWordsOf([PATH_WORDS], address, isPlaceholder ? HELD_WORDS : undefined);
}

/** Whether a file's name holds no word but such as buttons are called by: "facebook-medium.png", "icon-share.svg". */
export function isNamedAsButton(address: string): boolean {
  const isTold = wordsOfFile(address).some(
    (word) => findInTable(WEAK_WORDS, [word]) ?? findInTable(PATH_WORDS, [word]),
  );
  return isTold && hasOnlyWordsOf([PATH_WORDS, WEAK_WORDS], address);
}

function hasOnlyWordsOf(tables: TokenTable<LeftOutReason>[], address: string, others?: ReadonlySet<string>): boolean {
  const words = wordsOfFile(address);
  const isIn = (table: TokenTable<LeftOutReason>, at: number): boolean =>
    findInTable(table, [words[at]!]) !== undefined || isPair(table, words, at) || isPair(table, words, at - 1);
  return words.every((word, at) => isEmpty(word) || others?.has(word) || tables.some((table) => isIn(table, at)));
}

/** Whether a word and the next one say it together. */
function isPair({ pairs }: TokenTable<LeftOutReason>, words: string[], at: number): boolean {
  return pairs.get(words[at] ?? '')?.has(words[at + 1] ?? '') === true;
}

const TEXT_WORDS = createTable<LeftOutReason>([
  ['avatar', 'avatar headshot'],
  ['icon', 'icon emoji badge'],
  ['logo', 'logo'],
]);
const MAX_NAMING_WORDS = 3;

/**
 * What an alternative text calls a picture, where it does no more than that: "User avatar", "Home icon".
 * @param titleWords words of what the page is about, lower case: a page about icons shows icons
 */
export function reasonByText(text: string, titleWords: ReadonlySet<string>): LeftOutReason | undefined {
  const words = tokensOf(text.trim());
  const last = words.at(-1)!;
  if (words.length > MAX_NAMING_WORDS || [...titleWords].some((word) => word.startsWith(last))) return undefined;
  return findInTable(TEXT_WORDS, [last]);
}

/**
 * Whether a file's name says no more than that it is the mark of this very site: "yonhapnews_logo_1200x800.png". Such a mark is often what
 * a page without a picture names as its picture.
 * @param names words of what the site is called, lower case
 */
export function isNamedAsSiteMark(address: string, names: readonly string[]): boolean {
  // A language, or a number of it, stands in many: "example_logo_en01.png".
  const words = wordsOfFile(address).filter((word) => !isEmpty(word) && !/^(?:[\da-f]{8,}|[a-z]{2}\d*)$/.test(word));
  const rests = words.map((word) =>
    names.reduce((rest, name) => (name.length > 2 ? rest.replace(name, '') : rest), word),
  );
  const isMark = (rest: string) => /^(?:logo|icon)$/.test(findInTable(PATH_WORDS, [rest]) ?? '');
  return (
    rests.some((rest, at) => rest !== words[at]) &&
    rests.some(isMark) &&
    rests.every((rest) => isEmpty(rest) || isMark(rest))
  );
}

const byHosts = new Map<string, LeftOutReason | undefined>();

/** The pictures of a page come from few hosts, so each is judged once. */
function reasonByHost(host: string): LeftOutReason | undefined {
  if (byHosts.has(host)) return byHosts.get(host);
  let reason: LeftOutReason | undefined;
  if (TRACKER_HOST.test(host)) reason = 'tracker';
  else if (AD_HOST.test(host)) reason = 'ad';
  else if (FACE_HOST.test(host)) reason = 'avatar';
  if (byHosts.size > 500) byHosts.clear();
  byHosts.set(host, reason);
  return reason;
}

/** A folder for ads; a file may well be called "banner", and "ad" may be the first digits of a hash ("/a/ad/", "/ad/93/"). */
function isAdPath(path: string): boolean {
  if (!/[/_-](?:ads|banner|sponsor)/.test(path)) return false;
  const folders = path.split('?')[0]!.split('/').slice(1, -1);
  return folders.some((folder) => AD_PATHS.words.has(folder) || /[_-]ads$/.test(folder));
}

/** What the address says of a picture that is known to be small. */
export function reasonByAddressWhenSmall(address: string): LeftOutReason | undefined {
  return findInTable(WEAK_WORDS, tokensOf(address.slice(address.indexOf('/', 8))));
}

/** Words in the class, id or alternative text of an image (and of what holds it directly) that say what it is for. */
const OWN_WORDS = createTable<LeftOutReason>([
  ['avatar', 'avatar gravatar author byline bio headshot userpic profile+pic profile+image profile+photo'],
  ['logo', 'logo wordmark branding'],
  ['icon', 'icon icons emoji smiley favicon badge app+store payment social share'],
  ['sprite', 'sprite'],
  ['tracker', 'pixel tracking beacon'],
  ['ad', 'ad ads advert advertisement advertising banner+ad sponsor sponsored sponsors'],
]);

/** A button may also hold the still of a film, or a gallery's picture: only small ones are its drawing. */
const BUTTON_WORDS = createTable<LeftOutReason>([['icon', 'btn button']]);

/** What class, id and alternative text say a picture is, when that is no content. */
export function reasonByWords(words: string, isSmall: boolean): LeftOutReason | undefined {
  if (words.length < 3) return undefined;
  const tokens = tokensOf(words);
  return findInTable(OWN_WORDS, tokens) ?? (isSmall ? findInTable(BUTTON_WORDS, tokens) : undefined);
}
