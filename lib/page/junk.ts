import type { LeftOutReason } from './facts';

/** Words in a picture's path that say what it is for. Whole words, between slashes, dots, hyphens and underscores. */
const PATH_WORDS: [LeftOutReason, RegExp][] = [
  ['tracker', inPath('pixel|beacon|tracking')],
  ['spacer', inPath('spacer|blank|transparent|1x1|shim')],
  ['sprite', inPath('sprites?|spritesheet')],
  [
    'placeholder',
    inPath(
      'placeholders?|loading|loader|spinner|lazyload|noimage|no-?image|no-?photo|nopic|dummy|lqip|default-?image|captcha',
    ),
  ],
  ['avatar', inPath('avatars?|gravatar|userpics?|profile-?(?:pic|image|photo)s?|headshot|profileimages?')],
  ['icon', inPath('icons?|favicon|emojis?|smil(?:ey|ies)|apple-touch-icon|btn|glyphs?|ico')],
  ['logo', inPath('logos?|wordmark|brandmark|logotype')],
];

/** Words that also name things one takes photos of: they count for small pictures only. */
const WEAK_WORDS: [LeftOutReason, RegExp][] = [
  [
    'icon',
    inPath(
      'badges?|buttons?|flags?|arrows?|stars?|rating|bullets?|check|cart|search|menu|close|play|share|social|facebook|twitter|pinterest|instagram|youtube|whatsapp|linkedin|appstore|google-?play',
    ),
  ],
];

const TRACKER_HOSTS =
  /^https?:\/\/[^/]*(?:doubleclick\.net|scorecardresearch|google-analytics|googletagmanager|quantserve|bat\.bing|pixel\.wp|chartbeat|krxd|omtrdc|2o7\.net|adnxs|criteo|imrworldwide|ioam\.de|vgwort|etracker|statcounter|hotjar|analytics\.)|facebook\.com\/tr\b|\/b\/ss\/|stats\.(?:g|wp)\.|\/__utm\.gif/i;
const AD_HOSTS =
  /^https?:\/\/[^/]*(?:googlesyndication|doubleclick|amazon-adsystem|adservice|adform|adition|taboola|outbrain|revcontent|mgid\.com|zedo|rubiconproject|media\.net|awin1|tradedoubler|shareasale|banners?\.)|\/(?:ads|adserver|adverts?|banners?)\//i;
const AVATAR_HOSTS = /^https?:\/\/[^/]*(?:gravatar\.com|unavatar)/i;

function inPath(words: string): RegExp {
  return new RegExp(`(?:^|[/_.\\-%?=&])(?:${words})(?=[/_.\\-%?=&]|\\d*(?:[/_.\\-?]|$))`, 'i');
}

/** What an address alone says a picture is, when that is no content; undefined when it says nothing against it. */
export function reasonByAddress(address: string): LeftOutReason | undefined {
  if (address.startsWith('data:') || address.startsWith('blob:')) return undefined;
  if (TRACKER_HOSTS.test(address)) return 'tracker';
  if (AD_HOSTS.test(address)) return 'ad';
  if (AVATAR_HOSTS.test(address)) return 'avatar';
  const path = address.replace(/^https?:\/\/[^/]+/, '');
  return PATH_WORDS.find(([, words]) => words.test(path))?.[0];
}

/** What the address says of a picture that is known to be small. */
export function reasonByAddressWhenSmall(address: string): LeftOutReason | undefined {
  const path = address.replace(/^https?:\/\/[^/]+/, '');
  return WEAK_WORDS.find(([, words]) => words.test(path))?.[0];
}

/** Words in the class, id or alternative text of an image (and of what holds it directly) that say what it is for. */
const OWN_WORDS: [LeftOutReason, RegExp][] = [
  ['avatar', inWords('avatar|gravatar|author|byline|bio|headshot|userpic|profile-?(?:pic|image|photo)')],
  ['logo', inWords('logo|wordmark|branding')],
  ['icon', inWords('icon|icons|emoji|wp-smiley|smiley|favicon|badge|app-?store|payment|social|share|btn|button')],
  ['sprite', inWords('sprite')],
  ['tracker', inWords('pixel|tracking|beacon')],
  ['ad', inWords('advert\\w*|ads?|banner-?ad|sponsor\\w*')],
];

function inWords(words: string): RegExp {
  return new RegExp(`(?:^|[\\s_-])(?:${words})(?=[\\s_-]|$)`, 'i');
}

/** What class, id and alternative text say a picture is, when that is no content. */
export function reasonByWords(words: string): LeftOutReason | undefined {
  return words.length > 3 ? OWN_WORDS.find(([, pattern]) => pattern.test(words))?.[0] : undefined;
}
