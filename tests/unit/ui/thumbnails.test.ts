import { expect, test } from 'vitest';
import { createThumbnails } from '../../../components/ui/thumb';
import { createPin } from '../images/fake-world';

const URL = 'https://cdn.example.com/photo.jpg';
const LARGE = { width: 3000, height: 4000 };

test.each([
  ['of twelve megapixels is not drawn until it has been read', { ...LARGE, rung: 'reading' }, null],
  ['of twelve megapixels that is held by its address is drawn from there', { ...LARGE, rung: 'address' }, URL],
  ['of ordinary size is drawn at once', { width: 1000, height: 1500, rung: 'reading' }, URL],
] as const)('a picture %s', async (_, slide, address) => {
  expect(await createThumbnails()(createPin([URL], slide))).toBe(address);
});
