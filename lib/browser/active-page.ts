import { browser } from 'wxt/browser';
import type { PageFacts } from '../page/facts';
import { mergeFrames } from '../page/frames';
import { type Hint, takeHint } from './hint';

/** The collector's file in the build; it is injected on demand and appears in no manifest. */
const COLLECTOR = '/content-scripts/collect.js';

export type Collected =
  | { ok: true; tabId: number; facts: PageFacts; hint: Hint | undefined }
  | { ok: false; reason: 'no-tab' | 'not-allowed' | 'no-answer'; words: string };

const NO_TAB: Collected = { ok: false, reason: 'no-tab', words: 'The page this composer was opened for is closed.' };
const NOT_ALLOWED: Collected = {
  ok: false,
  reason: 'not-allowed',
  words:
    'The browser does not let extensions read this page. Open the page you want to pin from, then click the toolbar button there.',
};
const NO_ANSWER: Collected = {
  ok: false,
  reason: 'no-answer',
  words: 'This page could not be read. Reload it and try again.',
};

/** The tab the user is looking at, or undefined when there is none. */
export async function findActiveTab(): Promise<number | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id;
}

/**
 * Runs the collector in a tab, in each frame that the grant reaches. Takes the context menu's hint for that tab with it.
 * Pages of the browser, its store and its PDF viewer answer `not-allowed`: a sentence, not an exception.
 */
export async function collectFrom(tabId: number, now = Date.now()): Promise<Collected> {
  const hint = await takeHint(tabId, now);
  try {
    const frames = await inject(tabId);
    const main = frames.find((frame) => frame.frameId === 0)?.facts;
    if (!main) return NO_ANSWER;
    const others = frames.filter((frame) => frame.frameId !== 0).flatMap((frame) => frame.facts ?? []);
    return { ok: true, tabId, facts: mergeFrames(main, others), hint };
  } catch (error) {
    return (await isOpen(tabId)) ? refusal(error) : NO_TAB;
  }
}

async function inject(tabId: number): Promise<{ frameId: number; facts: PageFacts | undefined }[]> {
  const results = await browser.scripting.executeScript({ target: { tabId, allFrames: true }, files: [COLLECTOR] });
  return results.map(({ frameId, result }) => ({
    frameId,
    facts: (result as PageFacts | null | undefined) ?? undefined,
  }));
}

async function isOpen(tabId: number): Promise<boolean> {
  return browser.tabs.get(tabId).then(
    () => true,
    () => false,
  );
}

/** The browsers say "no" only by message; whatever is not plainly a refusal is a page that did not answer. */
function refusal(error: unknown): Collected {
  const words = error instanceof Error ? error.message : String(error);
  return /cannot|cannot access|must request permission|missing host permission|not allowed|gallery|error page/i.test(
    words,
  )
    ? NOT_ALLOWED
    : NO_ANSWER;
}
