import { describe, expect, test } from 'vitest';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS } from '../../sandbox/seed';
import { MINUTE, openSandbox, openWithDraft, picture, pinBody, START } from './open-sandbox';

const later = new Date(START + 10 * MINUTE).toISOString();

describe('how answers are written', () => {
  test('in {data}, or lists in {items}; errors as ever', async () => {
    const data = await openWithDraft({ wrapper: 'data' });
    expect((await data.call('GET', data.path)).body.data.id).toBe(data.post.id);
    expect((await data.call('GET', '/posts')).body.data).toHaveLength(1);
    expect((await data.call('GET', '/posts/post_x')).body.code).toBe('POST_NOT_FOUND');
    const items = await openWithDraft({ wrapper: 'items' });
    expect((await items.call('GET', '/posts')).body).toMatchObject({
      items: [{ id: items.post.id }],
      nextCursor: null,
    });
    expect((await items.call('GET', items.path)).body.id).toBe(items.post.id);
  });

  test.each([
    ['default-only', DEMO_BOARDS[0].id],
    ['none', null],
  ] as const)('accounts without their boards: %s', async (accountBoards, defaultBoardId) => {
    const { call } = await openSandbox({ readings: { accountBoards } });
    const { body } = await call('GET', `/social-accounts/${DEMO_ACCOUNT_ID}`);
    expect(body).toMatchObject({ id: DEMO_ACCOUNT_ID, meta: {}, defaultBoardId });
    expect(
      (await call('GET', '/social-accounts')).body.every(({ meta }: { meta: object }) => !('boards' in meta)),
    ).toBe(true);
  });

  test('presign that names the addresses only takes an upload without headers', async () => {
    const { call, send, sandbox } = await openSandbox({ readings: { presignAnswer: 'addresses-only' } });
    const { body } = await call('POST', '/media/presign', { filename: 'a.jpg', contentType: 'image/jpeg' });
    expect(Object.keys(body).sort()).toEqual(['publicUrl', 'uploadUrl']);
    const bytes = await picture();
    expect((await send(body.uploadUrl, { method: 'PUT', body: bytes })).status).toBe(200);
    const mediaItems = [{ type: 'IMAGE', url: body.publicUrl }];
    const { body: post } = await call('POST', '/posts', pinBody({ mediaItems, scheduledFor: later }));
    await sandbox.clock.move(20 * MINUTE);
    expect(sandbox.state.posts.get(post.id)!.status).toBe('PUBLISHED');
  });

  test('numbers as strings, in errors too', async () => {
    const { call, sandbox } = await openWithDraft({ numbers: 'strings' });
    const { body } = await call('GET', '/posts');
    expect(body[0].targets[0].attemptCount).toBe('0');
    sandbox.faults.add({ kind: 'delay', ms: 0 });
    expect((await call('GET', '/posts/post_x')).body.statusCode).toBe('404');
  });

  test('what is not there is left out', async () => {
    const { call, path } = await openWithDraft({ absentValues: 'left-out' });
    const { body } = await call('GET', path);
    expect(body).not.toHaveProperty('scheduledAt');
    expect(body.targets[0]).not.toHaveProperty('errorCode');
  });

  test('with fields that nobody documents', async () => {
    const { call } = await openWithDraft({ unknownFields: true });
    expect((await call('GET', '/posts')).body[0]).toMatchObject({ etag: expect.any(String), tags: [] });
  });

  test.each([
    ['lower-case', 'published', 'PUBLISHED', 'PUBLISHING'],
    ['unknown', 'SUCCESS', 'PUBLISHED', 'PROCESSING'],
  ] as const)('states: %s', async (states, target, post, passing) => {
    const { call, create, sandbox } = await openSandbox({ readings: { states } });
    const { id } = (await create([await picture()])).body;
    await sandbox.clock.move(MINUTE + 1);
    expect((await call('GET', `/posts/${id}`)).body.status).toBe(passing);
    await sandbox.clock.move(MINUTE);
    expect((await call('GET', `/posts/${id}`)).body).toMatchObject({ status: post, targets: [{ status: target }] });
  });

  test.each([
    ['seconds', '2026-06-01T12:00:00Z'],
    ['offset', '2026-06-01T12:00:00.000+00:00'],
  ] as const)('times: %s', async (timeFormat, createdAt) => {
    const { call, path } = await openWithDraft({ timeFormat });
    expect((await call('GET', path)).body.createdAt).toBe(createdAt);
  });
});

describe('what stands between', () => {
  test.each([
    ['portal', 200, 'text/html'],
    ['gateway-404', 404, 'text/html'],
  ] as const)('every fourth call meets it, undone: %s', async (network, status, type) => {
    const { call, sandbox } = await openSandbox({ readings: { network } });
    for (let i = 0; i < 3; i++) await call('POST', '/posts', pinBody());
    const answer = await call('POST', '/posts', pinBody());
    expect([answer.status, answer.headers.get('Content-Type')]).toEqual([status, expect.stringContaining(type)]);
    expect(sandbox.state.posts.size).toBe(3);
  });

  test('a redirect to another host', async () => {
    const { call, sandbox } = await openSandbox({ readings: { network: 'redirect' } });
    for (let i = 0; i < 3; i++) await call('GET', '/posts');
    const answer = await fetch(`${sandbox.apiUrl}/posts`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      307,
      expect.stringContaining('elsewhere.invalid'),
    ]);
  });
});
