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
const PRIVATE_NAMES = /(^|\.)(localhost|local|internal|lan|home\.arpa|intranet|corp|home)$/;

/**
 * Whether an address (http or https) leads to this machine or a private network, as far as its host's name tells. What a
 * public name resolves to cannot be seen from an extension.
 */
export function isPrivateAddress(url: string): boolean {
  if (!URL.canParse(url)) return false;
  // The URL parser has already turned 0x7f.1 and 2130706433 into 127.0.0.1.
  const host = new URL(url).hostname.replace(/\.$/, '');
  if (host.startsWith('[')) return isPrivateV6(host.slice(1, -1));
  if (/^\d+(\.\d+){3}$/.test(host)) return isPrivateV4(toNumber(host));
  return !host.includes('.') || PRIVATE_NAMES.test(host);
}

function isPrivateV4(address: number): boolean {
  return PRIVATE_V4.some(([first, prefix]) => {
    const size = 2 ** (32 - prefix);
    return Math.floor(address / size) === Math.floor(toNumber(first) / size);
  });
}

function isPrivateV6(address: string): boolean {
  if (address === '::' || address === '::1' || /^f[cd]|^fe[89ab]/.test(address)) return true;
  // An IPv4 address in IPv6's clothes: mapped (::ffff:0:0/96) or translated (64:ff9b::/96).
  const mapped = /^(?:::ffff:|64:ff9b::)([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(address);
  return mapped !== null && isPrivateV4(Number.parseInt(mapped[1]!, 16) * 65_536 + Number.parseInt(mapped[2]!, 16));
}

function toNumber(dotted: string): number {
  return dotted.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
