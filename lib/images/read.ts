import { isOutOfReach } from '../page/identity/private-host';
import { cutScreenshot } from './drawing';
import { expectDecodable, readHeader } from './header';
import { PictureError, type SlideWorld } from './world';

/** Where a picture was found. */
export interface Origin {
  pageUrl: string;
  /** The tab that shows the page; null when it is gone, or the picture came from no page. */
  tabId: number | null;
}

/** Answers to a stranger that the page itself may not get. */
const ASK_PAGE_ON = /^(UNREADABLE|TIMEOUT|WEB_PAGE|HTTP_\d+)$/;

/**
 * Reads a picture's bytes: straight from its host (where CORS or a grant allows it), else in the page's own context, where its
 * cookies, its service worker and `blob:` addresses count. The page goes first with pictures of its own origin, which it has in
 * its cache, unless we hold a grant. Throws `PictureError`.
 */
export async function findBytes(url: string, origin: Origin, world: SlideWorld): Promise<Blob> {
  if (url.startsWith('data:')) return readDirectly(url, origin, world);
  if (!/^https?:/.test(url)) return (await readThroughPage(url, origin, world)) ?? refuse('PAGE_NEEDED');
  const isPagesOwn = isSameOrigin(url, origin.pageUrl) && !(await world.hasHost(url));
  if (isPagesOwn) return (await readThroughPage(url, origin, world)) ?? readDirectly(url, origin, world);
  try {
    return await readDirectly(url, origin, world);
  } catch (error) {
    if (!(error instanceof PictureError && ASK_PAGE_ON.test(error.code))) throw error;
    const blob = await readThroughPage(url, origin, world);
    if (blob) return blob;
    throw error;
  }
}

/**
 * A redirect is followed only from a host that the user granted: `fetch` hides where a redirect leads until the request was made,
 * and a public page must not send us into a private network. The page itself, asked next, is held to its browser's rules there.
 */
async function readDirectly(url: string, origin: Origin, world: SlideWorld): Promise<Blob> {
  const redirect = (await world.hasHost(url)) ? 'follow' : 'manual';
  return readPicture(url, { pageUrl: origin.pageUrl, redirect }, world.fetch);
}

async function readThroughPage(url: string, { tabId }: Origin, world: SlideWorld): Promise<Blob | null> {
  const blob = tabId === null ? null : await world.readInPage(tabId, url);
  return blob && blob.size > 0 ? blob : null;
}

/** Takes a picture from what its tab shows. Throws `PictureError` `NOT_SHOWN`. */
export async function takeFromTab(url: string, { tabId }: Origin, world: SlideWorld): Promise<Blob> {
  const shown = tabId === null ? null : await world.showPicture(tabId, url);
  const shot = shown && tabId !== null ? await world.captureTab(tabId) : null;
  if (!shown || !shot) return refuse('NOT_SHOWN');
  const { left, top, width, height, scale } = shown;
  return cutScreenshot(shot, { left: left * scale, top: top * scale, width: width * scale, height: height * scale });
}

function refuse(code: PictureError['code']): never {
  throw new PictureError(code);
}

function isSameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}

/** Bounds on reading one picture. Bytes and milliseconds. */
interface ReadLimits {
  bytes: number;
  /** From the first byte sent to the last byte received. */
  total: number;
  /** Without any byte arriving. */
  silence: number;
}

/** 50 MB hold the largest photograph, and nobody waits longer than this. */
const READ_LIMITS: ReadLimits = { bytes: 50 * 1024 * 1024, total: 45_000, silence: 12_000 };

/** After this many bytes we look at what is coming, and hang up on a web page or a bomb. */
const LOOK_AFTER = 64 * 1024;
/** Hosts that negotiate then send what Pinterest takes, and nothing has to be converted. */
const ACCEPT = 'image/jpeg,image/png;q=0.9,image/*;q=0.8,*/*;q=0.5';

interface ReadOptions {
  /** The page that shows the picture: only a page in a private network may lead to another private address. */
  pageUrl: string;
  /** `manual`: a redirect is refused as `UNREADABLE`, without a request to where it leads. */
  redirect?: 'follow' | 'manual';
  limits?: ReadLimits;
}

/**
 * Reads the bytes at an http(s) or data address, within bounds. Nothing of the browser's identity goes along: no cookies, no
 * referrer. Throws `PictureError`: `BLOCKED`, `UNREADABLE` (no network, or the host does not let us), `HTTP_nnn`, `EMPTY`,
 * `TOO_LARGE`, `TIMEOUT`, `TRUNCATED`, and early what the first bytes show (`WEB_PAGE`, `NOT_AN_IMAGE`, `UNSUPPORTED`, `BOMB`).
 */
export async function readPicture(
  url: string,
  { pageUrl, redirect = 'follow', limits = READ_LIMITS }: ReadOptions,
  fetch: typeof globalThis.fetch,
): Promise<Blob> {
  const isData = url.startsWith('data:');
  // Base64 holds three bytes in four characters, a percent escape one byte in three.
  if (isData && url.length > limits.bytes * 4) throw new PictureError('TOO_LARGE');
  if (!isData) expectReachable(url, pageUrl);
  const clock = startClock(limits);
  try {
    const response = await fetch(url, {
      signal: clock.signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      redirect,
      headers: { accept: ACCEPT },
    });
    clock.tick();
    if (response.type === 'opaqueredirect') throw new PictureError('UNREADABLE');
    if (response.redirected) expectReachable(response.url, url);
    if (!response.ok) throw new PictureError(`HTTP_${response.status}`);
    return await readBody(response, limits.bytes, clock.tick);
  } catch (error) {
    if (error instanceof PictureError) throw error;
    throw new PictureError(clock.signal.aborted ? 'TIMEOUT' : isData ? 'NOT_AN_IMAGE' : 'UNREADABLE', error);
  } finally {
    clock.stop();
  }
}

function expectReachable(url: string, from: string): void {
  if (isOutOfReach(url, from)) throw new PictureError('BLOCKED');
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
    // The host broke off, unless we hung up.
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
