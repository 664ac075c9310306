import { expect, test } from 'vitest';
import type { Candidate, PageFacts } from '../../../lib/page/facts';
import { mergeFrames } from '../../../lib/page/judge/judge-page';

const candidate = (url: string, score: number): Candidate => ({
  url,
  proposals: [],
  variants: [],
  text: '',
  pinText: '',
  link: null,
  naturalWidth: 800,
  naturalHeight: 600,
  shownWidth: 0,
  shownHeight: 0,
  foundIn: 'img',
  score,
});
const facts = (pageUrl: string, candidates: Candidate[], more: Partial<PageFacts> = {}): PageFacts => ({
  pageUrl,
  pageTitle: '',
  collectedAt: 0,
  candidates,
  leftOut: [],
  link: { url: pageUrl, reason: 'address' },
  otherLinks: [],
  title: 'T',
  description: 'D',
  site: 'S',
  optOut: null,
  complete: true,
  notes: [],
  ...more,
});
const PAGE = 'https://a.test/page';

test('adds each picture of a frame once, and keeps the page’s own title and link', () => {
  const main = facts(PAGE, [candidate('https://a.test/x/the-lead-picture.jpg', 50)]);
  const frame = facts(
    'https://b.test/f',
    [
      candidate('https://a.test/x/the-lead-picture-300x200.jpg', 60),
      candidate('https://b.test/only-in-the-frame.jpg', 60),
    ],
    { title: 'Other', complete: false, notes: ['time'] },
  );
  const merged = mergeFrames(main, [frame]);
  expect(merged.candidates.map(({ url, score }) => [url, score])).toEqual([
    ['https://a.test/x/the-lead-picture.jpg', 50],
    ['https://b.test/only-in-the-frame.jpg', 40],
  ]);
  expect(merged).toMatchObject({ title: 'T', link: { url: PAGE }, complete: false, notes: ['time'] });
});

test('adds nothing from ad frames, and applies the page’s opt-out to its frames', () => {
  const ad = facts('https://tpc.googlesyndication.com/safeframe/1', [
    candidate('https://x.test/some-long-ad-name.jpg', 90),
  ]);
  expect(mergeFrames(facts(PAGE, []), [ad]).candidates).toEqual([]);
  const forbidden = mergeFrames(facts(PAGE, [], { optOut: { ownerWords: 'No.' } }), [
    facts('https://b.test/', [candidate('https://b.test/in-the-frame.jpg', 1)]),
  ]);
  expect(forbidden.candidates).toEqual([]);
  expect(forbidden.leftOut).toEqual([
    { url: 'https://b.test/in-the-frame.jpg', text: '', reason: 'nopin', ownerWords: 'No.' },
  ]);
});
