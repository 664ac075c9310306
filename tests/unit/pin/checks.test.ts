import { describe, expect, test } from 'vitest';
import type { CheckContext, CheckId } from '../../../lib/pin/checks';
import { planMends } from '../../../lib/pin/mends';
import { createDraft, type Pin } from '../../../lib/pin/pin';
import { createSlide, type ImageFacts, type Slide } from '../../../lib/pin/slide';
import { checkPin } from '../../../lib/pin/slide-checks';
import { DAY } from '../../../lib/time';

const NOW = Date.UTC(2026, 5, 1);
const ACCOUNT = { status: 'ACTIVE', scopes: ['boards:read', 'pins:write'], tokenExpiresAt: null };
const CONTEXT: CheckContext = { now: NOW, account: ACCOUNT, slotAt: NOW + DAY };

const facts = (change: Partial<ImageFacts> = {}): ImageFacts => ({
  hash: 'hash',
  type: 'image/jpeg',
  width: 1000,
  height: 1500,
  bytes: 500_000,
  animated: false,
  transparent: false,
  ...change,
});

function slide(change: Partial<ImageFacts> = {}, more: Partial<Slide> = {}): Slide {
  const ready = facts(change);
  const { width, height } = ready;
  const fresh = createSlide({ id: 's1', url: 'https://cdn.example.com/a.jpg', text: '', width, height });
  return { ...fresh, rung: 'bytes', original: ready, ready, ...more };
}

/** A pin that has nothing wrong with it. */
function pin(change: Partial<Pin> = {}): Pin {
  const source = { pageUrl: 'https://example.com/', pageTitle: '', collectedAt: NOW };
  const draft = createDraft({ id: 'p', source, handOver: 'at-time', now: NOW });
  const board = { id: 'b1', name: 'Recipes' };
  const content = { title: 'Soup', description: 'Warm.', link: 'https://example.com/soup', slides: [slide()] };
  return { ...draft, accountId: 'soc_1', board, ...content, publishAt: NOW + DAY, ...change };
}

const idsOf = (change: Partial<Pin>, context: Partial<CheckContext> = {}) =>
  checkPin(pin(change), { ...CONTEXT, ...context }).map(({ id }) => id);

const address = (change: Partial<Slide> = {}) => slide({}, { rung: 'address', original: null, ready: null, ...change });

test('a good pin has no checks', () => {
  expect(checkPin(pin(), CONTEXT)).toEqual([]);
});

const FAULTS: [CheckId, 'error' | 'warning', Partial<Pin>, Partial<CheckContext>?][] = [
  ['account-missing', 'error', { accountId: null }],
  ['account-not-active', 'error', {}, { account: { ...ACCOUNT, status: 'TOKEN_EXPIRED' } }],
  ['account-not-active', 'error', {}, { account: { ...ACCOUNT, status: 'SOMETHING_NEW' } }],
  ['account-scopes', 'error', {}, { account: { ...ACCOUNT, scopes: ['boards:read'] } }],
  ['account-token-ends', 'error', {}, { account: { ...ACCOUNT, tokenExpiresAt: NOW + DAY - 1 } }],
  ['board-missing', 'error', { board: null }],
  ['title-missing', 'warning', { title: '  ' }],
  ['title-too-long', 'error', { title: 'x'.repeat(101) }],
  ['description-too-long', 'error', { description: 'x'.repeat(501) }],
  ['link-missing', 'warning', { link: '' }],
  ['link-invalid', 'error', { link: 'example.com/soup' }],
  ['link-invalid', 'error', { link: 'javascript:alert(1)' }],
  ['link-invalid', 'error', { link: 'https://' }],
  ['link-private', 'warning', { link: 'http://192.168.1.10/soup' }],
  ['link-private', 'warning', { link: 'http://localhost:8080/' }],
  ['time-missing', 'error', { when: 'time', publishAt: null }],
  ['time-missing', 'error', { when: 'slot', publishAt: null }, { slotAt: null }],
  ['time-past', 'error', { when: 'time', publishAt: NOW - 1 }],
  ['slides-missing', 'error', { slides: [] }],
  ['slide-reading', 'error', { slides: [slide({}, { rung: 'reading' })] }],
  [
    'slide-unreadable',
    'error',
    { slides: [slide({}, { rung: 'none', problem: 'HTTP_403', original: null, ready: null })] },
  ],
  ['slide-format', 'error', { slides: [slide({ type: 'image/webp' })] }],
  ['slide-too-heavy', 'error', { slides: [slide({ bytes: 20_000_001 })] }],
  ['slide-too-small', 'error', { slides: [slide({ width: 599, height: 899 })] }],
  ['slide-ratio', 'warning', { slides: [slide({ width: 1200, height: 900 })] }],
  ['slide-too-long', 'warning', { slides: [slide({ width: 800, height: 1700 })] }],
  ['slide-transparent', 'warning', { slides: [slide({ type: 'image/png', transparent: true })] }],
  ['slide-by-address', 'warning', { slides: [address()] }],
  ['slide-from-screen', 'warning', { slides: [slide({}, { rung: 'screenshot' })] }],
];

test.each(FAULTS)('reports %s (%s) and nothing else', (id, severity, change, context) => {
  const checks = checkPin(pin(change), { ...CONTEXT, ...context });
  expect(checks.map((check) => [check.id, check.severity])).toEqual([[id, severity]]);
  expect(checks[0]?.words).toMatch(/^[A-Z].*\.$/);
});

test('accepts values exactly at the limits', () => {
  const slides = [slide({ width: 600, height: 900, bytes: 20_000_000 })];
  expect(idsOf({ title: 'x'.repeat(100), description: 'x'.repeat(500), slides })).toEqual([]);
  expect(idsOf({ slides: [slide({ width: 800, height: 1680 })] })).toEqual(['slide-ratio']);
});

describe('one click', () => {
  const labelsOf = (change: Partial<Pin>, context: Partial<CheckContext> = {}) => {
    const [check] = checkPin(pin(change), { ...CONTEXT, ...context });
    return [check?.mend, ...(check?.otherMends ?? [])].map((offer) => offer?.label);
  };
  const past: Partial<Pin> = { when: 'time', publishAt: NOW - 1 };

  test('moves a pin whose time has passed to the next free slot, if there is one, or to now', () => {
    expect(labelsOf(past, { slotAt: NOW + DAY })).toEqual(['Next free slot', 'Now']);
    expect(labelsOf(past, { slotAt: null })).toEqual(['Now']);
    expect(labelsOf({ when: 'time', publishAt: null })).toEqual(['Next free slot', 'Now']);
    expect(labelsOf({ when: 'slot', publishAt: null }, { slotAt: null })).toEqual(['Pick a time', 'Now']);
    for (const { mend, otherMends } of checkPin(pin(past), CONTEXT))
      for (const offer of [mend, ...otherMends])
        expect(idsOf({ ...past, ...(offer?.kind === 'write' && offer.content) })).toEqual([]);
  });

  test.each([
    ['title', 100],
    ['description', 500],
  ] as const)('cuts a %s that is too long, between words', (field, limit) => {
    const [check] = checkPin(pin({ [field]: 'soup '.repeat(limit) }), CONTEXT);
    const { mend } = check ?? {};
    if (mend?.kind !== 'write') throw new Error('nothing is offered');
    expect(mend.content[field]?.length).toBeLessThanOrEqual(limit);
    expect(mend.content[field]).toMatch(/^(soup )+soup…$/);
  });

  test('completes a bare address, but no other invalid link', () => {
    const [check] = checkPin(pin({ link: ' example.com/soup' }), CONTEXT);
    expect(check?.mend).toMatchObject({ kind: 'write', content: { link: 'https://example.com/soup' } });
    for (const link of ['soup', 'javascript:alert(1)', 'mailto:me@example.com', 'a b.com'])
      expect(labelsOf({ link })).toEqual([undefined]);
  });
});

test('reports nothing about what is not known yet', () => {
  expect(idsOf({}, { account: undefined, slotAt: undefined })).toEqual([]);
  expect(idsOf({ when: 'slot', publishAt: null }, { slotAt: undefined })).toEqual([]);
  expect(idsOf({ slides: [address({ width: 0, height: 0 })] })).toEqual(['slide-by-address']);
});

test('errors come before warnings', () => {
  const severities = checkPin(pin({ title: '', board: null, link: '', slides: [] }), CONTEXT).map(
    ({ severity }) => severity,
  );
  expect(severities).toEqual(['error', 'error', 'warning', 'warning']);
});

describe('a carousel', () => {
  const square = (id: string) => slide({ width: 1000, height: 1000 }, { id });
  const upright = (id: string) => slide({}, { id });
  const wide = (id: string) => slide({ width: 1600, height: 1200 }, { id });

  test('with one ratio passes, 2:3 or square, even when rounded by a pixel', () => {
    expect(idsOf({ slides: [upright('a'), slide({ width: 735, height: 1102 }, { id: 'b' })] })).toEqual([]);
    expect(idsOf({ slides: [square('a'), square('b')] })).toEqual([]);
  });

  test('with more than five slides offers to remove the last one', () => {
    const slides = ['a', 'b', 'c', 'd', 'e', 'f'].map(upright);
    const [check] = checkPin(pin({ slides }), CONTEXT);
    expect(check).toMatchObject({ id: 'slides-too-many', slideId: 'f', mend: { kind: 'remove' } });
  });

  test('with mixed ratios gets one ratio with one click, the one that loses least', () => {
    const slides = [wide('a'), square('b'), upright('c')];
    const [check] = checkPin(pin({ slides }), CONTEXT);
    expect(check).toMatchObject({ id: 'slides-mixed', severity: 'error', mend: { kind: 'match-all', ratio: '1:1' } });
    expect(check?.mend?.label).toBe('Make all slides square');
    const mends = planMends(slides, { kind: 'match-all', ratio: '1:1', label: '' }, null);
    expect([...mends.keys()]).toEqual(['a', 'c']);
  });

  test('says so when matching the ratios enlarges a slide', () => {
    const slides = [square('a'), square('b'), square('d'), slide({ width: 700, height: 1050 }, { id: 'c' })];
    const [check] = checkPin(pin({ slides }), CONTEXT);
    expect(check?.mend?.label).toBe('Make all slides square, enlarging 1 of them');
  });

  test('needs permission for the host of a slide by address whose ratio must change', () => {
    const slides = [address({ id: 'a', width: 1600, height: 900 }), square('b')];
    const mixed = checkPin(pin({ slides }), CONTEXT).find(({ id }) => id === 'slides-mixed');
    expect(mixed?.mend).toMatchObject({ kind: 'ask-permission', host: 'cdn.example.com' });
  });

  test('cannot have a slide by address after an uploaded one', () => {
    expect(idsOf({ slides: [upright('a'), address({ id: 'b' })] })).toContain('slides-order');
    expect(idsOf({ slides: [address({ id: 'a' }), upright('b')] })).not.toContain('slides-order');
  });

  test('does not require each slide to be 2:3', () => {
    expect(idsOf({ slides: [square('a'), square('b')] })).not.toContain('slide-ratio');
  });
});

test('a picture that is too small can be enlarged, and the button says how much', () => {
  const [check] = checkPin(pin({ slides: [slide({ width: 300, height: 450 })] }), CONTEXT);
  expect(check?.mend).toEqual({ kind: 'enlarge', label: 'Enlarge 2.0 times' });
  expect(check?.otherMends.map(({ kind }) => kind)).toEqual(['pad', 'remove']);
});

test('warns about an enlarged picture, and says how much it was enlarged', () => {
  const enlarged = slide(
    { width: 600, height: 900 },
    { original: facts({ width: 300, height: 450 }), mends: [{ kind: 'enlarge' }] },
  );
  expect(checkPin(pin({ slides: [enlarged] }), CONTEXT)).toMatchObject([
    { id: 'slide-enlarged', severity: 'warning', words: 'The picture was enlarged 2.0 times and may look soft.' },
  ]);
});

test('a picture that needs permission offers to ask for its host alone, or to take it from the screen', () => {
  const unread = slide({}, { rung: 'none', problem: 'NEEDS_PERMISSION', original: null, ready: null });
  const [check] = checkPin(pin({ slides: [unread] }), CONTEXT);
  expect(check?.mend).toEqual({
    kind: 'ask-permission',
    host: 'cdn.example.com',
    label: 'Allow reading from cdn.example.com',
  });
  expect(check?.otherMends.map(({ kind }) => kind)).toEqual(['take-from-screen', 'remove']);
});

test('in a carousel every check names its slide', () => {
  const small = slide({ width: 500, height: 750 }, { id: 'small' });
  const check = checkPin(pin({ slides: [slide({}, { id: 'good' }), small] }), CONTEXT)[0];
  expect(check).toMatchObject({ slideId: 'small' });
  expect(check?.words).toMatch(/^Slide 2 is 500 × 750;/);
});
