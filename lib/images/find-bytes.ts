import { PictureError } from './picture-error';
import { readPicture } from './read';
import { cutScreenshot } from './screenshot';
import type { SlideWorld } from './world';

/** A picture's address, the page that shows it, and the tab with that page, where it is still there. */
export interface Sight {
  url: string;
  pageUrl: string;
  tabId: number | null;
}

/** What a host tells a stranger that it may not tell its own page: worth asking the page too. */
const ASK_PAGE_ON = /^(UNREADABLE|TIMEOUT|WEB_PAGE|HTTP_\d+)$/;

/**
 * Reads a picture's bytes by the way that works: straight from its host (where CORS or a grant allows it), else in the page's
 * own context (its cookies, referrer, service worker, `blob:`). The page goes first where the host is the page's own, which
 * is then already in its cache, and we have no grant. Throws `PictureError`.
 */
export async function findBytes(sight: Sight, world: SlideWorld): Promise<Blob> {
  const { url, pageUrl } = sight;
  const direct = () => readPicture({ url, pageUrl }, world.fetch);
  if (url.startsWith('data:')) return direct();
  if (!/^https?:/.test(url)) return readWithPage(sight, world);
  const isPagesOwn = isSameOrigin(url, pageUrl) && !(await world.hasHost(url));
  if (isPagesOwn) return (await readThroughPage(sight, world)) ?? direct();
  try {
    return await direct();
  } catch (error) {
    if (!(error instanceof PictureError && ASK_PAGE_ON.test(error.code))) throw error;
    const blob = await readThroughPage(sight, world);
    if (blob) return blob;
    throw error;
  }
}

/** Takes a picture from what its tab shows. Throws `PictureError` `NOT_SHOWN`. */
export async function takeFromTab({ url, tabId }: Sight, world: SlideWorld): Promise<Blob> {
  const shown = tabId === null ? null : await world.showPicture(tabId, url);
  const shot = shown && tabId !== null ? await world.captureTab(tabId) : null;
  if (!shown || !shot) throw new PictureError('NOT_SHOWN');
  const { left, top, width, height, scale } = shown;
  return cutScreenshot(shot, { left: left * scale, top: top * scale, width: width * scale, height: height * scale });
}

async function readThroughPage({ url, tabId }: Sight, world: SlideWorld): Promise<Blob | null> {
  const blob = tabId === null ? null : await world.readInPage(tabId, url);
  return blob && blob.size > 0 ? blob : null;
}

/** `blob:` and the like, which nobody but the page can read. */
async function readWithPage(sight: Sight, world: SlideWorld): Promise<Blob> {
  const blob = await readThroughPage(sight, world);
  if (!blob) throw new PictureError('PAGE_NEEDED');
  return blob;
}

function isSameOrigin(one: string, other: string): boolean {
  return URL.canParse(one) && URL.canParse(other) && new URL(one).origin === new URL(other).origin;
}
