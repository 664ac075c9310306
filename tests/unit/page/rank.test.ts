import { expect, test } from 'vitest';
import { judge, type RankContext } from '../../../lib/page/judge/rank';
import type { PictureRecord } from '../../../lib/page/record';

const context: RankContext = {
  siteWords: ['craft', 'corner'],
  siteNames: new Set(['craftcorner']),
  titleWords: new Set(['plum', 'cake']),
  count: 20,
  spineLength: 4,
  hasPage: ({ links }) => links.length > 0,
};

/** A large picture in the middle of an article, except for the differences that a test names. */
function picture(differences: Partial<PictureRecord>): PictureRecord {
  const { best = 'https://www.craft.test/i/0a1b2c3d.jpg' } = differences;
  return {
    best,
    declared: [{ url: best, width: 800, height: 600, rank: 800 }],
    guessed: [],
    order: 3,
    leads: [],
    words: '',
    names: [''],
    nopin: null,
    isInView: false,
    isPlain: true,
    isRepeated: false,
    leadsAway: false,
    links: [],
    text: '',
    pinText: '',
    foundIn: 'img',
    naturalWidth: 800,
    naturalHeight: 600,
    shownWidth: 800,
    shownHeight: 600,
    isLarge: true,
    isBroken: false,
    isTiny: false,
    region: 'main',
    around: 'main',
    nearness: 3,
    ...differences,
  };
}

const reason = (differences: Partial<PictureRecord>) => judge(picture(differences), context).leftOut;

const page: PictureRecord['links'] = [{ reason: 'article', targets: [{ url: '/p/1', length: 0 }], length: 0 }];
const notLarge = { isLarge: false, shownWidth: 200, shownHeight: 200 };

test.each<[string, Partial<PictureRecord>, string]>([
  ['a partner’s badge', { names: ['Awards badge'] }, 'icon'],
  ['the author’s portrait', { names: ['profile-image about-me'] }, 'avatar'],
  ['a payment icon', { names: ['block_payment'] }, 'icon'],
  ['a logo named so by its address', { best: 'https://www.craft.test/i/Partner-Logo1.png' }, 'logo'],
])('leaves out %s in a footer at any size, in an aside only when it is small, in an article never', (_, words, why) => {
  const inFooter = { ...words, region: 'footer', around: 'footer' } as const;
  const inAside = { ...words, region: 'aside', around: 'aside' } as const;
  expect(reason(inFooter)).toBe(why);
  expect(reason({ ...inFooter, leads: [125] })).toBeUndefined();
  expect(reason({ ...inFooter, links: page })).toBeUndefined();
  expect(reason({ ...inAside, ...notLarge })).toBe(why);
  expect(reason(inAside)).toBeUndefined();
  expect(reason(words)).toBeUndefined();
});

test('keeps what a list shows for its own pages, whatever its cards are called', () => {
  const small = { ...notLarge, shownWidth: 220, shownHeight: 330, naturalWidth: 440, naturalHeight: 660 };
  for (const words of ['share-box', 'icon-card', 'logo-tile', 'author-card']) {
    expect(reason({ ...small, names: [words], links: page })).toBeUndefined();
    expect(reason({ ...small, names: [words] })).toBe(
      words === 'author-card' ? 'avatar' : words === 'logo-tile' ? 'logo' : 'icon',
    );
  }
  expect(reason({ ...small, best: 'https://www.craft.test/icons/saint-nicholas.jpg', links: page })).toBeUndefined();
});

test('leaves out a line of a few pixels by its name', () => {
  expect(reason({ best: 'https://www.craft.test/i/_1_top_640x3-nc.png', naturalWidth: 0, naturalHeight: 0 })).toBe(
    'spacer',
  );
  expect(reason({ best: 'https://www.craft.test/i/jug_640x360.jpg' })).toBeUndefined();
});

test('keeps a large picture in an aside, header or share box', () => {
  expect(reason({ region: 'aside', around: 'aside' })).toBeUndefined();
  expect(
    reason({ best: 'https://www.craft.test/i/star-cookies.jpg', region: 'aside', around: 'aside' }),
  ).toBeUndefined();
  for (const region of ['header', 'share'] as const)
    expect(reason({ names: ['hero share'], region, around: 'header' })).toBeUndefined();
});

test('leaves out the site’s logo by its alt text at any size, but by its link only when it is small', () => {
  const mark = { region: 'logo', around: 'body' } as const;
  expect(reason({ ...mark, alt: 'Craft Corner' })).toBe('logo');
  expect(reason({ ...mark, ...notLarge, leadsAway: true })).toBe('logo');
  expect(reason({ ...mark, leadsAway: true })).toBeUndefined();
  expect(reason({ ...mark, alt: 'Plum cake' })).toBeUndefined();
  expect(reason({ ...mark, alt: 'Corner' })).toBeUndefined();
  expect(reason(mark)).toBeUndefined();
  expect(reason({ ...mark, ...notLarge, around: 'header', names: ['logo'] })).toBe('logo');
  expect(reason({ alt: 'Craft Corner' })).toBeUndefined();
});

test('leaves out a small picture that is named as a button and leads away', () => {
  const facebook = { best: 'https://www.craft.test/i/facebook-medium.png' };
  expect(reason({ ...facebook, ...notLarge, leadsAway: true })).toBe('icon');
  expect(reason({ ...facebook, leadsAway: true })).toBeUndefined();
  expect(reason(facebook)).toBeUndefined();
  expect(reason({ leadsAway: true })).toBeUndefined();
});

test('leaves out a drawing in a button at any size, but not a photo', () => {
  const drawing = { best: 'https://www.craft.test/i/bottom.svg', names: ['btn btn-white'] };
  expect(reason(drawing)).toBe('icon');
  expect(reason({ best: drawing.best })).toBeUndefined();
  expect(reason({ names: ['btn btn-white'] })).toBeUndefined();
});

test('leaves out a picture shown at icon size, unless the page declares a larger rendition or names it as its own', () => {
  const tiny = { isTiny: true, isLarge: false, shownWidth: 40, shownHeight: 40 };
  const full = { url: 'https://www.craft.test/i/full.jpg', width: 1200, height: 900, rank: 1200 };
  expect(reason(tiny)).toBe('icon');
  expect(reason({ ...tiny, declared: [full, ...picture({}).declared] })).toBeUndefined();
  expect(reason({ ...tiny, leads: [60] })).toBeUndefined();
});

test('leaves out a large picture only when both its address and its alt text call it an icon', () => {
  const best = 'https://www.craft.test/styles/communityIcon_7st9.png';
  expect(reason({ best, alt: 'Community Icon' })).toBe('icon');
  expect(reason({ best, alt: 'A street at night' })).toBeUndefined();
  expect(reason({ alt: 'Community Icon' })).toBeUndefined();
});

test('keeps a small photo from a logo folder when metadata names it, but not when only share buttons do', () => {
  const best = 'https://www.craft.test/img/logos/default-touch-icon-200x200.png';
  const photo = 'https://www.craft.test/img/logos/red-bowl.jpg';
  const small = { isLarge: false, region: undefined, around: undefined, shownWidth: 0, shownHeight: 0 };
  expect(reason({ ...small, best, leads: [24, 24, 24, 24] })).toBe('icon');
  expect(reason({ ...small, best: photo, leads: [24, 24, 24, 24] })).toBe('logo');
  expect(reason({ ...small, best: photo, leads: [125] })).toBeUndefined();
});

test('keeps the blurred preview of a large picture, and leaves out what is small where it is shown', () => {
  const small = { naturalWidth: 96, naturalHeight: 64 };
  expect(reason({ ...small, shownWidth: 523, shownHeight: 349 })).toBeUndefined();
  expect(reason({ ...small, shownWidth: 96, shownHeight: 64, isLarge: false })).toBe('small');
});

test('leaves out an icon file even where the page names it as its picture', () => {
  expect(reason({ best: 'https://www.craft.test/docs@2x.ico', leads: [125] })).toBe('icon');
});

test('a thumbnail that the page names as its own stands behind the large picture of it', () => {
  const named = { leads: [125, 88], words: 'plum cake', region: undefined };
  const shown = judge(picture({ leads: [60], words: 'plum cake' }), context).score;
  expect(judge(picture({ ...named, naturalWidth: 146, naturalHeight: 128 }), context).score).toBeLessThan(shown);
  expect(judge(picture({ ...named, naturalWidth: 0, naturalHeight: 0 }), context).score).toBeGreaterThan(shown);
});
