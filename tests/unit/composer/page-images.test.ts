import { expect, test } from 'vitest';
import { createPageImages, findPlace } from '../../../components/composer/page-images';
import { candidate, page, slide } from './samples';

const online = () => true;

test('each picture is called by its text, and by its place where it has none', () => {
  const facts = page({ candidates: [candidate('bowl'), candidate('x', { text: '  ' })] });
  expect(createPageImages(facts, undefined, online).offered.value.map(({ name }) => name)).toEqual(['bowl', 'Image 2']);
});

test('a rendition that is only guessed by its address never takes the place of a picture that does not load', () => {
  const guess = 'https://pictures.test/other/bowl.jpg';
  const bowl = { ...candidate('bowl', { variants: [guess] }), guessed: [guess] };
  const images = createPageImages(page({ candidates: [bowl] }), undefined, online);
  images.fail(images.offered.value[0]!);
  expect(images.offered.value).toEqual([]);
  expect(images.leftOut.value[0]).toMatchObject({ reason: 'broken', name: 'bowl' });
});

test('a picture whose best address does not load falls back to the next one, then drops out and is counted', () => {
  const facts = page({ candidates: [candidate('bowl', { variants: ['https://pictures.test/small.jpg'] })] });
  const images = createPageImages(facts, undefined, online);
  images.fail(images.offered.value[0]!);
  expect(images.offered.value[0]?.url).toBe('https://pictures.test/small.jpg');
  images.fail(images.offered.value[0]!);
  expect(images.offered.value).toEqual([]);
  expect(images.brokenCount.value).toBe(1);
  expect(images.leftOut.value[0]).toMatchObject({ reason: 'broken', name: 'bowl' });
});

test('being offline breaks no picture', () => {
  const images = createPageImages(page(), undefined, () => false);
  images.fail(images.offered.value[0]!);
  expect(images.offered.value).toHaveLength(3);
});

test('a picture that turns out tiny is left out, and its real size is shown otherwise', () => {
  const images = createPageImages(page(), undefined, online);
  images.measure(images.offered.value[0]!, 1, 1);
  images.measure(images.offered.value[0]!, 640, 960);
  expect(images.offered.value.map(({ width }) => width)).toEqual([640, 1000]);
  expect(images.leftOut.value[0]?.reason).toBe('small');
});

test('what the owner forbids can be seen with the owner’s words, and cannot be chosen', () => {
  const leftOut = [
    { url: 'https://pictures.test/print.jpg', text: 'Print', reason: 'nopin' as const, ownerWords: 'Buy the print.' },
    { url: 'https://pictures.test/logo.png', text: '', reason: 'logo' as const, ownerWords: '' },
  ];
  const shown = createPageImages(page({ leftOut }), undefined, online).leftOut.value;
  expect(shown[0]).toMatchObject({ choice: null, ownerWords: 'Buy the print.' });
  expect(shown[1]?.choice?.url).toBe('https://pictures.test/logo.png');
});

test('the picture pointed at stands first, also when it was not taken for one worth pinning', () => {
  const known = createPageImages(page(), 'https://pictures.test/bread.jpg', online);
  expect(known.offered.value.map(({ name }) => name)).toEqual(['bread', 'bowl', 'spoon']);
  const unknown = createPageImages(page(), 'https://pictures.test/odd.jpg', online);
  expect(unknown.offered.value[0]?.url).toBe('https://pictures.test/odd.jpg');
  expect(unknown.offered.value).toHaveLength(4);
});

test('a picture is known to be chosen by any of its addresses', () => {
  const facts = page({ candidates: [candidate('bowl', { variants: ['https://pictures.test/small.jpg'] })] });
  const [choice] = createPageImages(facts, undefined, online).offered.value;
  expect(findPlace(choice!, [slide('other'), slide('x', { url: 'https://pictures.test/small.jpg' })])).toBe(1);
  expect(findPlace(choice!, [])).toBe(-1);
});

test('a page that could not be read offers nothing and breaks nothing', () => {
  const images = createPageImages(null, undefined, online);
  expect([images.offered.value, images.leftOut.value]).toEqual([[], []]);
});

test('what a later look at the page finds stands behind what is there, each picture once', () => {
  const images = createPageImages(page(), undefined, online);
  images.fail(images.offered.value[0]!);
  const known = candidate('spoon', {
    url: 'https://pictures.test/spoon-large.jpg',
    variants: ['https://pictures.test/spoon.jpg'],
  });
  images.add(page({ candidates: [candidate('bowl'), known, candidate('late'), candidate('later', { text: '' })] }));
  expect(images.offered.value.map(({ name }) => name)).toEqual(['spoon', 'bread', 'late', 'Image 5']);
  expect(new Set(images.offered.value.map(({ key }) => key)).size).toBe(4);
});
