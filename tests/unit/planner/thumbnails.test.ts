import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createThumbnails } from '../../../components/ui/thumb';
import type { Pin } from '../../../lib/pin/pin';
import { putBlob } from '../../../lib/store/blobs';
import { openStorage } from './kit';
import { makePin } from './make-pin';

const facts = { hash: 'h1', type: 'image/png', width: 1, height: 1, bytes: 1, animated: false, transparent: false };
const create = vi.fn((_blob: Blob) => `blob:${create.mock.calls.length}`);
const revoke = vi.fn();

beforeEach(async () => {
  vi.clearAllMocks();
  await openStorage();
  await putBlob('h1', new Blob(['one']));
  Object.assign(URL, { createObjectURL: create, revokeObjectURL: revoke });
});
afterEach(() => vi.unstubAllGlobals());

function withSlide(change: Partial<Pin['slides'][number]>): Pin {
  const pin = makePin();
  return { ...pin, slides: pin.slides.map((slide) => ({ ...slide, ...change })) };
}

test('rows with the same picture share one thumbnail', async () => {
  const find = createThumbnails();
  const [a, b] = [withSlide({ original: facts }), withSlide({ original: facts })];
  expect(await Promise.all([find(a), find(b)])).toEqual(['blob:1', 'blob:1']);
  expect(create).toHaveBeenCalledTimes(1);
});

test('the least recently used is released', async () => {
  const find = createThumbnails();
  for (let i = 0; i < 500; i++) await putBlob(`x${i}`, new Blob([`${i}`]));
  for (let i = 0; i < 500; i++) await find(withSlide({ original: { ...facts, hash: `x${i}` } }));
  await vi.waitFor(() => expect(revoke).toHaveBeenCalledTimes(100));
  expect(revoke).toHaveBeenCalledWith('blob:1');
});

test('shows the picture’s own address where no bytes are kept, unless only its page could read that', async () => {
  const find = createThumbnails();
  const gone = { ...facts, hash: 'gone' };
  expect(await find(withSlide({ url: 'https://kitchen.test/a.jpg' }))).toBe('https://kitchen.test/a.jpg');
  expect(await find(withSlide({ original: gone, url: 'https://kitchen.test/a.jpg' }))).toBe(
    'https://kitchen.test/a.jpg',
  );
  expect(await find(withSlide({ url: 'blob:https://kitchen.test/1' }))).toBe('');
  expect(await find({ ...makePin(), slides: [] })).toBe('');
});
