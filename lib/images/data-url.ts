import { PictureError } from './picture-error';

/**
 * The bytes of a `data:` address (RFC 2397), without `fetch`, which our content policy refuses there. Throws `PictureError`:
 * `TOO_LARGE` over `maxBytes`, `NOT_AN_IMAGE` when it is malformed.
 */
export function readDataUrl(url: string, maxBytes: number): Blob {
  const comma = url.indexOf(',');
  if (comma < 0) throw new PictureError('NOT_AN_IMAGE');
  const [type = '', ...parameters] = url.slice('data:'.length, comma).split(';');
  const isBase64 = parameters.some((one) => one.trim().toLowerCase() === 'base64');
  const body = url.slice(comma + 1);
  // Base64 holds three bytes in four characters, a percent escape one byte in three.
  if (body.length > maxBytes * 4) throw new PictureError('TOO_LARGE');
  try {
    const bytes = isBase64 ? fromBase64(body) : fromEscapes(body);
    if (bytes.length > maxBytes) throw new PictureError('TOO_LARGE');
    return new Blob([bytes], { type });
  } catch (error) {
    throw error instanceof PictureError ? error : new PictureError('NOT_AN_IMAGE', error);
  }
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  const plain = text.includes('%') ? decodeURIComponent(text) : text;
  return Uint8Array.from(atob(plain), (char) => char.charCodeAt(0));
}

function fromEscapes(text: string): Uint8Array<ArrayBuffer> {
  const encoded = new TextEncoder().encode(text);
  const bytes = new Uint8Array(encoded.length);
  let length = 0;
  for (let at = 0; at < encoded.length; at++) {
    const code =
      encoded[at] === 0x25 ? Number.parseInt(String.fromCharCode(encoded[at + 1]!, encoded[at + 2]!), 16) : NaN;
    bytes[length++] = Number.isNaN(code) ? encoded[at]! : code;
    if (!Number.isNaN(code)) at += 2;
  }
  return bytes.slice(0, length);
}
