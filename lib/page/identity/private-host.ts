/** First addresses of ranges that are not on the public internet, with their prefix length (IANA special-purpose registries). */
const PRIVATE_V4 = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const;

/** Names that no public name server answers for (RFC 6761, 6762, 8375, ICANN's `internal`). */
const PRIVATE_NAMES =
  /(^|\.)(localhost|localdomain|local|internal|private|lan|home\.arpa|intranet|corp|home|invalid|fritz\.box)$/;

/** Public names made to answer with this machine, or with the address that is written in the name. */
const ECHOING_NAMES = /(^|\.)(localtest\.me|lvh\.me|ddev\.site|lndo\.site|vcap\.me|nip\.io|sslip\.io|xip\.io)$/;

/**
 * Whether an address (http or https) leads to this machine or a private network, as far as its host's name tells. What a
 * public name resolves to cannot be seen from an extension.
 */
export function isPrivateAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  // The URL parser has already turned 0x7f.1 and 2130706433 into 127.0.0.1.
  const host = new URL(url).hostname.replace(/\.+$/, '');
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1));
  if (/^\d+(\.\d+){3}$/.test(host)) return isPrivateV4(toNumber(host));
  return !host.includes('.') || PRIVATE_NAMES.test(host) || ECHOING_NAMES.test(host);
}

/**
 * The one gate before a picture's address is read or shown: whether it leads into a private network although the page that names it is
 * public. A page of a private network, or of this machine, may name others there; where no page is known (''), nothing private passes.
 */
export function isOutOfReach(url: string, pageUrl: string): boolean {
  if (!/^https?:/i.test(url) || isPrivateAddress(pageUrl)) return false;
  return isPrivateAddress(url) || (isForTests(url) && pageUrl !== '' && !isForTests(pageUrl));
}

/** A name of the domain that developers' machines use (RFC 6761); among its own it counts as public. */
function isForTests(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname.endsWith('.test');
}

function isPrivateV4(address: number): boolean {
  return PRIVATE_V4.some(([first, prefix]) => {
    const size = 2 ** (32 - prefix);
    return Math.floor(address / size) === Math.floor(toNumber(first) / size);
  });
}

/** ::/96, ::ffff:0:0/96, ::ffff:0:0:0/96 and 64:ff9b::/96. */
const V4_PREFIXES = new Set(['0,0,0,0,0,0', '0,0,0,0,0,65535', '0,0,0,0,65535,0', '100,65435,0,0,0,0']);

function isPrivateV6(address: string): boolean {
  const groups = groupsOf(address);
  const [first = 0, second = 0, third = 0] = groups;
  // Unique local, link-local, site-local, multicast, and what is reserved between them.
  if (first >= 0xfc00) return true;
  if (first === 0x64 && second === 0xff9b && third === 1) return true; // local translation (RFC 8215)
  if (first === 0x2002) return isPrivateV4(second * 65_536 + third); // 6to4
  // An IPv4 address in IPv6's clothes: as it is (::1 among them), mapped (::ffff:0:0/96) or translated.
  const prefix = groups.slice(0, 6).join();
  return V4_PREFIXES.has(prefix) && isPrivateV4(groups[6]! * 65_536 + groups[7]!);
}

/** The eight numbers of an address as the URL parser writes it: hexadecimal, with at most one "::". */
function groupsOf(address: string): number[] {
  const [head = [], tail = []] = address
    .split('::')
    .map((part) => (part ? part.split(':').map((group) => Number.parseInt(group, 16)) : []));
  return [...head, ...Array<number>(8 - head.length - tail.length).fill(0), ...tail];
}

function toNumber(dotted: string): number {
  return dotted.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
