import { describe, expect, test } from 'vitest';
import { DEMO_WORKSPACE_ID } from '../../sandbox/seed';
import { MINUTE, openSandbox, picture, START } from './open-sandbox';

const WANTED = { filename: 'bun.jpg', contentType: 'image/jpeg' };

describe('presign', () => {
  test('answers an address on another origin, headers, and an end 15 minutes away', async () => {
    const { sandbox, call } = await openSandbox();
    const { status, body } = await call('POST', '/media/presign', { ...WANTED, bytes: 100 });
    expect(status).toBe(200);
    expect(Object.keys(body)).toEqual(['uploadUrl', 'publicUrl', 'expiresAt', 'headers', 'mediaAsset']);
    expect(new URL(body.uploadUrl).origin).toBe(sandbox.storageUrl);
    expect(new URL(body.uploadUrl).origin).not.toBe(new URL(sandbox.apiUrl).origin);
    expect(Date.parse(body.expiresAt)).toBe(START + 15 * MINUTE);
    expect(body.headers['Content-Type']).toBe('image/jpeg');
    expect(body.mediaAsset.id).toMatch(/^med_/);
  });

  test.each(['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'image/heic', 'image/heif'])(
    'accepts %s',
    async (contentType) => {
      const { call } = await openSandbox();
      expect((await call('POST', '/media/presign', { ...WANTED, contentType })).status).toBe(200);
    },
  );

  test.each([
    ['an empty filename', { ...WANTED, filename: '' }],
    ['a filename of 256', { ...WANTED, filename: 'a'.repeat(256) }],
    ['no filename', { contentType: 'image/jpeg' }],
    ['a content type of 101', { ...WANTED, contentType: `image/${'j'.repeat(95)}` }],
    ['a type that is not accepted', { ...WANTED, contentType: 'video/mp4' }],
    ['bytes as text', { ...WANTED, bytes: '100' }],
    ['no bytes at all', { ...WANTED, bytes: 0 }],
    ['an unknown field', { ...WANTED, size: 100 }],
    ['an array', [WANTED]],
  ])('refuses %s with 400', async (_what, body) => {
    const { call, sandbox } = await openSandbox();
    expect((await call('POST', '/media/presign', body)).status).toBe(400);
    expect(sandbox.state.media.size).toBe(0);
  });

  test('takes filenames of 255 characters, of any script', async () => {
    const { call, send } = await openSandbox();
    const { status, body } = await call('POST', '/media/presign', { ...WANTED, filename: 'å/ö?'.repeat(63) });
    expect(status).toBe(200);
    const stored = await send(body.uploadUrl, { method: 'PUT', headers: body.headers, body: await picture() });
    expect(stored.status).toBe(200);
  });

  test('refuses what is over the size cap with 400', async () => {
    const { call } = await openSandbox();
    const answer = await call('POST', '/media/presign', { ...WANTED, bytes: 50_000_001 });
    expect(answer).toMatchObject({ status: 400, body: { code: 'FILE_TOO_LARGE', limit: 50_000_000 } });
  });

  test('refuses what is over the quota with 403 STORAGE_LIMIT…', async () => {
    const { sandbox, call } = await openSandbox();
    sandbox.state.settings.storageLimit = 1000;
    expect((await call('POST', '/media/presign', { ...WANTED, bytes: 1000 })).status).toBe(200);
    const answer = await call('POST', '/media/presign', { ...WANTED, bytes: 1001 });
    expect(answer).toMatchObject({ status: 403, body: { code: expect.stringMatching(/^STORAGE_LIMIT/), limit: 1000 } });
  });

  test('asks which workspace where the key reaches several', async () => {
    const { call } = await openSandbox({ secondWorkspace: true });
    expect(await call('POST', '/media/presign', WANTED)).toMatchObject({
      status: 400,
      body: { code: 'WORKSPACE_REQUIRED' },
    });
    const answer = await call('POST', `/media/presign?workspaceId=${DEMO_WORKSPACE_ID}`, WANTED);
    expect(answer).toMatchObject({ status: 200, body: { mediaAsset: { workspaceId: DEMO_WORKSPACE_ID } } });
    expect((await call('POST', '/media/presign?workspaceId=ws_x', WANTED)).status).toBe(403);
  });

  test('asks for the workspace always, or leaves mediaAsset out, where a test wants that', async () => {
    const { sandbox, call } = await openSandbox();
    sandbox.state.settings.presignAnswer = 'without-asset';
    expect((await call('POST', '/media/presign', WANTED)).body.mediaAsset).toBeUndefined();
    sandbox.state.settings.presignNeedsWorkspace = true;
    expect((await call('POST', '/media/presign', WANTED)).status).toBe(400);
  });

  test('knows no folders', async () => {
    const { call } = await openSandbox();
    expect((await call('POST', '/media/presign', { ...WANTED, folderId: 'fol_1' })).status).toBe(404);
  });
});

describe('the upload', () => {
  async function presigned(over: Record<string, unknown> = {}) {
    const opened = await openSandbox();
    const { body } = await opened.call('POST', '/media/presign', { ...WANTED, ...over });
    const put = (headers: Record<string, string>, bytes: Uint8Array<ArrayBuffer>, url: string = body.uploadUrl) =>
      opened.send(url, { method: 'PUT', headers, body: bytes });
    return { ...opened, presign: body, put };
  }

  test('is stored byte for byte, and read at the public address without a key', async () => {
    const bytes = await picture();
    const { presign, put, send, sandbox } = await presigned({ bytes: bytes.byteLength });
    expect((await send(presign.publicUrl, {})).status).toBe(404);
    expect((await put(presign.headers, bytes)).status).toBe(200);
    expect(sandbox.state.media.get(presign.mediaAsset.id)!.bytes).toEqual(bytes);
    const seen = await fetch(presign.publicUrl);
    expect(seen.headers.get('Content-Type')).toBe('image/jpeg');
    expect(new Uint8Array(await seen.arrayBuffer())).toEqual(bytes);
  });

  test('may be repeated within its time', async () => {
    const bytes = await picture();
    const { presign, put } = await presigned();
    expect((await put(presign.headers, bytes)).status).toBe(200);
    expect((await put(presign.headers, bytes)).status).toBe(200);
  });

  test('is refused for each presigned header that is missing or different', async () => {
    const bytes = await picture();
    const { presign, put, sandbox } = await presigned();
    for (const name of Object.keys(presign.headers)) {
      const { [name]: _left, ...others } = presign.headers;
      expect(await put(others, bytes)).toMatchObject({
        status: 403,
        body: expect.stringContaining('SignatureDoesNotMatch'),
      });
      expect((await put({ ...presign.headers, [name]: 'image/png' }, bytes)).status).toBe(403);
    }
    expect((await put({ ...presign.headers, 'x-amz-acl': 'public-read' }, bytes)).status).toBe(403);
    expect(sandbox.state.media.get(presign.mediaAsset.id)!.bytes).toBeNull();
  });

  test('is refused with an Authorization header', async () => {
    const { presign, put, sandbox } = await presigned();
    const answer = await put({ ...presign.headers, Authorization: `Bearer ${sandbox.keys[0]}` }, await picture());
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining('InvalidArgument') });
  });

  test('is refused from 15 minutes on', async () => {
    const bytes = await picture();
    const { presign, put, sandbox } = await presigned();
    await sandbox.clock.move(15 * MINUTE - 1);
    expect((await put(presign.headers, bytes)).status).toBe(200);
    await sandbox.clock.move(1);
    expect(await put(presign.headers, bytes)).toMatchObject({ status: 403, body: expect.stringContaining('expired') });
  });

  test('is refused with another signature, for an unknown id, and by another method', async () => {
    const bytes = await picture();
    const { presign, put, send } = await presigned();
    expect((await put(presign.headers, bytes, `${presign.uploadUrl}0`)).status).toBe(403);
    expect((await put(presign.headers, bytes, presign.uploadUrl.replace(presign.mediaAsset.id, 'med_x'))).status).toBe(
      404,
    );
    expect((await send(presign.uploadUrl, { method: 'POST', body: bytes })).status).toBe(404);
  });

  test('is refused where the bytes are not those declared, none, or too many', async () => {
    const bytes = await picture();
    const { presign, put, sandbox } = await presigned({ bytes: bytes.byteLength + 1 });
    expect((await put(presign.headers, bytes)).status).toBe(400);
    expect((await put(presign.headers, new Uint8Array())).status).toBe(400);
    sandbox.state.media.get(presign.mediaAsset.id)!.declaredBytes = null;
    sandbox.state.settings.maxUploadBytes = bytes.byteLength - 1;
    expect(await put(presign.headers, bytes)).toMatchObject({
      status: 400,
      body: expect.stringContaining('EntityTooLarge'),
    });
  });
});
