import { browser } from 'wxt/browser';
import type { ShownAt } from '../images/world';
import { readDataUrl } from './read-in-page';
import { runInPage, wait } from './run-in-page';

/** Chrome takes two screenshots a second at most; after this one may ask again. Milliseconds. */
const AGAIN_AFTER = 600;

/** What the tab shows now, as a PNG; null when it is not the visible tab or the grant has ended. */
export async function captureTab(tabId: number): Promise<Blob | null> {
  try {
    const { active, windowId } = await browser.tabs.get(tabId);
    if (!active || windowId === undefined) return null;
    const dataUrl = await capture(windowId).catch(() => wait(AGAIN_AFTER).then(() => capture(windowId)));
    // Another tab may have come to the front meanwhile: then it is that one's picture.
    const isStillShown = (await browser.tabs.get(tabId)).active;
    return isStillShown ? readDataUrl(dataUrl) : null;
  } catch {
    return null;
  }
}

function capture(windowId: number): Promise<string> {
  return browser.tabs.captureVisibleTab(windowId, { format: 'png' });
}

/** Where a picture is shown in the tab's viewport, scrolled into view first; null when it is not an element of the page. */
export async function showPicture(tabId: number, url: string): Promise<ShownAt | null> {
  return (await runInPage(tabId, scrollToPicture, [url])) ?? null;
}

/** Runs in the page: must not refer to anything outside itself. */
async function scrollToPicture(url: string): Promise<ShownAt | null> {
  const shows = (image: HTMLImageElement) =>
    image.currentSrc === url || image.src === url || image.srcset.includes(url);
  const image = Array.from(document.images).find(shows);
  if (!image) return null;
  image.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const { left, top, width, height } = image.getBoundingClientRect();
  return { left, top, width, height, scale: devicePixelRatio };
}
