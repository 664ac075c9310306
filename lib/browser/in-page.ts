import { browser } from 'wxt/browser';
import type { ShownAt } from '../images/world';
import type { PageFacts } from '../page/facts';
import type { PageRecord } from '../page/record';
import { t } from '../words/t';
import { type Hint, takeHint } from './session';

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

/** The collector's file in the build; it is injected on demand and appears in no manifest. */
const COLLECTOR = '/collect.js';

/** How long a page may take to finish loading before it is read as it stands. Milliseconds. */
const LOADING_PATIENCE = 700;
/** How long a page may take to answer; one that hangs or shows a dialog never does. Milliseconds. */
const ANSWER_PATIENCE = 8_000;
/**
 * A click lets us read its page, but Chromium may tell us of the click before it lets us: asked at once, it refuses one time in
 * sixty on a busy machine, and 250 ms later never did (Chromium 156). Milliseconds.
 */
const GRANT_PATIENCE = 250;

export type Collected =
  | { ok: true; tabId: number; facts: PageFacts; hint: Hint | undefined }
  | { ok: false; reason: 'no-tab' | 'not-allowed' | 'no-answer'; words: string };

/** The tab the user is looking at, or undefined when there is none. */
export async function findActiveTab(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

/** Makes facts of what was read in a page and in its frames: `judgeFrames` of `lib/page/judge/judge-page.ts`. */
type Judge = (main: PageRecord, frames: PageRecord[]) => PageFacts | Promise<PageFacts>;

/**
 * Runs the collector in a tab, in each frame that the grant reaches. Takes the context menu's hint for that page with it.
 * Pages of the browser, its store and its PDF viewer answer `not-allowed`: a sentence, not an exception. A page that is
 * still loading is read as it stands; one that does not answer is given up after 8 s.
 */
export async function collectFrom(tabId: number, judge: Judge, now = Date.now()): Promise<Collected> {
  const hinted = takeHint(tabId, now);
  try {
    const [hint, frames] = await Promise.all([hinted, injectOnceGranted(tabId)]);
    const main = frames.find((frame) => frame.frameId === 0)?.record;
    if (!main) return { ok: false, reason: 'no-answer', words: t('collecting.noAnswer') };
    const others = frames.filter((frame) => frame.frameId !== 0).flatMap((frame) => frame.record ?? []);
    const facts = await judge(main, others);
    if (facts.candidates.length === 0 && (await isPdf(tabId)))
      return { ok: false, reason: 'not-allowed', words: t('collecting.pdf') };
    return { ok: true, tabId, facts, hint: hint && isAbout(hint, facts.pageUrl) ? hint : undefined };
  } catch (error) {
    return (await isOpen(tabId)) ? explain(error) : { ok: false, reason: 'no-tab', words: t('collecting.noTab') };
  }
}

/**
 * Collects once more when the page has come to rest (pages built by scripts, lazy pictures that have arrived meanwhile), the
 * page itself without its frames. Undefined when the tab is gone or the grant has ended.
 */
export async function collectAtRest(tabId: number, judge: Judge): Promise<PageFacts | undefined> {
  try {
    const results = await browser.scripting.executeScript({ target: { tabId }, func: readAgain });
    const record = toRecord(results[0]?.result);
    return record && (await judge(record, []));
  } catch {
    return undefined;
  }
}

/** Runs in the tab, where the first visit left the collector; answers nothing if the page has changed since. */
function readAgain(): Promise<string> | undefined {
  return (globalThis as { pinbreeze?: { readWhenIdle(): Promise<string> } }).pinbreeze?.readWhenIdle();
}

/** What the collector answered, as JSON; undefined where a frame gave no answer. */
function toRecord(answer: unknown): PageRecord | undefined {
  return typeof answer === 'string' ? JSON.parse(answer) : undefined;
}

interface FrameAnswer {
  frameId: number;
  record: PageRecord | undefined;
}

async function injectOnceGranted(tabId: number): Promise<FrameAnswer[]> {
  try {
    return await inject(tabId);
  } catch (error) {
    if (!isRefusal(error)) throw error;
    await wait(GRANT_PATIENCE);
    return inject(tabId);
  }
}

/**
 * The browser injects only once every frame has loaded, and one advertisement that hangs would hold up everything: after a
 * moment the collector is injected again, at once, into what is there. The first answer that holds the page itself counts.
 */
async function inject(tabId: number): Promise<FrameAnswer[]> {
  const whole = runCollector(tabId, false);
  const inTime = await Promise.race([whole, wait(LOADING_PATIENCE)]);
  if (inTime) return inTime;
  const answers = await Promise.race([whole, runCollector(tabId, true), wait(ANSWER_PATIENCE)]);
  return answers ?? [];
}

async function runCollector(tabId: number, injectImmediately: boolean): Promise<FrameAnswer[]> {
  const target = { tabId, allFrames: true };
  const results = await browser.scripting.executeScript({ target, files: [COLLECTOR], injectImmediately });
  return results.map(({ frameId, result }) => ({ frameId, record: toRecord(result) }));
}

/** Whether a hint was left on that very page: the tab may show another by now. */
function isAbout(hint: Hint, pageUrl: string): boolean {
  return hint.pageUrl === '' || withoutFragment(hint.pageUrl) === withoutFragment(pageUrl);
}

function withoutFragment(url: string): string {
  return url.split('#')[0] ?? '';
}

/** Chrome shows a PDF as a page that holds nothing but its viewer. */
async function isPdf(tabId: number): Promise<boolean> {
  return (await runInPage(tabId, () => document.contentType, [])) === 'application/pdf';
}

async function isOpen(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(
    () => true,
    () => false,
  );
}

function explain(error: unknown): Collected {
  return isRefusal(error)
    ? { ok: false, reason: 'not-allowed', words: t('collecting.notAllowed') }
    : { ok: false, reason: 'no-answer', words: t('collecting.noAnswer') };
}

/** The browsers say "no" only by message; whatever is not plainly a refusal is a page that did not answer. */
function isRefusal(error: unknown): boolean {
  const words = error instanceof Error ? error.message : String(error);
  return /cannot|must request permission|missing host permission|not allowed|gallery/i.test(words);
}
