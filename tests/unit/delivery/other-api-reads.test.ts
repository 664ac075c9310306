import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { reschedule, retry } from '../../../lib/pin/moves';
import { readPin } from '../../../lib/store/pins';
import { DAY, HOUR, MINUTE, SECOND } from '../../../lib/time';
import {
  edit,
  handOver,
  type Json,
  json,
  onGets,
  postOf,
  published,
  refusal,
  runFor,
  schedule,
  told,
  turn,
  world,
} from './other-api';
import { decide } from './pins';
import { replica } from './stale-copy';

/** The documentation may be wrong wherever it is silent: what must hold when Postbreeze answers otherwise than the stand-in. */

test('a post with `data: null` beside its fields is a post', async () => {
  const w = await world(onGets((post) => ({ ...post, data: null })));
  await schedule(w, 'p', { when: 'now', publishAt: w.u.now });
  await runFor(w, 5 * MINUTE);
  expect((await told()).state).toBe('published');
  await w.end();
});

test('finished posts leave the API: “Try again” says that it may be out', async () => {
  const w = await world(async ({ path, pass, w }) => {
    const post = postOf(w, path);
    return post?.status === 'PUBLISHED' && w.u.now - post.updatedAt > HOUR ? refusal(404, 'POST_NOT_FOUND') : pass();
  });
  await handOver(w);
  await w.u.advanceTo(w.u.now + 3 * DAY);
  await runFor(w, 10 * MINUTE, 'startup');
  expect((await told()).says).not.toMatch(/deleted there/);
  await w.end();
});

test('one failed look at a post that was missing does not end the looks', async () => {
  let hidden = false;
  let broken = false;
  const w = await world(async ({ method, path, pass }) => {
    if (method !== 'GET' || !/^\/posts\/./.test(path)) return pass();
    if (hidden) return refusal(404, 'POST_NOT_FOUND');
    if (!broken) return pass();
    broken = false;
    return new Response('x', { status: 502 });
  });
  await handOver(w, 'p', 1, { publishAt: w.u.now + 3 * HOUR });
  hidden = true;
  await runFor(w, 10 * MINUTE, 'look');
  hidden = false;
  broken = true;
  await runFor(w, 10 * DAY);
  expect((await told()).state).toBe('published');
  await w.end();
});

test.each(['words', 'time'])('a read that is older than our last change undoes nothing: %s', async (what) => {
  const w = await world(replica(5 * SECOND));
  await handOver(w);
  const at = w.u.now + 10 * HOUR;
  if (what === 'words') await edit(w, { description: 'Edited' });
  else await decide('p', (pin, now) => reschedule(pin, at, now), w.u.now);
  await w.u.startWorker().wake('message');
  await w.u.advanceTo(w.u.now + 2 * SECOND);
  await w.u.startWorker().wake('look');
  expect(await told()).toMatchObject(
    what === 'words' ? { description: 'Edited', error: null } : { publishAt: new Date(at).toISOString(), error: null },
  );
  await w.end();
});

test('a list that cuts captions short loses no words here', async () => {
  const long = 'A long description that the user typed with care. '.repeat(6).trim();
  const w = await world(async ({ method, path, pass }) => {
    const answer = await pass();
    return method === 'GET' && path === '/posts'
      ? turn(answer, (list) => list.map((post: Json) => ({ ...post, caption: `${post.caption.slice(0, 40)}…` })))
      : answer;
  });
  for (const [i, id] of ['p', 'q', 'r', 's'].entries())
    await schedule(w, id, { handOver: 'right-away', publishAt: w.u.now + HOUR, description: long }, i + 1);
  await runFor(w, MINUTE);
  await w.u.advanceTo(w.u.now + 2 * MINUTE);
  await w.u.startWorker().wake('look');
  for (const id of ['p', 'q', 'r', 's']) expect((await told(id)).description).toBe(long);
  await w.end();
});

test('a stale DRAFT read of a post that we have scheduled is not final', async () => {
  let stopped = Number.POSITIVE_INFINITY;
  const copy = replica((w) => (w.u.now >= stopped && w.u.now < stopped + 2 * MINUTE ? w.u.now - stopped + 1 : 0));
  const w = await world(async (call) => {
    if (call.method === 'PATCH') {
      await call.w.u.advanceTo(call.w.u.now + 2 * SECOND);
      stopped = call.w.u.now - SECOND;
    }
    return copy(call);
  });
  await schedule(w);
  await runFor(w, 10 * HOUR);
  expect([(await told()).state, published(w)]).toEqual(['published', 1]);
  await w.end();
});

test('a post that exists 45 s after its 202 goes out', async () => {
  const w = await world(async ({ method, path, pass, w }) => {
    const post = postOf(w, path);
    if (post && w.u.now - post.createdAt < 45 * SECOND) return refusal(404, 'POST_NOT_FOUND');
    if (method === 'GET' && path === '/posts')
      return turn(await pass(), (list) =>
        list.filter((one: Json) => w.u.now - Date.parse(one.createdAt) >= 45 * SECOND),
      );
    const answer = await pass();
    return method === 'POST' && path === '/posts' && answer.ok ? json({ id: (await answer.json()).id }, 202) : answer;
  });
  await schedule(w);
  await runFor(w, 5 * HOUR);
  expect((await told()).state).toBe('published');
  await w.end();
});

test('times without a zone are UTC', async () => {
  process.env.TZ = 'America/Los_Angeles';
  const w = await world(async ({ pass }) => {
    const answer = await pass();
    const text = await answer.text();
    return new Response(
      answer.status === 204 ? null : text.replace(/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{3})Z/g, '$1$2'),
      { status: answer.status },
    );
  });
  await schedule(w, 'p', { when: 'now', publishAt: w.u.now });
  await runFor(w, 6 * HOUR);
  delete process.env.TZ;
  expect([(await told()).state, w.u.notices.map(({ kind }) => kind)]).toEqual(['published', []]);
  await w.end();
});

test('GET /posts demands workspaceId: a post that the workspace’s list shows is found', async () => {
  const w = await world(async ({ method, path, query, pass }) => {
    if (method === 'GET' && path === '/posts' && !query.includes('workspaceId'))
      return refusal(400, 'WORKSPACE_REQUIRED');
    const answer = await pass();
    return method === 'POST' && path === '/posts' ? new Response('<html>', { status: 502 }) : answer;
  });
  Object.assign(w.sandbox.state.settings, { patchOfDraft: 409, scheduleCall: 'missing' });
  await w.u.learnWay('create');
  await schedule(w);
  await runFor(w, HOUR);
  expect((await told()).state).toBe('published');
  await w.end();
});

test.each(['403', 'null'])('a list that answers %s for good: “Try again” makes another draft', async (how) => {
  let lost = true;
  const w = await world(async ({ method, path, pass }) => {
    if (method === 'GET' && path === '/posts') return how === '403' ? refusal(403, 'SCOPE_MISSING') : json(null);
    const answer = await pass();
    if (method !== 'POST' || path !== '/posts' || !lost) return answer;
    lost = false;
    return new Response('<html>', { status: 502 });
  });
  await schedule(w);
  await runFor(w, 3 * HOUR);
  for (let i = 0; i < 3 && (await readPin('p'))?.state === 'failed'; i++) {
    await decide('p', retry, w.u.now);
    await runFor(w, 3 * HOUR);
  }
  expect((await told()).state).toBe('published');
  await w.end();
});

test('a post PUBLISHED whose only target carries an error and no address is not said to be published', async () => {
  const w = await world(onGets((post) => (post.status === 'FAILED' ? { ...post, status: 'PUBLISHED' } : post)));
  w.sandbox.state.publishFaults.push({ code: 'PIN_LINK_INVALID', times: 1 });
  await schedule(w);
  await runFor(w, 10 * HOUR);
  expect((await told()).state).not.toBe('published');
  await w.end();
});
