import { PictureError } from './picture-error';
import { readPicture } from './read';
import { cutScreenshot } from './screenshot';
import type { SlideWorld } from './world';

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
