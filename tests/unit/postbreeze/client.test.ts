import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createClient } from '../../../lib/postbreeze/client';
import type { PostBody } from '../../../lib/postbreeze/wire';
import type { Fault } from '../../sandbox/faults';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox';
import { DEMO_ACCOUNT_ID, DEMO_BOARDS, DEMO_WORKSPACE_ID } from '../../sandbox/seed';
import { paint } from '../delivery/pins';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ apiPort: 0, storagePort: 0, fetchMedia: () => paint(1) });
});
afterAll(() => sandbox.close());
beforeEach(() => sandbox.reset());

const open = (over: Partial<Parameters<typeof createClient>[0]> = {}) =>
  createClient({
    fetch,
    key: sandbox.keys[0]!,
    baseUrl: sandbox.apiUrl,
    now: Date.now,
    timeoutMs: 10_000,
    uploadTimeoutMs: 10_000,
    ...over,
  });

const body: PostBody = {
  content: 'Words',
  timezone: 'Europe/Stockholm',
  mediaItems: [{ type: 'IMAGE', url: 'https://cdn.example.com/1.jpg' }],
  platforms: [
    { accountId: DEMO_ACCOUNT_ID, platformOptions: { platform: 'PINTEREST', board: DEMO_BOARDS[0].id, title: 'T' } },
  ],
};

describe('a pin’s calls', () => {
  test('work end to end: presign, upload, create, read, list, change, cancel, delete', async () => {
    const client = open();
    const bytes = await paint(2);
    const place = await client.presign(
      { filename: 'a.jpg', contentType: 'image/jpeg', bytes: bytes.byteLength },
      DEMO_WORKSPACE_ID,
    );
    if (!place.ok) throw new Error(place.error.code);
    expect(
      await client.upload(place.value.uploadUrl, place.value.headers, new Blob([bytes], { type: 'text/plain' })),
    ).toEqual({ ok: true, value: true });
    const created = await client.createPost(body);
    if (!created.ok) throw new Error(created.error.code);
    const { id } = created.value;
    expect(created.value.status).toBe('DRAFT');
    expect(await client.getPost(id)).toMatchObject({
      ok: true,
      value: { id, caption: 'Words', targets: [{ platformOptions: { title: 'T' } }] },
    });
    expect(await client.listPosts(DEMO_WORKSPACE_ID)).toMatchObject({
      ok: true,
      value: { posts: [{ id }], unread: 0 },
    });
    const scheduledFor = new Date(Date.now() + 3_600_000).toISOString();
    expect(await client.updatePost(id, { ...body, scheduledFor })).toMatchObject({
      ok: true,
      value: { status: 'SCHEDULED', scheduledAt: Date.parse(scheduledFor) },
    });
    expect(await client.cancelPost(id)).toMatchObject({ ok: true, value: { status: 'CANCELED' } });
    expect(await client.deletePost(id)).toEqual({ ok: true, value: true });
    expect(await client.deletePost(id)).toEqual({ ok: true, value: true });
    expect(await client.getPost(id)).toEqual({ ok: true, value: null });
  });

  test('send the key to the API only, never to the storage host', async () => {
    const client = open();
    const place = await client.presign({ filename: 'a.jpg', contentType: 'image/jpeg', bytes: 3 }, '');
    if (!place.ok) throw new Error(place.error.code);
    await client.upload(place.value.uploadUrl, place.value.headers, new Blob(['abc']));
    for (const { origin, headers } of sandbox.requests) expect('authorization' in headers).toBe(origin === 'api');
  });

  test.each([
    'https://192.168.0.1/upload',
    'https://localhost/upload',
    'http://bucket.r2.cloudflarestorage.com/upload',
    'file:///etc/passwd',
  ])('never upload to %s, even if Postbreeze says so', async (place) => {
    const fetched: unknown[] = [];
    const fetch = async (url: unknown) => fetched.push(url) && new Response();
    const client = open({ baseUrl: 'https://api.postbreeze.ai/api/v1', fetch: fetch as typeof globalThis.fetch });
    expect(await client.upload(place, {}, new Blob(['abc']))).toMatchObject({ error: { kind: 'malformed' } });
    expect(fetched).toEqual([]);
    expect(await client.upload('https://a.r2.cloudflarestorage.com/upload', {}, new Blob(['abc']))).toMatchObject({
      ok: true,
    });
  });

  test('leave out accounts of other platforms, and accept null for a deleted post', async () => {
    expect(await open().listAccounts()).toMatchObject({ ok: true, value: [{ id: DEMO_ACCOUNT_ID, status: 'ACTIVE' }] });
    sandbox.state.settings.deletedPost = 'null';
    const created = await open().createPost(body);
    if (!created.ok) throw new Error(created.error.code);
    await open().deletePost(created.value.id);
    expect(await open().getPost(created.value.id)).toEqual({ ok: true, value: null });
  });
});

describe('a failure is returned as an error with its kind', () => {
  const cases: [string, Fault, object][] = [
    ['lost', { kind: 'lost' }, { kind: 'network', code: 'NETWORK' }],
    ['stalled', { kind: 'stall' }, { kind: 'timeout', code: 'TIMEOUT' }],
    ['cut', { kind: 'cut' }, { kind: 'network' }],
    ['html', { kind: 'malformed', form: 'html' }, { kind: 'malformed' }],
    ['truncated', { kind: 'malformed', form: 'truncated' }, { kind: 'malformed' }],
    ['wrong shape', { kind: 'malformed', form: 'wrong-shape' }, { kind: 'malformed' }],
    ['empty', { kind: 'malformed', form: 'empty' }, { kind: 'malformed' }],
    [
      '401',
      { kind: 'status', status: 401, code: 'KEY_INVALID' },
      { kind: 'key', code: 'KEY_INVALID', statusCode: 401 },
    ],
    [
      '429 with Retry-After in seconds',
      { kind: 'status', status: 429, headers: { 'Retry-After': '12' } },
      { kind: 'limit', retryAfterMs: 12_000 },
    ],
    ['429 without Retry-After', { kind: 'status', status: 429 }, { kind: 'limit', retryAfterMs: null }],
    [
      '503 from a proxy',
      { kind: 'status', status: 503, html: true },
      { kind: 'server', code: 'HTTP_503', statusCode: 503 },
    ],
    [
      '422',
      { kind: 'status', status: 422, code: 'PIN_BOARD_NOT_FOUND', message: 'No.' },
      { kind: 'refused', code: 'PIN_BOARD_NOT_FOUND', message: 'No.' },
    ],
  ];
  test.each(cases)('%s', async (_, fault, error) => {
    sandbox.faults.add(fault);
    expect(await open(fault.kind === 'stall' ? { timeoutMs: 300 } : {}).listWorkspaces()).toMatchObject({
      ok: false,
      error,
    });
  });

  test('Retry-After may be a date', async () => {
    const headers = { 'Retry-After': new Date(1_800_000_060_000).toUTCString() };
    sandbox.faults.add({ kind: 'status', status: 429, headers });
    expect(await open({ now: () => 1_800_000_000_000 }).listWorkspaces()).toMatchObject({
      error: { retryAfterMs: 60_000 },
    });
  });

  test('never follows a redirect with the key', async () => {
    sandbox.faults.add({ kind: 'status', status: 302, headers: { Location: `${sandbox.storageUrl}/public/x/y` } });
    expect(await open().listWorkspaces()).toMatchObject({ ok: false, error: { kind: 'network' } });
    expect(sandbox.requests.every(({ origin }) => origin === 'api')).toBe(true);
  });

  test('a stalled upload times out', async () => {
    const place = await open().presign({ filename: 'a.jpg', contentType: 'image/jpeg', bytes: 3 }, '');
    if (!place.ok) throw new Error(place.error.code);
    sandbox.faults.add({ kind: 'stall', origin: 'storage' });
    expect(
      await open({ uploadTimeoutMs: 300 }).upload(place.value.uploadUrl, place.value.headers, new Blob(['abc'])),
    ).toMatchObject({
      error: { kind: 'timeout' },
    });
  });

  test('sends nothing over the rate limit or after its deadline', async () => {
    expect(await open({ beforeCall: async () => 5000 }).listWorkspaces()).toMatchObject({
      error: { kind: 'unsent', retryAfterMs: 5000 },
    });
    expect(await open({ now: () => 2 }).createPost(body, 1)).toMatchObject({ error: { kind: 'unsent' } });
    expect(sandbox.requests).toEqual([]);
  });

  test('no error contains the key', async () => {
    sandbox.faults.add({ kind: 'lost' }, { kind: 'status', status: 500, html: true });
    const errors = [await open().listWorkspaces(), await open().listWorkspaces()];
    expect(JSON.stringify(errors)).not.toContain('pb_live_');
  });
});

describe('the create call', () => {
  async function sendCreate(over: Partial<PostBody>, baseUrl: string): Promise<RequestInit> {
    let sent: RequestInit = {};
    const fetch: typeof globalThis.fetch = async (_input, init = {}) => {
      sent = init;
      return new Response('{"id":"post_1"}');
    };
    await createClient({ fetch, key: 'k', baseUrl, now: () => 0 }).createPost({ ...body, ...over });
    return sent;
  }

  test('with a time is sent so that no browser repeats it on its own', async () => {
    const time = { scheduledFor: '2026-06-02T12:00:30.000Z' };
    const sent = await sendCreate(time, 'https://api.example.com');
    expect(sent.body).toBeInstanceOf(ReadableStream);
    expect(JSON.parse(await new Response(sent.body as ReadableStream).text())).toMatchObject(time);
    expect(typeof (await sendCreate(time, 'http://127.0.0.1:4100')).body).toBe('string');
  });

  test('for a draft is sent as a string, since it may be repeated', async () => {
    const { scheduledFor: _none, ...draft } = body;
    expect(typeof (await sendCreate(draft, 'https://api.example.com')).body).toBe('string');
  });
});

test.each<[string, (value: unknown) => unknown]>([
  ['without a wrapper', (value) => value],
  ['in data', (data) => ({ data })],
  ['in items', (items) => ({ items })],
])('reads a list %s', async (_, wrap) => {
  const fetch: typeof globalThis.fetch = async () =>
    new Response(JSON.stringify(wrap([{ id: 'ws_1' }, { name: 'x' }])));
  const answer = await createClient({ fetch, key: 'k', baseUrl: 'http://x', now: () => 0 }).listPosts('');
  expect(answer).toMatchObject({ ok: true, value: { posts: [{ id: 'ws_1' }], unread: 1 } });
});

test('an error never repeats a key that Postbreeze quotes', async () => {
  const message = 'Key pb_live_abcdefghijklmnopqrstuvwxyz012345 is unknown.';
  const refusal = JSON.stringify({ statusCode: 401, code: 'KEY_INVALID', message, requestId: 'r' });
  const fetch: typeof globalThis.fetch = async () => new Response(refusal, { status: 401 });
  const answer = await createClient({ fetch, key: 'k', baseUrl: 'http://x', now: () => 0 }).listWorkspaces();
  expect(JSON.stringify(answer)).not.toContain('abcdefghijk');
});
