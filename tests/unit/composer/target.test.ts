import { expect, test } from 'vitest';
import { readTarget } from '../../../components/composer/around';

test.each([
  ['', { tabId: null, imageUrl: null }],
  ['?tab=12', { tabId: 12, imageUrl: null }],
  ['?tab=12&image=https%3A%2F%2Fa.test%2Fb.jpg', { tabId: 12, imageUrl: 'https://a.test/b.jpg' }],
  ['?pin=pin-1', { pinId: 'pin-1' }],
  ['?plan=plan-1', { planId: 'plan-1' }],
  ['?tab=nonsense', { tabId: null, imageUrl: null }],
  ['?tab=-1', { tabId: null, imageUrl: null }],
])('%s asks for the right thing', (search, target) => {
  expect(readTarget(search)).toEqual(target);
});
