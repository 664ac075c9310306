import { beforeEach, expect, test, vi } from 'vitest';
import { createThumbnails } from '../../../components/planner/thumbnails';
import type { Pin } from '../../../lib/pin/pin';
import { makePin } from './make-pin';

const facts = { hash: 'h1', type: 'image/png', width: 1, height: 1, bytes: 1, animated: false, transparent: false };
const world = {
  readBlob: vi.fn(async (hash: string) => (hash === 'h1' ? new Blob(['x']) : undefined)),
  createUrl: vi.fn(() => 'blob:one'),
  revokeUrl: vi.fn(),
};
beforeEach(() => void vi.clearAllMocks());

function withSlide(change: Partial<Pin['slides'][number]>): Pin {
  const pin = makePin();
  return { ...pin, slides: pin.slides.map((slide) => ({ ...slide, ...change })) };
}

test('rows that show the same picture share one address, given back after the last', async () => {
  const thumbnails = createThumbnails(world);
  const [a, b] = [withSlide({ original: facts }), withSlide({ original: facts })];
  expect(await Promise.all([thumbnails.take(a), thumbnails.take(b)])).toEqual(['blob:one', 'blob:one']);
  expect(world.readBlob).toHaveBeenCalledTimes(1);
  thumbnails.release(a);
  await Promise.resolve();
  expect(world.revokeUrl).not.toHaveBeenCalled();
  thumbnails.release(b);
  await vi.waitFor(() => expect(world.revokeUrl).toHaveBeenCalledExactlyOnceWith('blob:one'));
});

test('shows the picture as it will be pinned, not as it was found', async () => {
  await createThumbnails(world).take(withSlide({ original: { ...facts, hash: 'h0' }, ready: facts }));
  expect(world.readBlob).toHaveBeenCalledWith('h1');
});

test('shows the picture’s own address where no bytes are kept, unless only its page could read that', async () => {
  const thumbnails = createThumbnails(world);
  expect(await thumbnails.take(withSlide({ url: 'https://kitchen.test/a.jpg' }))).toBe('https://kitchen.test/a.jpg');
  expect(
    await thumbnails.take(withSlide({ original: { ...facts, hash: 'gone' }, url: 'https://kitchen.test/a.jpg' })),
  ).toBe('https://kitchen.test/a.jpg');
  expect(await thumbnails.take(withSlide({ url: 'blob:https://kitchen.test/1' }))).toBe('');
  expect(await thumbnails.take({ ...makePin(), slides: [] })).toBe('');
});
