import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { retry } from '../../../lib/pin/moves';
import { readPin, saveDraft, updatePin } from '../../../lib/store/pins';
import { removePin, schedulePin, takeBackPin } from '../../../lib/store/verbs';
import { HOUR, MINUTE } from '../../../lib/time';
import { presentPost } from '../../sandbox/present';
import {
  edit,
  handOver,
  json,
  live,
  postOf,
  posts,
  published,
  refusal,
  runFor,
  schedule,
  tell,
  told,
  world,
} from './other-api';
import { addressSlide } from './paths';
import { decide, makeDraft } from './pins';

/** The documentation may be wrong wherever it is silent: what must hold when Postbreeze answers otherwise than the stand-in. */

test('a create call that answers another pin’s post (deduplicated, or an id used again) loses no pin', async () => {
  const made = new Map<string, string>();
  const w = await world(async ({ method, path, request, pass }) => {
    if (method !== 'POST' || path !== '/posts') return pass();
    const body = await request.text();
    if (made.has(body)) return pass({ method: 'GET', path: `/posts/${made.get(body)}` });
    const answer = await pass();
    made.set(body, (await answer.clone().json()).id);
    return answer;
  });
  for (const [id, at] of [
    ['p', HOUR],
    ['q', 30 * HOUR],
  ] as const) {
    await saveDraft(
      makeDraft(id, [addressSlide(1)], w.u.now + at, {
        title: 'T',
        description: 'Same',
        link: 'https://example.com/s',
        handOver: 'right-away',
      }),
    );
    await schedulePin(id, w.u.now);
  }
  await runFor(w, 40 * HOUR);
  const out = [...w.sandbox.state.posts.values()].filter(({ status }) => status === 'PUBLISHED').length;
  const said = [(await told('p')).state, (await told('q')).state].filter((state) => state === 'published').length;
  expect(said).toBe(out);
  await w.end();
});

test('a former id that another pin holds by now is left alone', async () => {
  const w = await world();
  await handOver(w, 'p');
  const old = (await readPin('p'))!.done.postId!;
  w.sandbox.dashboard.remove(old);
  await runFor(w, 10 * MINUTE, 'look');
  await handOver(w, 'q', 2, { publishAt: w.u.now + 3 * HOUR });
  const q = (await readPin('q'))!.done.postId!;
  const { posts: all } = w.sandbox.state;
  all.set(old, { ...all.get(q)!, id: old });
  all.delete(q);
  await updatePin('q', (pin) => ({ ...pin, done: { ...pin.done, postId: old } }));
  await decide('p', retry, w.u.now);
  await runFor(w, MINUTE);
  expect(live(w, 'q')).toHaveLength(1);
  await w.end();
});

test.each(['CANCELLED', 'SCHEDULED'])(
  'a cancel that leaves the status %s is told, and is not repeated every 15 s for ever',
  async (status) => {
    const w = await world(async ({ pass }) => {
      const answer = await pass();
      const text = await answer.text();
      return new Response(
        answer.status === 204 ? null : text.replace(/"status":"CANCELED"(?=,"caption")/g, `"status":"${status}"`),
        { status: answer.status },
      );
    });
    await handOver(w);
    await takeBackPin('p', w.u.now);
    const before = w.log.length;
    await runFor(w, 3 * HOUR);
    expect(w.log.length - before).toBeLessThan(100);
    expect((await told()).state === 'draft' || (await told()).error !== null).toBe(true);
    await w.end();
  },
);

test('a cancel that answers “OK” in plain text takes the pin back', async () => {
  const w = await world(async ({ path, pass }) => {
    const answer = await pass();
    return answer.ok && path.endsWith('/cancel') ? new Response('OK') : answer;
  });
  await handOver(w, 'p', 1, { publishAt: w.u.now + 10 * HOUR });
  await takeBackPin('p', w.u.now);
  await runFor(w, 3 * HOUR);
  expect((await told()).state).toBe('draft');
  await w.end();
});

test('a pin whose deleted post answers 410 can be removed', async () => {
  const w = await world(async ({ path, pass }) => {
    const answer = await pass();
    return answer.status === 404 && path.startsWith('/posts/') ? refusal(410, 'GONE') : answer;
  });
  await handOver(w, 'p', 1, { publishAt: w.u.now + 5 * HOUR });
  w.sandbox.dashboard.remove((await readPin('p'))!.done.postId!);
  await removePin('p', w.u.now);
  await runFor(w, 3 * HOUR);
  expect(await tell()).toBe('GONE');
  await w.end();
});

test('an edit of a failed pin goes out, though PATCH leaves the post failed', async () => {
  const w = await world(async ({ method, path, pass, w }) => {
    const post = postOf(w, path);
    if (method !== 'PATCH' || post?.status !== 'FAILED') return pass();
    const answer = await pass();
    post.status = 'FAILED';
    for (const target of post.targets)
      Object.assign(target, { status: 'FAILED', errorCode: 'PIN_LINK_INVALID', dueAt: null });
    return answer.ok ? json(presentPost(post)) : answer;
  });
  w.sandbox.state.publishFaults.push({ code: 'PIN_LINK_INVALID', times: 1 });
  await schedule(w);
  await runFor(w, HOUR);
  await edit(w, { link: 'https://example.com/corrected' });
  await runFor(w, 2 * HOUR);
  expect([(await told()).state, published(w)]).toEqual(['published', 1]);
  await w.end();
});

test('a time that Postbreeze has clamped is told', async () => {
  const w = await world(async ({ method, path, pass, w }) => {
    const answer = await pass();
    const post = postOf(w, path);
    if (method !== 'PATCH' || !answer.ok || !post) return answer;
    post.scheduledAt! -= 36 * HOUR;
    for (const target of post.targets) target.dueAt = post.scheduledAt;
    return json(presentPost(post));
  });
  await schedule(w, 'p', { handOver: 'right-away', publishAt: w.u.now + 48 * HOUR });
  await runFor(w, HOUR);
  const here = await told();
  expect(here.publishAt === posts(w)[0]!.at || here.error !== null).toBe(true);
  await w.end();
});

test('a removal that is tried twelve times is told once', async () => {
  let broken = false;
  const w = await world(async ({ path, pass }) =>
    broken && path.endsWith('/cancel') ? refusal(500, 'INTERNAL') : pass(),
  );
  w.sandbox.state.publishFaults.push({ code: 'PIN_LINK_INVALID', times: 1 });
  await schedule(w);
  await runFor(w, HOUR);
  broken = true;
  const before = w.u.notices.length;
  await removePin('p', w.u.now);
  await runFor(w, 5 * HOUR);
  expect(w.u.notices.length - before).toBeLessThanOrEqual(1);
  await w.end();
});
