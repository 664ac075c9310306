import { wordSet } from './address';

/**
 * How image servers and publishing systems write a size, a crop or a format into an address. One table for both uses: what is taken
 * out here to see whether two addresses name one picture is also what is proposed as the address of its original (`originals.ts`).
 */

/** A service's own way to write a rendition, and how the address reads without it. */
interface Transform {
  /** Every such address contains this; without it the pattern is not tried. */
  has: string;
  from: RegExp;
  to: string;
}

/** The end of a file's name: its extension, with a second one where a server adds the format that it delivers. */
const END = String.raw`(?=(?:\.progressive)?\.[a-zA-Z]{3,4}(?:\.(?:webp|avif|jpg))?(?:[?#]|$))`;

/** From the documentation of the services named, checked against addresses met in the wild. */
const OF_SERVICES: Transform[] = [
  // Cloudinary, with or without a signature.
  { has: '/image/', from: /(\/image\/(?:upload|fetch)\/)(?:(?:[a-z]{1,3}_[^/]*|s--[\w-]+--)\/)+/i, to: '$1' },
  // Google and Blogger.
  { has: '=', from: /^([^?#]+)=[swh]\d+(?:-[\w-]+)?$/i, to: '$1=s0' },
  {
    has: '/',
    from: /((?:blogspot|googleusercontent|ggpht)\.com\/.+|\/img\/[ab]\/.+)\/[swh]\d{2,4}(?:-[\w-]+)?\/(?=[^/]+$)/i,
    to: '$1/s0/',
  },
  { has: 'x', from: /\/\d{2,4}x\d*(?:_RS)?(?=(?:\/[\da-f]{2}){2,3}\/[\da-f]{8,}\.)/, to: '/originals' }, // Pinterest
  { has: '/media/', from: /(\/media\/[^?/]+\?.*\bname=)(?:\w*small|thumb|medium|large|\d+x\d+)/i, to: '$1orig' }, // X
  { has: '/t/p/', from: /\/t\/p\/[wh]\d+\w*\//, to: '/t/p/original/' }, // TMDB
  { has: '_', from: /(\/\d+_[\da-f]{8,})_[a-z](?=\.jpg)/, to: '$1_b' }, // Flickr
  // MediaWiki.
  { has: '/thumb/', from: /\/thumb(\/\w\/\w\w\/[^/]+)\/(?:lossy-)?(?:page\d+-)?\d+px-[^/]+$/i, to: '$1' },
  { has: 'squarespace', from: /(squarespace[^?]*\?format=)\d+w/i, to: '$12500w' },
  { has: '/il_', from: /\/il_\d+x(?:\d+|N)\./, to: '/il_fullxfull.' }, // Etsy
  { has: '/s-l', from: /\/s-l\d{2,4}(?=\.[a-z]{3,4}(?:[?#]|$))/i, to: '/s-l1600' }, // eBay
  { has: '/dw/image/', from: /\/dw\/image\/v\d\/\w+(?=\/on\/demandware\.static\/)/, to: '' }, // Salesforce Commerce Cloud
  { has: '/stencil/', from: /\/stencil\/\d[^/]*\//i, to: '/stencil/original/' }, // BigCommerce
  // Amazon and IMDb: "name._V1_UX380_CR0,0,380,562_.jpg", "name_SL300_.jpg".
  { has: '_.', from: new RegExp(String.raw`(?:\._[A-Z][\w,%+-]*|(?:_[A-Z]{2}\d{2,4})+)_${END}`), to: '' },
  // Magento's and others' caches: a hash for the size, the real path beneath it.
  { has: 'cache', from: /\/[a-z_-]*cache[a-z_-]*\/(?:[\w-]+\/){0,3}?[0-9a-f]{16,}(?=\/)/i, to: '' },
  { has: '/image/cache', from: /\/image\/cache(?:webp)?\//, to: '/image/' }, // OpenCart
  { has: '/media/cache/', from: /\/media\/cache\/(?:resolve\/)?[a-z][\w-]*(?:\/rc\/\w+)?(?=\/[^/]+\/)/i, to: '' }, // Symfony
  { has: '/thumbnail/', from: /\/thumbnail(\/(?:\w\w\/){2,3}[^/]+)_\d+x\d+(?=\.\w+)/, to: '/media$1' }, // Shopware
  { has: '/ids/', from: /(\/arquivos\/ids\/\d+)-\d+-(?:\d+|auto)(?=[/?#]|$)/, to: '$1' }, // VTEX
  { has: '_default/', from: /(\/\d+)-\w+_default(?=\/)/, to: '$1' }, // PrestaShop
  { has: '/ALTERNATES/', from: /\/ALTERNATES\/[\w-]+(?=\/)/, to: '/BINARY' }, // Escenic
  // Wagtail: "images/jug.2e16d0ba.fill-220x140.jpg", with the focal point's hash where there is one.
  {
    has: '/images/',
    from: /\/images\/([^/?#]+?)(?:\.[\da-f]{8})?\.(?:fill|max|min|width|height|scale)-\d+(?:x\d+)?(?:-c\d+)?(?:\.[a-z]+-\w+)*(?=\.[a-z]{3,4}$)/i,
    to: '/original_images/$1',
  },
  // Uploadcare: "/-/resize/300x/-/quality/smart/".
  {
    has: '/-/',
    from: /(?:\/-\/(?:smart_resize|scale_crop|resize|crop|preview|quality|format|progressive|stretch|setfill|sharp|enhance|autorotate|strip_meta)(?:\/[^/?#]+)*?)+(?=\/[^/?#]*(?:[?#]|$))/,
    to: '',
  },
  // TYPO3: "/_processed_/3/5/csm_jug_bc6ebee245.png".
  { has: '/csm_', from: new RegExp(`/csm_([^/?#]+)_[\\da-f]{10}${END}`), to: '/$1' },
  // Parameters behind a semicolon: "image;s=644x461", "jug.jpg;maxHeight=200;maxWidth=300".
  { has: ';', from: /;(?:[swhq]|(?:max)?(?:width|height))=\d{2,4}[^/?#]*(?=[?#]|$)/i, to: '' },
  // The file itself behind the format that a server made of it: "jug.jpg.webp".
  { has: 'g.', from: /(\.(?:jpe?g|png))\.(?:webp|avif)(?=[?#]|$)/i, to: '$1' },
  // Shopify.
  {
    has: '?v=',
    from: new RegExp(`_(?:pico|icon|compact|large|grande|master)(?:_crop_\\w+)?(?:@\\dx)?${END}`, 'i'),
    to: '',
  },
];

/**
 * What follows the file: Wix, Fandom, Adobe Experience Manager; "jug.jpg!w320", "jug.jpg_220x330q90.jpg_.webp", "jug.jpg@200w",
 * "jug.jpg.300x200_q85.jpg".
 */
const BEHIND_FILE =
  /(\/[^/?#]*?\.(?:jpe?g|png|webp|avif|gif))(?:(?:\.transform)?\/(?!\/)[^?#]*|(?:[!@_:]|\.\d+x\d)[^/?#]*(?![^?#]))/i;

/** Folders that say how a picture is to be delivered, before another folder or the file. */
const FOLDERS = new RegExp(
  [
    // Thumbor with its signature: "/WvIYGpT4jV7kynU9HtMMY4oEFVs=/1500x0/filters:no_upscale()".
    String.raw`\/[\w-]{27}=?(?:\/(?:trim|(?:adaptive-|full-)*fit-in|\d+x\d+:\d+x\d+|-?(?:\d{1,4}|orig)x-?(?:\d{0,4}|orig)|left|center|right|top|middle|bottom|smart|filters:[^/]*)(?![^/]))+`,
    // Ratio, width, height and a hash of them: "/16x9/450/253/8908492a408f547dd54f8a33d4b15203/Fb"; and a ratio alone.
    String.raw`\/\d{1,2}x\d{1,2}\/\d{2,4}\/\d{2,4}\/[\da-f]{32}(?:\/\w\w)?`,
    String.raw`\/(?:ar|ratio|aspect(?:-ratio)?)\/\d{1,2}[-x:]\d{1,2}`,
    // Cloudflare Images, Nuxt Image, Drupal.
    String.raw`\/cdn-cgi\/image\/[^/]+`,
    String.raw`\/_ipx\/[^/]+`,
    String.raw`\/(?:styles\/[\w-]+\/public|imagecache\/[\w-]+)`,
    // "/mnresize/415/622", "/fit-in/300x200/smart/filters:quality(80)", "/scale-to-width-down/340".
    String.raw`\/(?:[a-z]{0,6}[-_]?resiz[a-z]*|crop[a-z]*|fit(?:-in)?|fill|max|size|thumb[a-z]*|scaled?(?:-to-[a-z-]+)?)(?:\/[wh]?(?!(?:19|20)\d\d[/?#])\d{2,4}(?:x\d{0,4})?(?![^/?#])){1,2}(?:\/smart)?(?:\/filters:[^/]*)?`,
    // "/300x200", "/r/300x200", "/crop-960x540", "/s640x960", "/236x", "/_300x450_crop_center", "/_600xAUTO_crop_none".
    String.raw`(?:\/rs?)?\/(?:_?s?|(?:crop|fit|fill|cover|resized?)[-_])(?:\d{2,4}x(?:\d{2,4}|auto)?|autox\d{2,4})(?:_[\w-]+)?(?:\/smart)?(?:\/filters:[^/]*)?`,
    String.raw`-w\d{2,4}-h\d{2,4}(?=\/)`, // "/ab12cd-w240-h290"
    String.raw`\/(?:max-?)?(?:width|height|w|h|quality)\/\d{1,4}`,
    String.raw`\/format\/(?:webp|avif|jpe?g|png)`,
    // "/resize:fit:700", "/resize=width:300", "/resize-h300-w300^compr-r85", "/w300", "/w300h450", "/300px", "/q80".
    String.raw`(?:\/v2)?\/(?:resize(?:[:=]|-[hw]\d)|format[:=])[\w:.,^%-]+`,
    String.raw`\/(?:[whs]\d{2,4}(?:[-_]?h\d{2,4})?|\d{2,4}(?:px|w)|q\d{2})`,
    // "/w_300,h_200", "/width=300,quality=80", "/w_300", "/tr:w-300".
    String.raw`\/[a-z]{1,6}(?:[_=:]|-(?=\d))[\w.:!-]+(?:,[a-z]{1,6}[_=:-][\w.:!-]+)+`,
    String.raw`\/(?:tr:)?(?:w|h|q|width|height|quality|size)[_=:-]\d{1,4}`,
    String.raw`\/[._]?(?:thumb(?:nail)?s?(?:\/(?:medium|large|grande))?|small|tiny|mini|previews?|medium|resized?|lowres|tn)`,
  ]
    .map((folder) => `(?:${folder})`)
    .join('|')
    .replace(/^.*$/, '(?:$&)(?![^/?#])'),
  'gi',
);

/** Ends of a file's name, one or more of them. */
const NAME_ENDS = new RegExp(
  `(?:${[
    String.raw`[-_.,]\d{2,4}x\d{2,4}(?:[-_]?(?:c(?:-default)?|crop(?:_center|_top|-1)?|center|default|fit))?`,
    // Hugo, Houzz, and others.
    String.raw`_hu_?[\da-f]{12,}(?:_\d+_\d+x\d+[\w-]*)?`,
    String.raw`-w\d+-?h\d+(?:-b\d-p\d)?`,
    String.raw`~_v-\w+`, // Sophora
    String.raw`_[a-z]+-aspect-ratio_\w+`,
    String.raw`-\d{2,4}x(?=-q)`,
    String.raw`[-_]q\d{2}`,
    String.raw`-p-\d{3,4}(?:x\d+)?(?:q\d\d)?`, // Webflow
    String.raw`__[A-Z][A-Za-z]+Wz\w+`, // Silverstripe: what it did, with its numbers in base64
    String.raw`_(?:\d{1,4}x\d{0,4}|x\d{1,4})(?:_crop_\w+)?`,
    String.raw`-(?:scaled|rotated|e1\d{12})`, // WordPress
    '@[1-4]x',
    String.raw`[-_](?:[wh]_?\d{2,4}|\d{2,4}(?:w|px))`,
    '[-_.](?:thumb|thumbnail|thumbs|tn|xs|sm|md|lg|resized|small|tiny|mini|preview|medium|lqip|lowres|blur|blurred|blurry|placeholder|cropped)',
  ].join('|')})+${END}`,
  'i',
);
const NAME_STARTS =
  /\/(?:(?:thumb|thumbnail|small|tn|mini|preview|medium|resized)_|large_(?=[^/?#]+_[\da-f]{10}\.))(?=[^/?#]+\.[a-z]{3,4}(?:[?#]|$))/i;

/** Parameters that only choose size, crop, quality or format, at every service that is known to use them. */
export const SIZE_QUERY = wordSet(
  'sm sfrm mw mh imgmax impolicy bg-color disable w h width height wid hei maxwidth maxheight max-w max-h maxw maxh imwidth imheight sw sh resize fit crop cropping quality q qlt dpr auto fm fmt format zoom ssl strip rect scale size sz usm px colorquant fp-x fp-y fp-z blur lossy optimize compress bg background canvas enlarge upscale webp op_sharpen op_usm wx_fmt ar fl downsize im_w odnbg',
);
/** Names of further ones end so: "odnHeight", "output-quality", "scale.width", "scale-down-to". */
const SIZE_NAME = /(?:width|height|quality|format|scale-down-to)$/i;
/**
 * And those whose value can mean nothing else: "x-oss-process=image/resize,w_400", "tr=w-300", "_ex=300x300", "type=w800", "f=xs",
 * "preset=thumb", "f=g", "$thumb$".
 */
const SIZE_PAIR =
  /resize|thumbnail|^image(?:view|mogr)\d?|=style\/|[=,:/](?:w|h|width|height)[-_:=]\d|=(?:[wh]\d{2,4}|\d{2,4}x\d{0,4})$|^(?:type|f|preset|version|rendition)=(?:x{0,3}[sml]|thumb|small|medium|large|preview|(?:ff?|fs|[mrsw])?\d{3,4}(?:[_x]\d{3,4})?)$|^f=[a-z]$|^(?:\$|%24).*(?:\$|%24)=?$/i;
/** Without one of its parameters a signed address is refused. A shorter value is no signature: "s=1". */
const SIGNED = /(?:^|&)(?:s|sig|sign|signature|token|hash|expires|policy|key|hmac|oh|x-amz-signature|h-sig)=[^&]{3}/i;

/** The steps by which the table makes an address shorter, each by itself; empty for one that names no rendition. */
export function strippedSteps(address: string): string[] {
  const ofServices = OF_SERVICES.filter(({ has }) => address.includes(has)).map(({ from, to }) =>
    address.replace(from, to),
  );
  // What stands before the file may be its own: "/f/88751/3000x2000/1a2b/jug.jpg/m/300x200".
  const steps = [
    ...ofServices,
    address.replace(BEHIND_FILE, '$1'),
    withoutPathMarks(address),
    withoutSizeQuery(address),
  ];
  return steps.filter((one) => one !== address);
}

/** The address without anything that the table knows as a rendition's mark. */
export function strip(address: string): string {
  let stripped = address;
  for (const { has, from, to } of OF_SERVICES) if (stripped.includes(has)) stripped = stripped.replace(from, to);
  return withoutSizeQuery(withoutPathMarks(stripped));
}

function withoutPathMarks(address: string): string {
  const path = address.indexOf('/', 8);
  if (path < 0) return address;
  const end = address.slice(path).search(/[?#]|$/) + path;
  return (
    address.slice(0, path) +
    address
      .slice(path, end)
      .replace(BEHIND_FILE, '$1')
      .replace(FOLDERS, '')
      .replace(NAME_ENDS, '')
      .replace(NAME_STARTS, '/') +
    address.slice(end)
  );
}

/** The address without the parameters that only choose size, crop, quality or format. */
export function withoutSizeQuery(address: string): string {
  const mark = address.indexOf('?');
  if (mark < 0) return address;
  const query = address.slice(mark + 1);
  if (SIGNED.test(query)) return address;
  const pairs = query.split('&');
  const kept = pairs.filter(
    (pair) => !(isSizeParameter(pair.split('=')[0]!) || SIZE_PAIR.test(pair)) || /format=2500w|name=orig/.test(pair),
  );
  if (kept.length === pairs.length) return address;
  return kept.length ? `${address.slice(0, mark)}?${kept.join('&')}` : address.slice(0, mark);
}

function isSizeParameter(name: string): boolean {
  return SIZE_QUERY.has(name.toLowerCase()) || SIZE_NAME.test(name);
}

/**
 * The address without the numbers that are the size of the picture it loaded: "/id/237/600/900", "photo-640.jpg". Any other number may
 * be an id. Widths may be doubled for sharp screens.
 */
export function withoutMeasuredSize(address: string, size: { width: number; height: number }): string {
  if (!size.width || !size.height) return address;
  return address.replace(/([/_-])(\d{2,4})(?=$|[/?#]|\.[a-z]{3,4}(?:[?#]|$))/gi, (whole, _joint, digits) =>
    Math.abs(Number(digits) - size.width) <= 1 || Math.abs(Number(digits) - size.height) <= 1 ? '' : whole,
  );
}

/** The address without each run of numbers that might be a size, one at a time; for a picture whose size is not known. */
export function withoutNumbers(address: string): string[] {
  const found: string[] = [];
  for (const { 0: run, index } of address.matchAll(/(?:[/_-]\d{2,4}(?=$|[/?#_-]|\.[a-z]{3,4}(?:[?#]|$)))+/gi))
    found.push(address.slice(0, index) + address.slice(index + run.length));
  return found;
}
