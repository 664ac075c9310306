import type { Pin } from '../pin/pin';
import type { Slide } from '../pin/slide';
import { findBytes, type Sight, takeFromTab } from './find-bytes';
import { PictureError } from './picture-error';
import { isPublicPicture } from './public-address';
import type { SlideWorld } from './world';

/** What holds a slide's picture: bytes that were read and can be opened, or its public address. */
export type Found<T> = { rung: 'bytes' | 'screenshot'; opened: T } | { rung: 'address' };

/** After this no further rendition is tried; each reading has its own bounds. Milliseconds. */
const TIME_FOR_ALL = 60_000;

/**
 * Takes a slide up the ladder: bytes that can be read, of the picture or of one of its smaller renditions; its public address,
 * where it is JPEG or PNG by name; permission for its host (thrown as `NEEDS_PERMISSION`, the user has to ask for it); what
 * the tab shows, where permission would not help or the user asked. `open` says whether bytes are good, by throwing when they
 * are not. Throws `PictureError`.
 */
export async function climb<T>(
  slide: Slide,
  pin: Pin,
  tabId: number | null,
  world: SlideWorld,
  open: (blob: Blob) => Promise<T>,
): Promise<Found<T>> {
  const sight: Sight = { url: slide.url, pageUrl: pin.source.pageUrl, tabId };
  const fromScreen = async (): Promise<Found<T>> => ({
    rung: 'screenshot',
    opened: await open(await takeFromTab(sight, world)),
  });
  if (slide.fromScreen) return fromScreen();
  const isAllowed = await world.hasHost(slide.url);
  const mayAsk = /^https?:/.test(slide.url) && !isAllowed;
  const read = await readAny(slide, mayAsk, sight, world, open);
  if ('opened' in read) return { rung: 'bytes', opened: read.opened };
  const { error } = read;
  const isRefused = error.code === 'UNREADABLE' || /^HTTP_40[13]$/.test(error.code);
  if (!isRefused) throw error;
  // With a grant, what cannot be reached from here is no address to rely on.
  if (error.code === 'UNREADABLE' && mayAsk && isPublicPicture(slide.url)) return { rung: 'address' };
  if (mayAsk) throw new PictureError('NEEDS_PERMISSION', error);
  return fromScreen().catch(() => {
    throw error;
  });
}

/** The first rendition that can be read and opened, largest first; else why the largest cannot. */
async function readAny<T>(
  { url, variants = [] }: Slide,
  mayAsk: boolean,
  sight: Sight,
  world: SlideWorld,
  open: (blob: Blob) => Promise<T>,
): Promise<{ opened: T } | { error: PictureError }> {
  const end = world.now() + TIME_FOR_ALL;
  let first: PictureError | undefined;
  for (const address of [url, ...variants]) {
    try {
      return { opened: await open(await findBytes({ ...sight, url: address }, world)) };
    } catch (error) {
      if (!(error instanceof PictureError)) throw error;
      first ??= error;
      // Permission for the picture itself is better than a smaller rendition of it.
      const isCurable = error.code === 'UNREADABLE' && mayAsk;
      if (isCurable || world.now() > end) break;
    }
  }
  return { error: first! };
}
