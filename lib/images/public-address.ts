import { isPrivateAddress } from '../page/identity/private-host';

/** Signs that a host sends another type than the name says, to whoever can show it. */
const NEGOTIATED = /[?&/,](auto=[^&]*format|(fm|format|f|output)=(auto|webp|avif)|f_auto|format[,=]auto)/i;

/**
 * Whether Postbreeze can be expected to fetch a JPEG or PNG from an address that we cannot read: public https, named so, and
 * not one that negotiates. It is a guess by the name, since a host that does not let us read tells nothing else; the slide
 * says so (`slide-by-address`).
 */
export function isPublicPicture(url: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, pathname, username } = new URL(url);
  const isNamedSo = /\.(jpe?g|png)$/i.test(pathname);
  return protocol === 'https:' && username === '' && isNamedSo && !NEGOTIATED.test(url) && !isPrivateAddress(url);
}
