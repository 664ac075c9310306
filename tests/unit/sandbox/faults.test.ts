import { describe, expect, test } from 'vitest';
import { createFaultQueue, type Fault } from '../../sandbox/faults';
import { openSandbox, picture, pinBody } from './open-sandbox';

const POST = { method: 'POST', path: '/posts' } as const;

/** What a client sees of one create under a fault, and how many posts there are then. */
async function createUnder(fault: Fault) {
  const { sandbox, call } = await openSandbox();
  sandbox.faults.add(fault);
  const answer = await call('POST', '/posts', pinBody()).catch((error: Error) => error);
  return { sandbox, answer, posts: sandbox.state.posts.size, logged: sandbox.requests.at(-1) };
}

describe('the answer is lost', () => {
  test.each<[string, Fault, number]>([
    ['before anything is done', { kind: 'lost', ...POST }, 0],
    ['after the work is done', { kind: 'dropAfterCommit', ...POST }, 1],
    ['in the middle of the body', { kind: 'cut', ...POST }, 1],
    ['in the middle of a body that promised nothing', { kind: 'cut', commit: false, ...POST }, 0],
  ])('%s', async (_what, fault, posts) => {
    const seen = await createUnder(fault);
    expect(seen.answer).toBeInstanceOf(TypeError);
    expect(seen.posts).toBe(posts);
    expect(seen.logged).toMatchObject({ fault: fault.kind, status: null });
  });

  test('half the body does arrive where it is cut', async () => {
    const { sandbox } = await openSandbox();
    sandbox.faults.add({ kind: 'cut' });
    const answer = await fetch(`${sandbox.apiUrl}/workspaces`, {
      headers: { Authorization: `Bearer ${sandbox.keys[0]}` },
    });
    expect(answer.status).toBe(200);
    const { value } = await answer.body!.getReader().read();
    expect(new TextDecoder().decode(value)).toMatch(/^\[\{"id":/);
  });

  test('an answer without a body is lost whole where it is cut', async () => {
    const { sandbox, call } = await openSandbox();
    const { body } = await call('POST', '/posts', pinBody());
    sandbox.faults.add({ kind: 'cut' });
    await expect(call('DELETE', `/posts/${body.id}`)).rejects.toThrow(TypeError);
    expect(sandbox.state.posts.get(body.id)!.deletedAt).not.toBeNull();
  });

  test.each<[boolean, number]>([
    [false, 0],
    [true, 1],
  ])('for ever: stalls, commit %s', async (commit, posts) => {
    const { sandbox } = await openSandbox();
    sandbox.faults.add({ kind: 'stall', commit, ...POST });
    const headers = { Authorization: `Bearer ${sandbox.keys[0]}`, 'Content-Type': 'application/json' };
    const init = { method: 'POST', headers, body: JSON.stringify(pinBody()), signal: AbortSignal.timeout(300) };
    await expect(fetch(`${sandbox.apiUrl}/posts`, init)).rejects.toThrow(/timeout|abort/i);
    expect(sandbox.state.posts.size).toBe(posts);
  });

  test('a stalled request does not keep the stand-in from ending', async () => {
    const { sandbox, call } = await openSandbox();
    sandbox.faults.add({ kind: 'stall' });
    const stalled = call('GET', '/posts').catch((error: Error) => error);
    await expect.poll(() => sandbox.requests.length).toBe(1);
    await sandbox.close();
    expect(await stalled).toBeInstanceOf(TypeError);
  });
});

describe('the answer is wrong', () => {
  test.each<[string, Fault, string]>([
    ['a page', { kind: 'malformed', ...POST }, '<!doctype html>'],
    ['half its JSON', { kind: 'malformed', form: 'truncated', ...POST }, '{"id":"post_'],
    ['of another shape', { kind: 'malformed', form: 'wrong-shape', ...POST }, '[{"ok":true}]'],
    ['empty', { kind: 'malformed', form: 'empty', ...POST }, ''],
    ['null', { kind: 'malformed', form: 'null', ...POST }, 'null'],
  ])('%s, and the work is done', async (_what, fault, start) => {
    const { sandbox } = await openSandbox();
    sandbox.faults.add(fault);
    const headers = { Authorization: `Bearer ${sandbox.keys[0]}`, 'Content-Type': 'application/json' };
    const answer = await fetch(`${sandbox.apiUrl}/posts`, { method: 'POST', headers, body: JSON.stringify(pinBody()) });
    expect(answer.status).toBe(200);
    const text = await answer.text();
    expect(text.startsWith(start)).toBe(true);
    if (start === '') expect(text).toBe('');
    expect(sandbox.state.posts.size).toBe(1);
  });

  test('a status with code, extras and headers, the work not done', async () => {
    const fault: Fault = {
      kind: 'status',
      status: 429,
      code: 'SLOW_DOWN',
      extras: { retryAfterMs: 7000 },
      headers: { 'Retry-After': '7' },
      ...POST,
    };
    const { answer, posts, logged } = await createUnder(fault);
    expect(answer).toMatchObject({ status: 429, body: { statusCode: 429, code: 'SLOW_DOWN', retryAfterMs: 7000 } });
    expect((answer as { headers: Headers }).headers.get('Retry-After')).toBe('7');
    expect(posts).toBe(0);
    expect(logged).toMatchObject({ status: 429, fault: 'status' });
  });

  test('429 without Retry-After', async () => {
    const { answer } = await createUnder({ kind: 'status', status: 429, ...POST });
    expect((answer as { headers: Headers }).headers.has('Retry-After')).toBe(false);
  });

  test('a 500 after the work is done, and a proxy page', async () => {
    expect(await createUnder({ kind: 'status', status: 500, commit: true, ...POST })).toMatchObject({
      answer: { status: 500 },
      posts: 1,
    });
    const proxied = await createUnder({ kind: 'status', status: 503, html: true, ...POST });
    expect(proxied.answer).toMatchObject({ status: 503, body: expect.stringContaining('<h1>') });
  });

  test('late by some real time, and right', async () => {
    const before = performance.now();
    const { answer, posts } = await createUnder({ kind: 'delay', ms: 150, ...POST });
    expect(performance.now() - before).toBeGreaterThan(140);
    expect(answer).toMatchObject({ status: 201 });
    expect(posts).toBe(1);
  });
});

test.each([
  [false, 'close'],
  [true, 'keep-alive'],
])('connections are reused only where a test wants that: keepAlive %s', async (keepAlive, connection) => {
  const { call } = await openSandbox({ keepAlive });
  expect((await call('GET', '/workspaces')).headers.get('Connection')).toBe(connection);
});

describe('uploads meet faults too', () => {
  async function uploadUnder(fault: Fault) {
    const { sandbox, call, send } = await openSandbox();
    const { body } = await call('POST', '/media/presign', { filename: 'a.jpg', contentType: 'image/jpeg' });
    sandbox.faults.add(fault);
    const init = { method: 'PUT', headers: body.headers, body: await picture() };
    const answer = await send(body.uploadUrl, init).catch((error: Error) => error);
    return { answer, isStored: sandbox.state.media.get(body.mediaAsset.id)!.bytes !== null };
  }

  test.each<[Fault, boolean]>([
    [{ kind: 'lost', origin: 'storage' }, false],
    [{ kind: 'dropAfterCommit', origin: 'storage', path: '/upload/**' }, true],
  ])('%j', async (fault, isStored) => {
    expect(await uploadUnder(fault)).toEqual({ answer: expect.any(TypeError), isStored });
  });

  test('with S3 errors', async () => {
    const seen = await uploadUnder({ kind: 'status', status: 503, code: 'SlowDown', method: 'PUT' });
    expect(seen).toMatchObject({
      answer: { status: 503, body: expect.stringContaining('<Code>SlowDown</Code>') },
      isStored: false,
    });
  });
});

describe('the queue', () => {
  const request = (method: string, path: string, origin: 'api' | 'storage' = 'api') => ({ method, path, origin });

  test('strikes the nth match, so many times, then never again', () => {
    const queue = createFaultQueue();
    queue.add({ kind: 'lost', method: 'GET', path: '/posts/*', nth: 2, times: 2 });
    const hits = ['/posts/a', '/posts', '/posts/b', '/posts/c/x', '/posts/c', '/posts/d'].map(
      (path) => queue.take(request('GET', path)) !== undefined,
    );
    expect(hits).toEqual([false, false, true, false, true, false]);
    expect(queue.pending()).toEqual([]);
  });

  test('leaves other methods, paths and origins alone', () => {
    const queue = createFaultQueue();
    queue.add({ kind: 'lost', origin: 'api', method: 'POST', path: '/posts' });
    expect(queue.take(request('GET', '/posts'))).toBeUndefined();
    expect(queue.take(request('POST', '/posts/x'))).toBeUndefined();
    expect(queue.take(request('POST', '/posts', 'storage'))).toBeUndefined();
    expect(queue.pending()).toHaveLength(1);
    queue.clear();
    expect(queue.take(request('POST', '/posts'))).toBeUndefined();
  });

  test('strikes with one fault at a time, in the order in which they were added', () => {
    const queue = createFaultQueue();
    queue.add({ kind: 'lost' }, { kind: 'cut' });
    expect([1, 2, 3].map(() => queue.take(request('GET', '/posts'))?.kind)).toEqual(['lost', 'cut', undefined]);
  });
});
