import { browser } from 'wxt/browser';
import type { ShownAt } from '../images/world';

/** What can be passed between a page and us. */
type Plain = string | number | boolean | null;

/**
 * Runs a function in the top frame of a tab at once, however far the page has loaded, and answers what it answers (a promise
 * is awaited). `func` must not refer to anything outside itself. Undefined when the tab is gone, the grant has ended, or the
 * page does not answer within `patience` ms, as one that shows a dialog or hangs.
 */
export async function runInPage<Args extends Plain[], Answer>(
  tabId: number,
  func: (...args: Args) => Answer | Promise<Answer>,
  args: Args,
  patience = 5_000,
): Promise<Answer | undefined> {
  const run = browser.scripting.executeScript({ target: { tabId }, func, args, injectImmediately: true }).then(
    (results) => results[0]?.result as Answer | null | undefined,
    () => undefined,
  );
  return (await Promise.race([run, wait(patience)])) ?? undefined;
}

/** Resolves with undefined after `ms`. */
export function wait(ms: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), ms));
}

/** Bytes; they travel as base64, since Chrome passes JSON between a page and us. */
const MAX_BYTES = 40 * 1024 * 1024;
const TIME_OUT = 20_000;
/** Extra time for passing the bytes over. Milliseconds. */
const HAND_OVER = 5_000;

/**
 * Reads a picture in the page's own context, where its cookies, its blob: addresses and its service worker count.
 * Null when the tab is gone, the grant has ended, or the page itself may not read it.
 */
export async function readInPage(tabId: number, url: string): Promise<Blob | null> {
  const found = await runInPage(tabId, fetchAsDataUrl, [url, MAX_BYTES, TIME_OUT], TIME_OUT + HAND_OVER);
  return typeof found === 'string' ? readDataUrl(found) : null;
}

/** The bytes in a `data:` address; null for any other, which a page may have put in its place. */
async function readDataUrl(address: string): Promise<Blob | null> {
  return address.startsWith('data:') ? (await fetch(address)).blob() : null;
}

/** Runs in the page: must not refer to anything outside itself. */
async function fetchAsDataUrl(url: string, maxBytes: number, timeOut: number): Promise<string | null> {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(timeOut), credentials: 'same-origin' });
    if (!answer.ok || Number(answer.headers.get('content-length') ?? 0) > maxBytes) return null;
    const blob = await answer.blob();
    if (blob.size > maxBytes) return null;
    return await new Promise((resolve) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = () => resolve(null);
      reader.readAsDataURL(blob);
    });
  } catch {
    return null;
  }
}

/** Chrome takes two screenshots a second at most; after this one may ask again. Milliseconds. */
const AGAIN_AFTER = 600;

/** What the tab shows now, as a PNG; null when it is not the visible tab or the grant has ended. */
export async function captureTab(tabId: number): Promise<Blob | null> {
  try {
    const { active, windowId } = await browser.tabs.get(tabId);
    if (!active || windowId === undefined) return null;
    const dataUrl = await capture(windowId).catch(() => wait(AGAIN_AFTER).then(() => capture(windowId)));
    // If another tab came to the front meanwhile, this is its picture.
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
