import { describe, expect, test } from 'vitest';
import { DEMO_BOARDS, DEMO_WORKSPACE_ID, EXPIRED_ACCOUNT_ID, SECOND_WORKSPACE_ID } from '../../sandbox/seed';
import { MINUTE, openSandbox, picture, pinBody, pinterest, START } from './open-sandbox';

const at = (minutes: number) => new Date(START + minutes * MINUTE).toISOString();

/** A stand-in with one good post, scheduled a minute from START. */
async function openWithPost() {
  const opened = await openSandbox();
  const { body: post } = await opened.create([await picture()]);
  const read = async () => (await opened.call('GET', `/posts/${post.id}`)).body;
  return { ...opened, post, path: `/posts/${post.id}`, read };
}

describe('the list', () => {
  test('is a bare array: upcoming first, soonest first, then the rest, newest first', async () => {
    const { sandbox, call } = await openSandbox();
    const make = async (content: string, over: object) => call('POST', '/posts', pinBody({ content, ...over }));
    await make('old draft', {});
    await make('published', { scheduledFor: at(1) });
    await sandbox.clock.move(3 * MINUTE);
    await make('late', { scheduledFor: at(90) });
    await make('soon', { scheduledFor: at(60) });
    await make('new draft', {});
    const { body } = await call('GET', '/posts');
    const captions = body.map(({ caption }: { caption: string }) => caption);
    expect(captions.slice(0, 3)).toEqual(['soon', 'late', 'new draft']);
    expect(captions.slice(3).sort()).toEqual(['old draft', 'published']);
  });

  test('is kept to a workspace, and to a length where a test wants that', async () => {
    const { sandbox, call } = await openSandbox({ secondWorkspace: true });
    sandbox.state.accounts.get(EXPIRED_ACCOUNT_ID)!.status = 'ACTIVE';
    sandbox.state.accounts.get(EXPIRED_ACCOUNT_ID)!.tokenExpiresAt = null;
    await call('POST', '/posts', pinBody());
    await call('POST', '/posts', pinBody({ platforms: [pinterest({}, EXPIRED_ACCOUNT_ID)] }));
    expect((await call('GET', '/posts')).body).toHaveLength(2);
    const second = await call('GET', `/posts?workspaceId=${SECOND_WORKSPACE_ID}`);
    expect(second.body.map(({ workspaceId }: { workspaceId: string }) => workspaceId)).toEqual([SECOND_WORKSPACE_ID]);
    sandbox.state.settings.listLimit = 1;
    expect((await call('GET', '/posts')).body).toHaveLength(1);
  });
});

describe('PATCH', () => {
  test('replaces text, board and media wholesale, and queues again', async () => {
    const { sandbox, call, upload, path, post, read } = await openWithPost();
    const mediaId = await upload(await picture(900, 900));
    const changed = {
      content: 'New',
      scheduledFor: at(5),
      mediaIds: [mediaId],
      platforms: [pinterest({ board: DEMO_BOARDS[2].id })],
    };
    const { body, status } = await call('PATCH', path, changed);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      id: post.id,
      createdAt: post.createdAt,
      caption: 'New',
      scheduledAt: at(5),
      status: 'SCHEDULED',
    });
    expect(body.media.map(({ mediaAssetId }: { mediaAssetId: string }) => mediaAssetId)).toEqual([mediaId]);
    expect(body.targets).toHaveLength(1);
    expect(body.targets[0].platformOptions.board).toBe(DEMO_BOARDS[2].id);
    await sandbox.clock.move(2 * MINUTE);
    expect((await read()).status).toBe('SCHEDULED');
    await sandbox.clock.move(4 * MINUTE);
    expect((await read()).status).toBe('PUBLISHED');
  });

  test('without scheduledFor makes a draft of it, which never publishes', async () => {
    const { sandbox, call, path, read } = await openWithPost();
    expect((await call('PATCH', path, pinBody())).body.status).toBe('DRAFT');
    await sandbox.clock.move(60 * MINUTE);
    expect((await read()).status).toBe('DRAFT');
  });

  test('brings a failed or canceled post back', async () => {
    const { sandbox, call, upload, path, read } = await openWithPost();
    await call('POST', `${path}/cancel`);
    const mediaIds = [await upload(await picture(100, 100))];
    expect((await call('PATCH', path, pinBody({ scheduledFor: at(1), mediaIds }))).body.status).toBe('SCHEDULED');
    await sandbox.clock.move(2 * MINUTE);
    expect((await read()).status).toBe('FAILED');
    const mended = pinBody({ scheduledFor: at(3), mediaIds: [await upload(await picture())] });
    expect((await call('PATCH', path, mended)).status).toBe(200);
    await sandbox.clock.move(2 * MINUTE);
    expect((await read()).status).toBe('PUBLISHED');
  });

  test('is checked as a create is', async () => {
    const { call, path, read } = await openWithPost();
    const refused: [unknown, number][] = [
      [pinBody({ scheduledFor: at(-1) }), 400],
      [{ content: 'only this' }, 400],
      [pinBody({ platforms: [pinterest({ board: undefined })] }), 422],
    ];
    for (const [body, status] of refused) expect((await call('PATCH', path, body)).status).toBe(status);
    expect(await read()).toMatchObject({ status: 'SCHEDULED', scheduledAt: at(1), caption: 'Cardamom buns' });
  });

  test('is 400 while publishing and once published', async () => {
    const { sandbox, call, path, read } = await openWithPost();
    for (const [step, status] of [
      [MINUTE, 'PUBLISHING'],
      [MINUTE, 'PUBLISHED'],
    ] as const) {
      await sandbox.clock.move(step);
      expect((await read()).status).toBe(status);
      const answer = await call('PATCH', path, pinBody({ scheduledFor: at(60) }));
      expect(answer).toMatchObject({ status: 400, body: { code: 'POST_ALREADY_PUBLISHED' } });
    }
  });
});

describe('cancel', () => {
  test('stops what is unpublished, keeps the row, and may be repeated', async () => {
    const { sandbox, call, path, read } = await openWithPost();
    for (let i = 0; i < 2; i++) {
      const answer = await call('POST', `${path}/cancel`);
      expect(answer).toMatchObject({ status: 200, body: { status: 'CANCELED', targets: [{ status: 'CANCELED' }] } });
    }
    await sandbox.clock.move(10 * MINUTE);
    expect(await read()).toMatchObject({ status: 'CANCELED', targets: [{ externalUrl: null }] });
  });

  test('cannot stop what is on its way', async () => {
    const { sandbox, call, path, read } = await openWithPost();
    await sandbox.clock.move(MINUTE);
    expect((await call('POST', `${path}/cancel`)).body.status).toBe('PUBLISHING');
    await sandbox.clock.move(MINUTE);
    expect((await read()).status).toBe('PUBLISHED');
  });

  test('stops what waits for Pinterest', async () => {
    const { sandbox, call, path, read } = await openWithPost();
    sandbox.state.publishFaults.push({ code: 'PIN_RATE_LIMITED', times: 1 });
    await sandbox.clock.move(MINUTE + 2000);
    expect((await call('POST', `${path}/cancel`)).body.status).toBe('CANCELED');
    await sandbox.clock.move(60 * MINUTE);
    expect((await read()).status).toBe('CANCELED');
  });

  test('of a published post is 400, of none 404, and takes no body', async () => {
    const { sandbox, call, path } = await openWithPost();
    expect((await call('POST', `${path}/cancel`, { reason: 'x' })).status).toBe(400);
    expect((await call('POST', '/posts/post_x/cancel')).status).toBe(404);
    await sandbox.clock.move(2 * MINUTE);
    expect((await call('POST', `${path}/cancel`)).status).toBe(400);
  });
});

describe('retry', () => {
  test('queues failed targets again', async () => {
    const { sandbox, call, publish } = await openSandbox();
    sandbox.state.publishFaults.push({ code: 'PIN_LINK_INVALID', times: 1 });
    const post = await publish([await picture()]);
    expect(post).toMatchObject({
      status: 'FAILED',
      targets: [{ status: 'FAILED', errorCode: 'PIN_LINK_INVALID', attemptCount: 1 }],
    });
    expect((await call('POST', `/posts/${post.id}/retry`)).status).toBe(200);
    await sandbox.clock.move(MINUTE);
    const again = (await call('GET', `/posts/${post.id}`)).body;
    expect(again).toMatchObject({
      status: 'PUBLISHED',
      targets: [{ errorCode: null, errorMessage: null, attemptCount: 2 }],
    });
  });

  test('is 400 where none failed', async () => {
    const { sandbox, call, path } = await openWithPost();
    expect(await call('POST', `${path}/retry`)).toMatchObject({ status: 400, body: { code: 'NOTHING_TO_RETRY' } });
    await sandbox.clock.move(2 * MINUTE);
    expect((await call('POST', `${path}/retry`)).status).toBe(400);
    expect((await call('POST', '/posts/post_x/retry')).status).toBe(404);
  });
});

describe('DELETE', () => {
  test('hides the post but does not stop it: it still publishes', async () => {
    const { sandbox, call, path, post } = await openWithPost();
    expect((await call('DELETE', path)).status).toBe(204);
    expect((await call('GET', '/posts')).body).toEqual([]);
    await sandbox.clock.move(2 * MINUTE);
    expect(sandbox.state.posts.get(post.id)).toMatchObject({ status: 'PUBLISHED' });
  });

  test('after a cancel leaves nothing to publish', async () => {
    const { sandbox, call, path, post } = await openWithPost();
    await call('POST', `${path}/cancel`);
    await call('DELETE', path);
    await sandbox.clock.move(2 * MINUTE);
    expect(sandbox.state.posts.get(post.id)).toMatchObject({ status: 'CANCELED' });
  });

  test('makes GET answer 404, or null where a test wants that', async () => {
    const { sandbox, call, path } = await openWithPost();
    await call('DELETE', path);
    expect(await call('GET', path)).toMatchObject({ status: 404, body: { code: 'POST_NOT_FOUND' } });
    sandbox.state.settings.deletedPost = 'null';
    expect(await call('GET', path)).toMatchObject({ status: 200, body: null });
    expect((await call('GET', '/posts/post_x')).status).toBe(404);
  });

  test('makes every other call 404', async () => {
    const { call, path } = await openWithPost();
    await call('DELETE', path);
    expect((await call('DELETE', path)).status).toBe(404);
    expect((await call('PATCH', path, pinBody())).status).toBe(404);
    for (const verb of ['cancel', 'retry']) expect((await call('POST', `${path}/${verb}`)).status).toBe(404);
  });
});

test('a workspace that needs approval publishes once the dashboard approves', async () => {
  const { sandbox, call, create } = await openSandbox();
  sandbox.state.workspaces.get(DEMO_WORKSPACE_ID)!.needsApproval = true;
  const { body } = await create([await picture()]);
  await call('POST', `/posts/${body.id}/reschedule`, { scheduledFor: at(2) });
  await sandbox.clock.move(5 * MINUTE);
  expect((await call('GET', `/posts/${body.id}`)).body.status).toBe('NEEDS_APPROVAL');
  sandbox.dashboard.edit(body.id, { status: 'SCHEDULED' });
  await sandbox.clock.move(MINUTE);
  expect((await call('GET', `/posts/${body.id}`)).body.status).toBe('PUBLISHED');
});
