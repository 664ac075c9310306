import { expect, test } from 'vitest';
import { chooseRatio, enlargement, lossOf, matchMends, planRendering } from '../../../lib/pin/mends';
import {
  CENTER,
  createSlide,
  cropBox,
  enlargeScale,
  hasRatio,
  isTooSmall,
  leastSize,
  type Mend,
  padSize,
  type Slide,
  shrinkScale,
  withMend,
} from '../../../lib/pin/slide';

const size = (width: number, height: number) => ({ width, height });

test('a ratio allows rounding to whole pixels, but no other common shape', () => {
  expect(hasRatio(size(600, 900), '2:3')).toBe(true);
  expect(hasRatio(size(601, 900), '2:3')).toBe(true);
  expect(hasRatio(size(735, 1102), '2:3')).toBe(true);
  expect(hasRatio(size(1000, 1400), '2:3')).toBe(false);
  expect(hasRatio(size(1080, 1350), '1:1')).toBe(false);
  expect(hasRatio(size(900, 905), '1:1')).toBe(false);
});

test('every crop has its ratio, lies within the picture and loses as little as possible', () => {
  for (const [width, height] of [
    [1600, 900],
    [901, 1351],
    [600, 4000],
    [3, 5],
    [2, 1],
  ] as const)
    for (const ratio of ['2:3', '1:1'] as const)
      for (const focus of [CENTER, { x: 0, y: 0 }, { x: 1, y: 1 }]) {
        const box = cropBox(size(width, height), ratio, focus);
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.top).toBeGreaterThanOrEqual(0);
        expect(box.left + box.width).toBeLessThanOrEqual(width);
        expect(box.top + box.height).toBeLessThanOrEqual(height);
        expect(Math.min(width - box.width, height - box.height)).toBeLessThanOrEqual(2);
        if (width > 2) expect(hasRatio(box, ratio)).toBe(true);
      }
});

test('a crop is centred on its focus as far as the edges allow', () => {
  expect(cropBox(size(1600, 900), '2:3', { x: 0.75, y: 0.5 })).toEqual({ left: 900, top: 0, width: 600, height: 900 });
  expect(cropBox(size(1600, 900), '2:3', { x: 0, y: 0.5 }).left).toBe(0);
});

test('a padded canvas holds the whole picture', () => {
  expect(padSize(size(1200, 600), '1:1')).toEqual(size(1200, 1200));
  expect(padSize(size(1000, 1000), '2:3')).toEqual(size(1000, 1500));
  expect(leastSize('2:3')).toEqual(size(600, 900));
  expect(leastSize('1:1')).toEqual(size(900, 900));
});

test('shrinking never makes a picture too small', () => {
  for (const [width, height] of [
    [4000, 6000],
    [6000, 4000],
    [9000, 1200],
    [700, 9000],
    [1200, 1200],
  ] as const) {
    const scale = shrinkScale(size(width, height));
    expect(isTooSmall(size(Math.round(width * scale), Math.round(height * scale)))).toBe(false);
  }
  expect(shrinkScale(size(500, 500))).toBe(1);
  expect(enlargeScale(size(300, 900))).toBe(2);
});

test('a rendering enlarges only when asked', () => {
  const crop: Mend = { kind: 'crop', ratio: '2:3', focus: null };
  expect(enlargement(planRendering(size(600, 400), [crop]))).toBeLessThanOrEqual(1);
  const enlarged = planRendering(size(600, 400), [crop, { kind: 'enlarge' }]);
  expect(enlarged).toMatchObject({ width: 600, height: 900 });
  expect(enlargement(enlarged)).toBeGreaterThan(2);
  const pad: Mend = { kind: 'pad', ratio: '2:3', fill: 'edge' };
  const padded = planRendering(size(300, 200), [pad]);
  expect(padded).toMatchObject({ width: 600, height: 900, to: { left: 150, top: 350, width: 300, height: 200 } });
  expect(planRendering(size(300, 200), [pad, { kind: 'enlarge' }]).to).toMatchObject({
    left: 0,
    width: 600,
    height: 400,
  });
});

test('a rendering has exactly the ratio asked for, at any picture size', () => {
  for (let width = 311; width < 5000; width += 517)
    for (let height = 207; height < 5000; height += 613)
      for (const ratio of ['2:3', '1:1'] as const) {
        const crop = planRendering(size(width, height), [{ kind: 'crop', ratio, focus: null }, { kind: 'enlarge' }]);
        const pad = planRendering(size(width, height), [{ kind: 'pad', ratio, fill: 'blur' }]);
        for (const plan of [crop, pad]) {
          expect(plan.width * (ratio === '2:3' ? 3 : 1)).toBe(plan.height * (ratio === '2:3' ? 2 : 1));
          expect(isTooSmall(plan)).toBe(false);
          expect(plan.to.left + plan.to.width).toBeLessThanOrEqual(plan.width);
          expect(plan.to.top + plan.to.height).toBeLessThanOrEqual(plan.height);
        }
      }
});

test('a pad replaces a crop and keeps the other mends', () => {
  const mends = withMend([{ kind: 'shrink' }], { kind: 'crop', ratio: '2:3', focus: null });
  expect(withMend(mends, { kind: 'pad', ratio: '1:1', fill: 'edge' }).map(({ kind }) => kind)).toEqual([
    'shrink',
    'pad',
  ]);
});

test('chooses the ratio that loses least, and 2:3 when there is no difference', () => {
  expect(chooseRatio([size(1600, 1200), size(1200, 1200), size(1000, 1500)])).toBe('1:1');
  expect(chooseRatio([size(1200, 1200), size(1000, 1500), size(800, 1200)])).toBe('2:3');
  expect(chooseRatio([])).toBe('2:3');
});

test('inventing pixels counts as loss', () => {
  expect(lossOf(size(900, 1350), '2:3')).toBe(0);
  expect(lossOf(size(300, 450), '2:3')).toBeCloseTo(0.75);
  // A square crop would have to be enlarged, a 2:3 crop would not.
  expect(chooseRatio([size(700, 1050), size(700, 1300)])).toBe('2:3');
});

const kept = (width: number, height: number, mends: Mend[] = []): Slide => {
  const facts = { hash: 'h', type: 'image/jpeg', width, height, bytes: 1, animated: false, transparent: false };
  return {
    ...createSlide({ id: 's', url: 'https://a.example/p', text: '', width, height }),
    rung: 'bytes',
    original: facts,
    ready: facts,
    mends,
  };
};

test('matching keeps the user’s focus and choice of pad', () => {
  const focus = { x: 0.2, y: 0.3 };
  expect(matchMends(kept(1600, 1200, [{ kind: 'crop', ratio: '2:3', focus }]), '1:1')).toEqual([
    { kind: 'crop', ratio: '1:1', focus },
  ]);
  expect(matchMends(kept(1600, 1200, [{ kind: 'pad', ratio: '2:3', fill: 'blur' }]), '1:1')).toEqual([
    { kind: 'pad', ratio: '1:1', fill: 'blur' },
  ]);
});

test('matching leaves a slide that matches, and enlarges only one that would be too small', () => {
  expect(matchMends(kept(900, 900), '1:1')).toBeUndefined();
  expect(matchMends(kept(1000, 1500), '1:1')).toEqual([{ kind: 'crop', ratio: '1:1', focus: null }]);
  expect(matchMends(kept(700, 1050), '1:1')?.map(({ kind }) => kind)).toEqual(['crop', 'enlarge']);
});
