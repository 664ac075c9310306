import { expect, test } from 'vitest';
import { isNamedAsSiteMark, reasonByAddress } from '../../../lib/page/judge/junk';

test.each([
  ['https://a.test/ads/summer.jpg', 'ad'],
  ['https://a.test/images/site_ads/leaderboard.png', 'ad'],
  ['https://ww690.smartadserver.test/call/pubi/50270/S/', 'ad'],
  // Folders made of a hash's first digits, as MediaWiki and many stores of files have them.
  ['https://upload.test/commons/thumb/a/ad/Plum_cake.jpg/440px-Plum_cake.jpg', undefined],
  ['https://images.test/ad/93/9f099ec74374a67121155d25f38a/plum.jpg', undefined],
  ['https://a.test/photos/uploads/plum.jpg', undefined],
])('%s is told by its address as %s', (address, reason) => {
  expect(reasonByAddress(address)).toBe(reason);
});

test.each([
  ['https://r.test/img/yonhapnews_logo_1200x800_01.jpg', ['yonhap', 'news', 'yna'], true],
  ['https://a.test/up/krollskornerlogo-1.jpg', ['krollskorner'], true],
  ['https://a.test/images/logoSoy502.png', ['soy502'], true],
  ['https://a.test/site-logo.png', ['craft'], false], // said of any site: `isNamedAsJunk` knows it
  ['https://a.test/craft-logo-poster.jpg', ['craft'], false],
  ['https://a.test/walnut-bowl-logo.jpg', ['craft'], false],
  ['https://a.test/craft.jpg', ['craft'], false],
  ['https://a.test/icon-of-saint-nicholas.jpg', ['craft'], false],
])('%s on a site called %j is its mark: %s', (address, names, is) => {
  expect(isNamedAsSiteMark(address, names)).toBe(is);
});
