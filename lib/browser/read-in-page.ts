import { runInPage } from './run-in-page';

/** Bytes; they travel as base64, since Chrome passes JSON between a page and us. */
const MAX_BYTES = 40 * 1024 * 1024;
const TIME_OUT = 20_000;
/** What handing the bytes over may take on top. Milliseconds. */
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
export async function readDataUrl(address: string): Promise<Blob | null> {
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
