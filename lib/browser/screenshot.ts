import { browser } from 'wxt/browser';
import { dataUrlToBlob } from './data-url';

/** What the tab shows now, as a PNG; null when it is not the visible tab or the grant has ended. */
export async function captureTab(tabId: number): Promise<Blob | null> {
  try {
    const tab = await browser.tabs.get(tabId);
    if (!tab.active) return null;
    const dataUrl = await browser.tabs.captureVisibleTab(tab.windowId, { format: 'png' });
    return dataUrlToBlob(dataUrl);
  } catch {
    return null;
  }
}

export interface ShownAt {
  /** CSS pixels from the viewport's corner. */
  left: number;
  top: number;
  width: number;
  height: number;
  /** Device pixels per CSS pixel, page zoom included. */
  scale: number;
}

/** Where a picture is shown in the tab's viewport, scrolled into view first; null when it is not an element of the page. */
export async function showPicture(tabId: number, url: string): Promise<ShownAt | null> {
  try {
    const results = await browser.scripting.executeScript({ target: { tabId }, func: scrollToPicture, args: [url] });
    return (results[0]?.result as ShownAt | null | undefined) ?? null;
  } catch {
    return null;
  }
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
