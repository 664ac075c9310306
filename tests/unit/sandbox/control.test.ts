import { request } from 'node:http';
import { describe, expect, test } from 'vitest';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS, DEMO_KEY, DEMO_WORKSPACE_ID } from '../../sandbox/seed';
import { MINUTE, openSandbox, picture, pinBody, pinterest, START } from './open-sandbox';

describe('the control endpoint', () => {
  test('needs no key, and lists what it can do', async () => {
    const { control } = await openSandbox();
    const { body } = await control('GET', '');
    expect(body).toContain('POST /faults');
  });

  test('moves and sets the clock, and answers once all that is due has happened', async () => {
    const { sandbox, control, create } = await openSandbox();
    const { body } = await create([await picture()]);
    const moved = await control('POST', '/clock', { move: 5 * MINUTE });
    expect(moved.body).toEqual({ now: new Date(START + 5 * MINUTE).toISOString() });
    expect(sandbox.state.posts.get(body.id)!.status).toBe('PUBLISHED');
    await control('POST', '/clock', { set: '2027-01-01T00:00:00.000Z' });
    expect(sandbox.clock.now()).toBe(Date.parse('2027-01-01T00:00:00.000Z'));
  });

  test('adds one fault or many, shows and clears them', async () => {
    const { control, call } = await openSandbox();
    await control('POST', '/faults', { kind: 'status', status: 500, path: '/posts' });
    await control('POST', '/faults', [{ kind: 'lost' }, { kind: 'delay', ms: 1 }]);
    expect((await control('GET', '/faults')).body).toHaveLength(3);
    expect((await call('GET', '/posts')).status).toBe(500);
    await control('DELETE', '/faults');
    expect((await call('GET', '/posts')).status).toBe(200);
    expect((await control('POST', '/faults', { kind: 'explode' })).status).toBe(400);
    expect((await control('POST', '/faults', { kind: 'lost', pathh: '/x' })).status).toBe(400);
  });

  test('forces an outcome at publish', async () => {
    const { control, publish } = await openSandbox();
    await control('POST', '/publish-faults', { code: 'PIN_LINK_INVALID' });
    expect((await publish([await picture()])).targets[0].errorCode).toBe('PIN_LINK_INVALID');
  });

  test('changes account, key, workspace and settings', async () => {
    const { control, call, sandbox } = await openSandbox();
    const tokenExpiresAt = new Date(START + MINUTE).toISOString();
    const changed = await control('PATCH', `/accounts/${DEMO_ACCOUNT_ID}`, {
      status: 'TOKEN_EXPIRED',
      scopes: [],
      tokenExpiresAt,
    });
    expect(changed.body).toMatchObject({ status: 'TOKEN_EXPIRED', scopes: [], tokenExpiresAt });
    expect((await call('POST', '/posts', pinBody())).status).toBe(409);
    await control('PATCH', '/settings', { planLimit: 0, timing: { ACCOUNT_NOT_ACTIVE: 'publish' } });
    expect(sandbox.state.settings.timing.PIN_BOARD_REQUIRED).toBe('create');
    expect((await call('POST', '/posts', pinBody())).body.code).toBe('PLAN_LIMIT_POSTS');
    await control('PATCH', `/workspaces/${DEMO_WORKSPACE_ID}`, { needsApproval: true });
    expect(sandbox.state.workspaces.get(DEMO_WORKSPACE_ID)!.needsApproval).toBe(true);
    await control('PATCH', `/keys/${DEMO_KEY}`, { revoked: true });
    expect((await call('GET', '/posts')).status).toBe(401);
    expect((await control('PATCH', '/settings', { planLimits: 1 })).status).toBe(400);
    expect((await control('PATCH', '/accounts/soc_x', { scopes: [] })).status).toBe(404);
  });

  test('shows posts with their files, deleted ones too, and the bytes of each', async () => {
    const { sandbox, control, create, call } = await openSandbox();
    const bytes = await picture();
    const { body } = await create([bytes]);
    await call('DELETE', `/posts/${body.id}`);
    const [post] = (await control('GET', '/posts')).body;
    expect(post).toMatchObject({ id: body.id, deletedAt: expect.any(String), files: [{ bytes: bytes.byteLength }] });
    const file = await fetch(new URL(post.files[0].url, sandbox.boardUrl));
    expect(file.headers.get('Content-Type')).toBe('image/jpeg');
    expect(new Uint8Array(await file.arrayBuffer())).toEqual(bytes);
    expect((await control('GET', '/media/med_x')).status).toBe(404);
  });

  test('shows and forgets the requests so far, its own left out', async () => {
    const { control, call } = await openSandbox();
    await call('POST', '/posts', pinBody());
    const { body } = await control('GET', '/requests');
    expect(body).toHaveLength(1);
    expect(body[0]).toMatchObject({
      origin: 'api',
      method: 'POST',
      path: '/posts',
      status: 201,
      fault: null,
      body: pinBody(),
    });
    await control('DELETE', '/requests');
    expect((await control('GET', '/requests')).body).toEqual([]);
  });

  test('resets everything, on request with the second workspace', async () => {
    const { sandbox, control, call, create } = await openSandbox({ rateLimits: [{ limit: 3, windowMs: MINUTE }] });
    await create([await picture()]);
    sandbox.state.settings.planLimit = 1;
    await control('POST', '/faults', { kind: 'lost' });
    await control('POST', '/clock', { move: MINUTE - 1 });
    await control('POST', '/reset', { secondWorkspace: true });
    expect(sandbox.clock.now()).toBe(START);
    expect((await call('GET', '/posts')).body).toEqual([]);
    expect((await call('GET', '/workspaces')).body).toHaveLength(2);
    await control('POST', '/reset', {});
    expect((await call('GET', '/workspaces')).body).toHaveLength(1);
    expect(sandbox.requests).toHaveLength(1);
    expect(sandbox.state.settings.planLimit).toBeNull();
  });

  test('answers nobody under another Host name, and changes nothing without a JSON content type', async () => {
    const { sandbox, send } = await openSandbox();
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request(`${sandbox.controlUrl}/state`, { headers: { Host: 'evil.example' } }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      })
        .on('error', reject)
        .end();
    });
    expect(status).toBe(403);
    const plain = await send(`${sandbox.controlUrl}/reset`, { method: 'POST', body: '{}' });
    expect(plain.status).toBe(400);
  });
});

describe('the dashboard', () => {
  test('changes text, board and time behind the API’s back', async () => {
    const { control, create, call, sandbox } = await openSandbox();
    const { body } = await create([await picture()]);
    const scheduledAt = new Date(START + 30 * MINUTE).toISOString();
    await control('PATCH', `/posts/${body.id}`, {
      caption: 'Other',
      board: DEMO_BOARDS[3].id,
      title: 'T',
      scheduledAt,
    });
    await sandbox.clock.move(5 * MINUTE);
    const post = (await call('GET', `/posts/${body.id}`)).body;
    expect(post).toMatchObject({ caption: 'Other', scheduledAt, status: 'SCHEDULED' });
    expect(post.targets[0].platformOptions).toMatchObject({ board: DEMO_BOARDS[3].id, title: 'T' });
  });

  test('cancels, and removes for good what is not yet published', async () => {
    const { control, create, call, sandbox } = await openSandbox();
    const canceled = (await create([await picture()])).body.id;
    const removed = (await create([await picture()])).body.id;
    await control('PATCH', `/posts/${canceled}`, { status: 'CANCELED' });
    await control('DELETE', `/posts/${removed}`);
    expect((await call('GET', `/posts/${removed}`)).status).toBe(404);
    await sandbox.clock.move(5 * MINUTE);
    expect([canceled, removed].map((id) => sandbox.state.posts.get(id)!.status)).toEqual(['CANCELED', 'CANCELED']);
  });

  test('removing a published post leaves the pin as it is', async () => {
    const { publish, sandbox } = await openSandbox();
    const post = await publish([await picture()]);
    sandbox.dashboard.remove(post.id);
    expect(sandbox.state.posts.get(post.id)).toMatchObject({ status: 'PUBLISHED', deletedAt: expect.any(Number) });
    expect(() => sandbox.dashboard.remove('post_x')).toThrow('post_x');
  });
});

describe('the human page', () => {
  test('shows each post with picture, title, board, link, status, and escapes all of it', async () => {
    const { sandbox, publish, send } = await openSandbox();
    const hostile = '<script>alert(1)</script>"\'&';
    await publish([await picture()], {
      content: hostile,
      platforms: [pinterest({ title: hostile, link: `https://example.com/?q=${hostile}` })],
    });
    await publish([await picture()], { platforms: [pinterest({ board: hostile })] });
    const { body, headers } = await send(sandbox.boardUrl, {});
    expect(headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(body).toContain('2 posts');
    expect(body).toContain('Small gardens');
    expect(body).toContain('PIN_BOARD_NOT_FOUND');
    expect(body).toMatch(/<img src="\/_control\/media\/med_\w+"/);
    expect(body).toContain('&lt;script&gt;alert(1)');
    expect(body).not.toContain('<script>');
  });

  test('has its style and script', async () => {
    const { sandbox, send } = await openSandbox();
    for (const path of ['_page/style.css', '_page/script.js']) {
      expect((await send(sandbox.boardUrl + path, {})).status).toBe(200);
    }
    expect((await send(sandbox.boardUrl, {})).body).toContain('No posts yet');
  });
});
