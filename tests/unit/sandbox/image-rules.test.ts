import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { MINUTE, openSandbox, picture } from './open-sandbox';

describe('one image publishes', () => {
  test.each<[string, number, number, 'jpeg' | 'png']>([
    ['at the least size', 600, 900, 'jpeg'],
    ['as PNG', 600, 900, 'png'],
    ['square', 900, 900, 'jpeg'],
    ['wide', 1500, 900, 'jpeg'],
    ['very long', 600, 3000, 'jpeg'],
  ])('%s', async (_what, width, height, format) => {
    const { publish } = await openSandbox();
    expect(await publish([await picture(width, height, format)])).toMatchObject({ status: 'PUBLISHED' });
  });

  test('turned by its EXIF orientation', async () => {
    const { publish } = await openSandbox();
    const turned = await sharp(await picture(900, 600))
      .withMetadata({ orientation: 6 })
      .jpeg()
      .toBuffer();
    expect((await publish([new Uint8Array(turned)])).status).toBe('PUBLISHED');
  });
});

describe('one image fails late, with a code on its target,', () => {
  const damaged = async () => (await picture(1200, 1800)).slice(0, 3000);
  const text = async () => new TextEncoder().encode('<html>not a picture</html>');
  const mp4 = async () => new TextEncoder().encode('\0\0\0\x18ftypmp42\0\0\0\0');

  test.each<[string, string, () => Promise<Uint8Array<ArrayBuffer>>]>([
    ['a pixel too narrow', 'PIN_IMAGE_TOO_SMALL', () => picture(599, 900)],
    ['a pixel too low', 'PIN_IMAGE_TOO_SMALL', () => picture(600, 899)],
    ['square but small', 'PIN_IMAGE_TOO_SMALL', () => picture(899, 899)],
    ['WebP called JPEG', 'PIN_IMAGE_FORMAT', () => picture(600, 900, 'webp')],
    ['GIF', 'PIN_IMAGE_FORMAT', () => picture(600, 900, 'gif')],
    ['no picture at all', 'PIN_IMAGE_FORMAT', text],
    ['cut short', 'PIN_IMAGE_DAMAGED', damaged],
    ['a video', 'PIN_VIDEO_NOT_SUPPORTED', mp4],
  ])('%s: %s', async (_what, code, make) => {
    const { publish } = await openSandbox();
    const post = await publish([await make()]);
    expect(post).toMatchObject({
      status: 'FAILED',
      targets: [
        { status: 'FAILED', errorCode: code, errorMessage: expect.any(String), externalUrl: null, publishedAt: null },
      ],
    });
  });

  test('over 20 MB: PIN_IMAGE_TOO_LARGE', async () => {
    const { publish } = await openSandbox();
    const small = await picture();
    const bytes = new Uint8Array(20_000_001);
    bytes.set(small);
    expect((await publish([bytes])).targets[0].errorCode).toBe('PIN_IMAGE_TOO_LARGE');
  });

  test('presigned but never stored: MEDIA_NOT_UPLOADED', async () => {
    const { sandbox, call, create } = await openSandbox();
    const { mediaAsset } = (await call('POST', '/media/presign', { filename: 'a.jpg', contentType: 'image/jpeg' }))
      .body;
    const { body, status } = await create([], { mediaIds: [mediaAsset.id] });
    expect(status).toBe(201);
    await sandbox.clock.move(2 * MINUTE);
    expect((await call('GET', `/posts/${body.id}`)).body.targets[0].errorCode).toBe('MEDIA_NOT_UPLOADED');
  });

  test('a media item called a video: PIN_VIDEO_NOT_SUPPORTED', async () => {
    const { publish } = await openSandbox({ fetchMedia: () => picture() });
    const post = await publish([], { mediaItems: [{ type: 'VIDEO', url: 'https://shop.test/v.mp4' }] });
    expect(post.targets[0].errorCode).toBe('PIN_VIDEO_NOT_SUPPORTED');
  });
});

describe('a carousel', () => {
  const sizes = async (...all: [number, number][]) => Promise.all(all.map(([width, height]) => picture(width, height)));

  test.each<[string, [number, number][]]>([
    [
      'two of 2:3',
      [
        [600, 900],
        [1000, 1500],
      ],
    ],
    [
      'five of 1:1',
      [
        [900, 900],
        [1000, 1000],
        [900, 900],
        [901, 900],
        [900, 900],
      ],
    ],
    [
      '2:3 but for a pixel of rounding',
      [
        [600, 900],
        [735, 1102],
      ],
    ],
  ])('of %s publishes', async (_what, all) => {
    const { publish } = await openSandbox();
    const post = await publish(await sizes(...all));
    expect(post.status).toBe('PUBLISHED');
    expect(post.media.map(({ order }: { order: number }) => order)).toEqual(all.map((_size, order) => order));
  });

  test.each<[string, string, [number, number][]]>([
    [
      'of 1:1 and 2:3',
      'PIN_MIXED_ASPECT',
      [
        [900, 900],
        [600, 900],
      ],
    ],
    [
      'all of 4:5',
      'PIN_MIXED_ASPECT',
      [
        [800, 1000],
        [800, 1000],
      ],
    ],
    ['of six', 'PIN_CAROUSEL_SIZE', Array.from({ length: 6 }, () => [600, 900])],
    ['of none', 'PIN_CAROUSEL_SIZE', []],
    [
      'with one slide too small',
      'PIN_IMAGE_TOO_SMALL',
      [
        [600, 900],
        [400, 600],
      ],
    ],
  ])('%s fails: %s', async (_what, code, all) => {
    const { publish } = await openSandbox();
    expect(await publish(await sizes(...all))).toMatchObject({ status: 'FAILED', targets: [{ errorCode: code }] });
  });
});
