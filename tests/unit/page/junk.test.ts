import { expect, test } from 'vitest';
import {
  isNamedAsButton,
  isNamedAsJunk,
  isNamedAsSiteMark,
  reasonBySource,
  reasonByText,
  reasonByWordsOfAddress,
} from '../../../lib/page/judge/junk';

test.each([
  ['https://a.test/ads/summer.jpg', 'ad'],
  ['https://a.test/images/site_ads/leaderboard.png', 'ad'],
  ['https://ww690.smartadserver.test/call/pubi/50270/S/', 'ad'],
  // Folders named by the first digits of a hash, as in MediaWiki and many file stores.
  ['https://upload.test/commons/thumb/a/ad/Plum_cake.jpg/440px-Plum_cake.jpg', undefined],
  ['https://images.test/ad/93/9f099ec74374a67121155d25f38a/plum.jpg', undefined],
  ['https://a.test/photos/uploads/plum.jpg', undefined],
  ['https://media.net/x.jpg', 'ad'],
  ['http://doubleclick.net/x.jpg', 'tracker'],
  ['https://secure.gravatar.com/x.jpg', 'avatar'],
  ['http://s41.sitemeter.com/meter.asp?site=s41a', 'tracker'],
  ['https://counter.yadro.ru/hit?r', 'tracker'],
  ['https://yabs.yandex.ru/count/CT8PA2Abo4O50', 'ad'],
  // Hosts whose names merely hold that of an ad server or a counter.
  ['https://photon.aremedia.net.au/plum.jpg', undefined],
  ['https://cdn.tradition.com/plum.jpg', undefined],
  ['https://www.studioam.de/plum.jpg', undefined],
  ['https://stats.gallery.test/plum.jpg', undefined],
  ['https://uploadserver.test/plum.jpg', undefined],
])('the address %s is classified as %s', (address, reason) => {
  expect(reasonBySource(address) ?? reasonByWordsOfAddress(address)).toBe(reason);
});

test.each([
  ['https://r.test/img/yonhapnews_logo_1200x800_01.jpg', ['yonhap', 'news', 'yna'], true],
  ['https://a.test/up/krollskornerlogo-1.jpg', ['krollskorner'], true],
  ['https://a.test/images/logoSoy502.png', ['soy502'], true],
  ['https://a.test/craft_logo_600x600_en01.jpg', ['craft'], true],
  ['https://a.test/CRAFT-Logo_Secondary_RGB-3.png', ['craft'], true],
  ['https://a.test/site-logo.png', ['craft'], false], // true of any site: `isNamedAsJunk` finds it
  ['https://a.test/craft-logo-poster.jpg', ['craft'], false],
  ['https://a.test/walnut-bowl-logo.jpg', ['craft'], false],
  ['https://a.test/craft.jpg', ['craft'], false],
  ['https://a.test/icon-of-saint-nicholas.jpg', ['craft'], false],
])('%s on a site called %j is its logo: %s', (address, names, is) => {
  expect(isNamedAsSiteMark(address, names)).toBe(is);
});

test.each([
  ['https://a.test/i/facebook-medium.png', true, true],
  ['https://a.test/i/share-button.svg', true, false],
  ['https://a.test/i/apple-touch-icon.png', true, true],
  ['https://a.test/i/default-touch-icon-200x200.png', true, true],
  ['https://a.test/favicon-96.ico', true, true],
  ['https://a.test/cropped-Site-Icon.png', true, true],
  ['https://a.test/i/gallery-placeholder.jpg', false, true],
  ['https://a.test/i/default_user.png', false, true],
  ['https://a.test/files/5ec3a9944d452c08999243af_Icon2.png', true, true],
  ['https://a.test/i/avatar-news.jpg', false, false],
  ['https://a.test/i/touch.jpg', false, false],
  ['https://a.test/i/facebook-office-tour.jpg', false, false],
  ['https://a.test/i/1200x800.jpg', false, true],
])('%s is named as a button: %s, as junk: %s', (address, isButton, isJunk) => {
  expect(isNamedAsButton(address)).toBe(isButton);
  expect(isNamedAsJunk(address)).toBe(isJunk);
});

test.each([
  ['User avatar', 'avatar'],
  ['Home icon', 'icon'],
  ['Logo', 'logo'],
  ['', undefined],
  ['Avatar flying over a forest', undefined],
  ['A mug with a logo', undefined],
])('the text %j classifies a picture as %s', (text, reason) => {
  expect(reasonByText(text, new Set(['plum', 'cake']))).toBe(reason);
});

test('keeps a picture whose text calls it an icon on a page about icons', () => {
  expect(reasonByText('Home icon', new Set(['icons', 'free']))).toBeUndefined();
});
