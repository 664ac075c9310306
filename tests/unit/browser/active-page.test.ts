import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { collectFrom } from '../../../lib/browser/in-page';
import { leaveHint } from '../../../lib/browser/session';
import type { PageFacts } from '../../../lib/page/facts';

const NOW = 1_800_000_000_000;
const PAGE = 'https://kitchen.test/soup';

const facts = (more: Partial<PageFacts> = {}) =>
  ({ pageUrl: PAGE, candidates: [{ url: 'https://kitchen.test/a.jpg' }], ...more }) as PageFacts;

/** What the browser does with an injection: `files` is the collector, `func` a question of ours. */
type Inject = (injection: { files?: string[]; injectImmediately?: boolean }) => Promise<unknown>;
let inject: Inject;

const main = (answer: unknown) => [
  { frameId: 0, result: answer && typeof answer === 'object' ? JSON.stringify(answer) : answer },
];

beforeEach(() => {
  vi.useFakeTimers();
  fakeBrowser.reset();
  fakeBrowser.scripting.executeScript = ((injection: Parameters<Inject>[0]) => inject(injection)) as never;
  fakeBrowser.tabs.get = (async () => ({ id: 7 })) as never;
});
afterEach(() => {
  vi.useRealTimers();
});

/** Stands in for the judging, which has its own tests: returns what was read, and from how many frames. */
const judge = (page: unknown, frames: unknown[]) => ({ ...(page as PageFacts), site: `${frames.length} frames` });

async function collect(): ReturnType<typeof collectFrom> {
  const collected = collectFrom(7, judge, NOW);
  await vi.advanceTimersByTimeAsync(20_000);
  return collected;
}

test('merges frames into the page, and leaves out frames that return nothing', async () => {
  inject = async () => [
    ...main(facts()),
    { frameId: 3, result: JSON.stringify(facts()) },
    { frameId: 4, result: null },
  ];
  expect(await collect()).toMatchObject({ ok: true, facts: { site: '1 frames' } });
});

test.each([
  'Cannot access a chrome:// URL',
  'Cannot access contents of the page. Extension manifest must request permission to access the respective host.',
  'The extensions gallery cannot be scripted.',
  'Missing host permission for the tab',
])('“%s” means that the page may not be read', async (message) => {
  inject = () => Promise.reject(new Error(message));
  expect(await collect()).toMatchObject({ ok: false, reason: 'not-allowed' });
});

test('asks once more where the browser hears of the click a moment later than we do', async () => {
  let asked = 0;
  inject = async () => {
    if (++asked === 1) throw new Error('Cannot access contents of the page.');
    return main(facts());
  };
  expect(await collect()).toMatchObject({ ok: true, facts: { pageUrl: PAGE } });
});

test('asks the user to reload a page that failed to load', async () => {
  inject = () => Promise.reject(new Error('Frame with ID 0 is showing error page'));
  expect(await collect()).toMatchObject({ ok: false, words: expect.stringContaining('Reload it') });
});

test('reports a closed tab', async () => {
  inject = () => Promise.reject(new Error('No tab with id: 7'));
  fakeBrowser.tabs.get = (() => Promise.reject(new Error('No tab with id: 7'))) as never;
  expect(await collect()).toMatchObject({ ok: false, reason: 'no-tab' });
});

test('reads a page that never finishes loading as it is', async () => {
  inject = ({ injectImmediately }) => (injectImmediately ? Promise.resolve(main(facts())) : new Promise(() => {}));
  expect(await collect()).toMatchObject({ ok: true, facts: { pageUrl: PAGE } });
});

test('gives up on a page that never answers', async () => {
  inject = () => new Promise(() => {});
  expect(await collect()).toMatchObject({ ok: false, reason: 'no-answer' });
});

test('says so when the page is a PDF', async () => {
  inject = async ({ files }) => main(files ? facts({ candidates: [] }) : 'application/pdf');
  expect(await collect()).toMatchObject({ ok: false, words: expect.stringContaining('PDF') });
});

test('takes a hint once, on the page it was left on, whatever the fragment', async () => {
  inject = async () => main(facts());
  await leaveHint({ tabId: 7, pageUrl: `${PAGE}#steps`, selection: 'Simmer.', at: NOW });
  expect(await collect()).toMatchObject({ hint: { selection: 'Simmer.' } });
  expect(await collect()).toMatchObject({ ok: true, hint: undefined });
});

test.each([
  ['on another page of the tab', { pageUrl: 'https://kitchen.test/bread', at: NOW }],
  ['long ago', { pageUrl: PAGE, at: NOW - 121_000 }],
])('ignores a hint left %s', async (_, left) => {
  inject = async () => main(facts());
  await leaveHint({ tabId: 7, selection: 'Never taken.', ...left });
  expect(await collect()).toMatchObject({ ok: true, hint: undefined });
});

test('keeps a hint for another tab until that tab asks', async () => {
  inject = async () => main(facts());
  await leaveHint({ tabId: 8, pageUrl: PAGE, selection: 'For the other.', at: NOW });
  expect(await collect()).toMatchObject({ ok: true, hint: undefined });
  expect(await fakeBrowser.storage.session.get('hint')).toHaveProperty('hint');
});
