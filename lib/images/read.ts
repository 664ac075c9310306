import { isPrivateAddress } from '../page/identity/private-host';
import { readDataUrl } from './data-url';
import { expectDecodable } from './decode-limit';
import { readHeader } from './header';
import { PictureError } from './picture-error';

/** Bounds on reading one picture. Bytes and milliseconds. */
export interface ReadLimits {
  bytes: number;
  /** From the first byte sent to the last byte received. */
  total: number;
  /** Without any byte arriving. */
  silence: number;
}

/** What one picture may cost: 50 MB hold the largest photograph, and more time than this nobody waits. */
export const READ_LIMITS: ReadLimits = { bytes: 50 * 1024 * 1024, total: 45_000, silence: 12_000 };

/** After so many bytes we look at what is coming, and hang up on a web page or a bomb. */
const LOOK_AFTER = 64 * 1024;
/** Hosts that negotiate then send what Pinterest takes, and nothing has to be converted. */
const ACCEPT = 'image/jpeg,image/png;q=0.9,image/*;q=0.8,*/*;q=0.5';

/** Where a picture is, and who shows it. */
export interface Source {
  /** http(s) or data:. */
  url: string;
  /** The page that shows the picture: only a page in a private network may lead to another private address. */
  pageUrl: string;
}

/**
 * Reads a picture's bytes within bounds. Nothing of the browser's identity goes along: no cookies, no referrer. Throws
 * `PictureError`: `BLOCKED`, `UNREADABLE` (no network, or the host does not let us), `HTTP_nnn`, `EMPTY`, `TOO_LARGE`,
 * `TIMEOUT`, `TRUNCATED`, and early what the first bytes tell (`WEB_PAGE`, `NOT_AN_IMAGE`, `UNSUPPORTED`, `BOMB`).
 */
export async function readPicture(
  { url, pageUrl }: Source,
  fetch: typeof globalThis.fetch,
  limits = READ_LIMITS,
): Promise<Blob> {
  if (url.startsWith('data:')) return readDataUrl(url, limits.bytes);
  expectReachable(url, pageUrl);
  const clock = startClock(limits);
  try {
    const response = await fetch(url, {
      signal: clock.signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      headers: { accept: ACCEPT },
    });
    clock.tick();
    if (response.redirected) expectReachable(response.url, url);
    if (!response.ok) throw new PictureError(`HTTP_${response.status}`);
    return await readBody(response, limits.bytes, clock.tick);
  } catch (error) {
    if (error instanceof PictureError) throw error;
    throw new PictureError(clock.signal.aborted ? 'TIMEOUT' : 'UNREADABLE', error);
  } finally {
    clock.stop();
  }
}

function expectReachable(url: string, from: string): void {
  if (isPrivateAddress(url) && !isPrivateAddress(from)) throw new PictureError('BLOCKED');
}

async function readBody(response: Response, maxBytes: number, tick: () => void): Promise<Blob> {
  const declared = Number(response.headers.get('content-length') ?? 0);
  if (declared > maxBytes) throw new PictureError('TOO_LARGE');
  if (!response.body) throw new PictureError('EMPTY');
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let length = 0;
  let hasLooked = false;
  try {
    for (const reader = response.body.getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      tick();
      chunks.push(value);
      length += value.length;
      if (length > maxBytes) throw new PictureError('TOO_LARGE');
      if (hasLooked || length < LOOK_AFTER) continue;
      hasLooked = true;
      await expectPicture(chunks);
    }
  } catch (error) {
    // Cut off in the middle, unless it was us who hung up.
    const isOurs = error instanceof PictureError || (error instanceof DOMException && error.name === 'AbortError');
    throw isOurs ? error : new PictureError('TRUNCATED', error);
  }
  if (length === 0) throw new PictureError('EMPTY');
  return new Blob(chunks, { type: response.headers.get('content-type') ?? '' });
}

async function expectPicture(chunks: Uint8Array<ArrayBuffer>[]): Promise<void> {
  const bytes = new Uint8Array(await new Blob(chunks).arrayBuffer());
  try {
    expectDecodable(readHeader(bytes));
  } catch (error) {
    // Too little yet to tell: the whole file will.
    if (!(error instanceof PictureError && error.code === 'TRUNCATED')) throw error;
  }
}

/** Aborts after `total`, or after `silence` without a `tick`. */
function startClock({ total, silence }: ReadLimits) {
  const controller = new AbortController();
  const abort = () => controller.abort();
  const end = setTimeout(abort, total);
  let quiet = setTimeout(abort, silence);
  return {
    signal: controller.signal,
    tick: () => {
      clearTimeout(quiet);
      quiet = setTimeout(abort, silence);
    },
    stop: () => {
      clearTimeout(end);
      clearTimeout(quiet);
      controller.abort();
    },
  };
}
