import { expect, test } from 'vitest';
import { openSandbox, picture, pinBody } from './open-sandbox';

const item = (url: string, over: object = {}) => ({ type: 'IMAGE', url, ...over });

test('media items are fetched at create and stand before mediaIds, in order', async () => {
  const asked: string[] = [];
  const bytes = await picture(900, 900, 'png');
  const { sandbox, call, upload } = await openSandbox({
    fetchMedia: async ({ href }) => {
      asked.push(href);
      return bytes;
    },
  });
  const mediaId = await upload(await picture(900, 900));
  const mediaItems = [item('http://shop.test/1.png', { altText: 'One' }), item('http://shop.test/2.png')];
  const { body } = await call('POST', '/posts', pinBody({ mediaItems, mediaIds: [mediaId] }));
  expect(asked).toEqual(['http://shop.test/1.png', 'http://shop.test/2.png']);
  expect(body.media.map(({ altText }: { altText: string }) => altText)).toEqual(['One', null, null]);
  expect(body.media[2].mediaAssetId).toBe(mediaId);
  expect(sandbox.state.media.get(body.media[0].mediaAssetId)!.bytes).toEqual(bytes);
});

test('media items may be a public address of the storage host, which stays the same media', async () => {
  const { call, send } = await openSandbox();
  const presign = (await call('POST', '/media/presign', { filename: 'a.jpg', contentType: 'image/jpeg' })).body;
  await send(presign.uploadUrl, { method: 'PUT', headers: presign.headers, body: await picture() });
  const { body } = await call('POST', '/posts', pinBody({ mediaItems: [item(presign.publicUrl)] }));
  expect(body.media[0].mediaAssetId).toBe(presign.mediaAsset.id);
});

test('media items must be https, or on this machine', async () => {
  const { call } = await openSandbox();
  const answer = await call('POST', '/posts', pinBody({ mediaItems: [item('http://shop.test/1.png')] }));
  expect(answer).toMatchObject({ status: 400, body: { code: 'MEDIA_FETCH_FAILED' } });
});

test('media items that cannot be fetched are 400, and make nothing', async () => {
  const { sandbox, call } = await openSandbox();
  const mediaItems = [item(`${sandbox.storageUrl}/nothing-here.jpg`)];
  expect((await call('POST', '/posts', pinBody({ mediaItems }))).body.code).toBe('MEDIA_FETCH_FAILED');
  expect(sandbox.state.posts.size).toBe(0);
  expect(sandbox.state.media.size).toBe(0);
});

test('media items count against the storage quota', async () => {
  const { sandbox, call } = await openSandbox({ fetchMedia: () => picture() });
  sandbox.state.settings.storageLimit = 10;
  const answer = await call('POST', '/posts', pinBody({ mediaItems: [item('https://shop.test/1.jpg')] }));
  expect(answer).toMatchObject({ status: 403, body: { code: expect.stringMatching(/^STORAGE_LIMIT/) } });
});
