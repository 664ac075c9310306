import { unwrap } from './unwrap';

/** One way in which image servers write a size into an address, and how the address reads without it. */
interface Rewrite {
  /** What every such address has in it: without it the pattern is not tried. */
  has: string;
  from: RegExp;
  to: string;
}

/**
 * Rewrites of an address to what may be its original. Facts from the services' own documentation (WordPress, Photon, Shopify,
 * Cloudinary, imgix, Blogger/Google user content, Pinterest, Twitter, Squarespace, Wikimedia, Contentful). None is believed before
 * it was loaded and compared: see `look.ts`.
 */
const REWRITES: Rewrite[] = [
  { has: 'x', from: /[-_]\d{2,4}x\d{2,4}(?:_c|-c|_crop_center|-crop)?(?=\.\w{3,4}(?:[?#]|$))/i, to: '' },
  { has: '-scaled.', from: /-scaled(?=\.\w{3,4}(?:[?#]|$))/i, to: '' },
  {
    has: '?v=',
    from: /_(?:\d{1,4}x\d{0,4}|x\d{1,4}|pico|icon|thumb|small|compact|medium|large|grande)(?:_crop_\w+)?(?=(?:@\dx)?\.\w{3,4}(?:\.webp)?\?v=)/i,
    to: '',
  },
  { has: '/image/', from: /(\/image\/(?:upload|fetch)\/)(?:[a-z]{1,3}_[^/]*\/)+/i, to: '$1' },
  { has: '=', from: /((?:googleusercontent|blogspot|ggpht)\.com\/.+)=[swh]\d+[\w-]*$/i, to: '$1=s0' },
  {
    has: '/',
    from: /((?:blogspot|googleusercontent|ggpht)\.com\/.+)\/[sw]\d{2,4}(?:-[\w-]+)?\/(?=[^/]+$)/i,
    to: '$1/s0/',
  },
  { has: 'pinimg.com', from: /(pinimg\.com)\/\d+x(?:\d+)?(?:_RS)?\//i, to: '$1/originals/' },
  { has: 'twimg.com', from: /(twimg\.com\/media\/[^?]+\?.*\bname=)\w+/i, to: '$1orig' },
  {
    has: '/thumb/',
    from: /(\/(?:wikipedia|wikimedia|images)(?:\/\w+)?)\/thumb(\/\w\/\w\w\/[^/]+)\/\d+px-[^/]+$/i,
    to: '$1$2',
  },
  { has: 'squarespace-cdn.com', from: /(\?format=)\d+w/i, to: '$12500w' },
  { has: '/', from: /\/(?:resize|fit|crop|fit-in|thumb)\/\d+(?:x\d+|\/\d+)?(?=\/)/i, to: '' },
  { has: '@', from: /@\d+w(?:_\d+h)?[\w.]*$/, to: '' },
  { has: 'thumb', from: /[-_]thumb(?:nail)?(?=\.\w{3,4}(?:[?#]|$))/i, to: '' },
  { has: 'small', from: /[-_]small(?=\.\w{3,4}(?:[?#]|$))/i, to: '' },
];

const SIZE_QUERY =
  /^(?:w|h|width|height|wid|hei|maxwidth|maxheight|imwidth|imheight|sw|sh|resize|fit|crop|quality|q|qlt|dpr|auto|fm|format|zoom|ssl|strip|rect|scale)=/i;
const MAX_PROPOSALS = 4;

/** Addresses that may hold a larger rendition of the picture at `address`, likeliest first; never the address itself. */
export function proposeOriginals(address: string): string[] {
  if (!/^https?:/.test(address)) return [];
  // Most addresses name no size at all.
  if (!/\d{2}|[?=@]|thumb|small|scaled|http.*http/.test(address.slice(8))) return [];
  const proposals = new Set<string>();
  const inner = unwrap(address);
  proposals.add(inner);
  for (const start of new Set([inner, address])) {
    for (const { has, from, to } of REWRITES) if (start.includes(has)) proposals.add(start.replace(from, to));
    proposals.add(withoutSizeQuery(start));
  }
  proposals.delete(address);
  return [...proposals].filter((one) => URL.canParse(one)).slice(0, MAX_PROPOSALS);
}

/** A signed address stays as it is: without one of its parameters it would be refused. */
function withoutSizeQuery(address: string): string {
  const [path = '', query] = address.split('?');
  if (!query || /(?:^|&)(?:s|sig|sign|signature|token|hash|expires|policy|key|hmac|oh)=/i.test(query)) return address;
  const kept = query.split('&').filter((pair) => !SIZE_QUERY.test(pair));
  return kept.length ? `${path}?${kept.join('&')}` : path;
}
