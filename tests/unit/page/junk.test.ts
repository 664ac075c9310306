import { expect, test } from 'vitest';
import { reasonByAddress } from '../../../lib/page/judge/junk';

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
