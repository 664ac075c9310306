import { describe, expect, test } from 'vitest';
import {
  DEMO_ACCOUNT_ID,
  DEMO_KEY,
  DEMO_WORKSPACE_ID,
  EXPIRED_ACCOUNT_ID,
  SECOND_WORKSPACE_ID,
} from '../../sandbox/seed';
import { openSandbox, pinBody } from './open-sandbox';

const CALLS: [string, string][] = [
  ['GET', '/workspaces'],
  ['GET', '/social-accounts'],
  ['GET', `/social-accounts/${DEMO_ACCOUNT_ID}`],
  ['POST', '/media/presign'],
  ['POST', '/posts'],
  ['GET', '/posts'],
  ['GET', '/posts/post_x'],
  ['PATCH', '/posts/post_x'],
  ['POST', '/posts/post_x/cancel'],
  ['POST', '/posts/post_x/retry'],
  ['POST', '/posts/post_x/schedule'],
  ['POST', '/posts/post_x/reschedule'],
  ['DELETE', '/posts/post_x'],
  ['GET', '/no-such-call'],
];

describe('the key', () => {
  test.each(CALLS)('is asked for by %s %s', async (method, path) => {
    const { sandbox, send, call } = await openSandbox();
    const bare = await send(`${sandbox.apiUrl}${path}`, { method });
    expect(bare).toMatchObject({ status: 401, body: { statusCode: 401, code: 'KEY_MISSING' } });
    const wrong = await call(method, path, undefined, { Authorization: `Bearer pb_live_${'x'.repeat(32)}` });
    expect(wrong).toMatchObject({ status: 401, body: { code: 'KEY_INVALID' } });
  });

  test.each(['pb_live_short', DEMO_KEY, `Basic ${DEMO_KEY}`, `bearer ${DEMO_KEY}`, `Bearer ${DEMO_KEY}x`])(
    'is refused as %s',
    async (Authorization) => {
      const { call } = await openSandbox();
      expect((await call('GET', '/workspaces', undefined, { Authorization })).status).toBe(401);
    },
  );

  test('is refused once revoked', async () => {
    const { sandbox, call } = await openSandbox();
    sandbox.state.keys.get(DEMO_KEY)!.revoked = true;
    expect(await call('GET', '/workspaces')).toMatchObject({ status: 401, body: { code: 'KEY_REVOKED' } });
  });

  test('may read but not write where its role says so', async () => {
    const { sandbox, call } = await openSandbox();
    sandbox.state.keys.get(DEMO_KEY)!.readOnly = true;
    expect((await call('GET', '/posts')).status).toBe(200);
    expect(await call('POST', '/posts', pinBody())).toMatchObject({ status: 403, body: { code: 'ROLE_FORBIDDEN' } });
  });

  test('sees nothing of a workspace that it does not reach', async () => {
    const { sandbox, call } = await openSandbox({ secondWorkspace: true });
    sandbox.state.keys.get(DEMO_KEY)!.workspaceIds = [DEMO_WORKSPACE_ID];
    expect((await call('GET', '/workspaces')).body.map(({ id }: { id: string }) => id)).toEqual([DEMO_WORKSPACE_ID]);
    const accounts: { workspaceId: string }[] = (await call('GET', '/social-accounts')).body;
    expect(accounts.every(({ workspaceId }) => workspaceId === DEMO_WORKSPACE_ID)).toBe(true);
    expect((await call('GET', `/social-accounts/${EXPIRED_ACCOUNT_ID}`)).status).toBe(404);
    const { body } = await call('POST', '/posts', pinBody());
    sandbox.state.posts.get(body.id)!.workspaceId = SECOND_WORKSPACE_ID;
    expect((await call('GET', '/posts')).body).toEqual([]);
    expect((await call('GET', `/posts/${body.id}`)).status).toBe(404);
    for (const path of ['/social-accounts', '/posts']) {
      const answer = await call('GET', `${path}?workspaceId=${SECOND_WORKSPACE_ID}`);
      expect(answer).toMatchObject({ status: 403, body: { code: 'WORKSPACE_FORBIDDEN' } });
    }
  });
});

describe('every answer', () => {
  test('to a refusal is the envelope with a request id', async () => {
    const { call } = await openSandbox();
    const { body, status } = await call('GET', '/no-such-call');
    expect(status).toBe(404);
    expect(body).toEqual({
      statusCode: 404,
      code: 'ROUTE_NOT_FOUND',
      message: expect.any(String),
      requestId: expect.stringMatching(/^req_/),
    });
  });

  test('is without CORS headers, to preflights too, on both origins', async () => {
    const { sandbox, send, call } = await openSandbox();
    const Origin = 'https://example.com';
    const preflight = { method: 'OPTIONS', headers: { Origin, 'Access-Control-Request-Method': 'GET' } };
    const answers = [
      await call('GET', '/workspaces', undefined, { Origin }),
      await send(`${sandbox.apiUrl}/posts`, preflight),
      await send(`${sandbox.storageUrl}/upload/med_x/a.jpg`, preflight),
      await send(sandbox.boardUrl, { headers: { Origin } }),
      await send(`${sandbox.controlUrl}/state`, { headers: { Origin } }),
    ];
    const names = answers.flatMap(({ headers }) => [...headers.keys()]);
    expect(names.filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  test('to an undocumented query parameter is 400', async () => {
    const { call } = await openSandbox();
    for (const path of [
      '/workspaces?page=1',
      `/posts?workspaceId=${DEMO_WORKSPACE_ID}&workspaceId=${DEMO_WORKSPACE_ID}`,
      '/social-accounts?platform=PINTEREST',
      '/posts?limit=10',
    ]) {
      expect(await call('GET', path)).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED' } });
    }
  });
});

describe('accounts', () => {
  test('are a bare array, newest-connected first, of every platform', async () => {
    const { call } = await openSandbox({ secondWorkspace: true });
    const { body } = await call('GET', '/social-accounts');
    expect(body.map(({ platform }: { platform: string }) => platform)).toEqual(['INSTAGRAM', 'PINTEREST', 'PINTEREST']);
    expect(body[2]).toMatchObject({ id: EXPIRED_ACCOUNT_ID, status: 'TOKEN_EXPIRED' });
    const one = await call('GET', `/social-accounts?workspaceId=${SECOND_WORKSPACE_ID}`);
    expect(one.body.map(({ id }: { id: string }) => id)).toEqual([EXPIRED_ACCOUNT_ID]);
  });

  test('show exactly the documented fields, times in ISO', async () => {
    const { call } = await openSandbox();
    const { body } = await call('GET', `/social-accounts/${DEMO_ACCOUNT_ID}`);
    expect(Object.keys(body).sort()).toEqual(
      (
        'id workspaceId platform externalId handle displayName avatarUrl status scopes connectedAt lastRefreshedAt ' +
        'tokenExpiresAt lastRefreshAttemptAt lastRefreshError lastRefreshErrorStatus meta defaultBoardId'
      )
        .split(' ')
        .sort(),
    );
    expect(new Date(body.connectedAt).toISOString()).toBe(body.connectedAt);
    expect(body.meta.boards).toHaveLength(5);
  });

  test('become TOKEN_EXPIRED when their token runs out', async () => {
    const { sandbox, call } = await openSandbox();
    sandbox.state.accounts.get(DEMO_ACCOUNT_ID)!.tokenExpiresAt = sandbox.clock.now() + 1000;
    expect((await call('GET', `/social-accounts/${DEMO_ACCOUNT_ID}`)).body.status).toBe('ACTIVE');
    await sandbox.clock.move(1000);
    expect((await call('GET', `/social-accounts/${DEMO_ACCOUNT_ID}`)).body.status).toBe('TOKEN_EXPIRED');
  });

  test('that are not there are 404', async () => {
    const { call } = await openSandbox();
    expect(await call('GET', '/social-accounts/soc_x')).toMatchObject({
      status: 404,
      body: { code: 'ACCOUNT_NOT_FOUND' },
    });
  });
});
