import { expect, test } from 'vitest';
import { createRegionFinder, type Region } from '../../../lib/page/place/regions';

const regionOf = (tag: string, words: string, outer: Region = 'body'): Region =>
  createRegionFinder()({ tag, role: '', words, holdsHeading: false }, outer);

test.each([
  ['article', 'node node-report node-promoted author-jane odd clearfix', 'main'],
  ['article', 'post-12 post type-post hentry category-reviews tag-social tag-ads', 'main'],
  ['div', 'node node--type-article node--promoted node--view-mode-full', 'main'],
  ['div', 'promoted', 'ad'],
  ['article', 'post sponsored', 'ad'],
  ['div', 'author-box', 'author'],
  ['div', 'post-author author-jane', 'author'],
  ['section', 'reviews', 'comments'],
  ['div', 'blog-category related', 'related'],
] as const)('<%s class="%s"> is part of %s', (tag, words, region) => {
  expect(regionOf(tag, words)).toBe(region);
});
