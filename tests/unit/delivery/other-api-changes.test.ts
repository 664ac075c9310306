import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { reschedule, retry } from '../../../lib/pin/moves';
import { readPin, updatePin } from '../../../lib/store/pins';
import { removePin, takeBackPin } from '../../../lib/store/verbs';
import { HOUR, MINUTE } from '../../../lib/time';
import { presentPost } from '../../sandbox/present';
import { DEMO_KEY } from '../../sandbox/seed';
import { edit, handOver, json, live, portal, postOf, posts, refusal, runFor, schedule, told, world } from './other-api';
import { decide } from './pins';
import { replica } from './stale-copy';

/** The documentation may be wrong wherever it is silent: what must hold when Postbreeze answers otherwise than the stand-in. */

test.each(['words', 'time'])(
  'a PATCH that a portal answers (200, not carried out) is not taken for done: %s',
  async (what) => {
    let struck = false;
    const w = await world(async ({ method, pass, w }) => {
      if (method !== 'PATCH' || struck || w.u.now < Date.UTC(2026, 5, 1, 12, 10)) return pass();
      struck = true;
      return portal();
    });
    await handOver(w, 'p', 1, { publishAt: w.u.now + 5 * HOUR });
    if (what === 'words') await edit(w, { description: 'Edited' });
    else await decide('p', (pin, now) => reschedule(pin, now + 30 * HOUR, now), w.u.now);
    await runFor(w, 2 * HOUR);
    const here = await told();
    expect([posts(w)[0]!.caption, posts(w)[0]!.at]).toEqual([here.description, here.publishAt]);
    await w.end();
  },
);

test('new words of a draft whose PATCH a portal answers are not taken for sent', async () => {
  let n = 0;
  const w = await world(async ({ method, pass }) =>
    method !== 'PATCH' ? pass() : ++n === 1 ? refusal(500, 'INTERNAL') : n === 2 ? portal() : pass(),
  );
  await schedule(w);
  w.u.witness = async () => {
    const pin = await readPin('p');
    if (n === 1 && pin?.state === 'queued' && pin.description !== 'Edited')
      await updatePin('p', (row) => ({ ...row, description: 'Edited', updatedAt: w.u.now }));
  };
  await runFor(w, 3 * HOUR);
  expect(live(w).map(({ caption }) => caption)).toEqual([(await told()).description]);
  await w.end();
});

test('a PATCH that is taken (200, the post as it was) and changes nothing is told', async () => {
  const w = await world(async ({ method, path, pass, w }) => {
    const post = postOf(w, path);
    return method === 'PATCH' && post?.status === 'SCHEDULED' ? json(presentPost(post)) : pass();
  });
  await handOver(w);
  await edit(w, { description: 'Edited' });
  await runFor(w, 10 * MINUTE);
  expect((await told()).error).not.toBeNull();
  await w.end();
});

test('an edit that a published post takes (200) and ignores is told', async () => {
  const w = await world(async ({ method, path, pass }) => {
    const answer = await pass();
    return method === 'PATCH' && answer.status === 400 ? pass({ method: 'GET', path }) : answer;
  });
  await handOver(w);
  await w.u.advanceTo(w.u.now + 31 * MINUTE);
  await edit(w, { description: 'Edited too late' });
  await runFor(w, HOUR);
  expect(await told()).toMatchObject({
    state: 'published',
    error: 'ALREADY_PUBLISHED',
    description: 'Description of p',
  });
  await w.end();
});

test.each([
  ['take back', takeBackPin],
  ['remove', removePin],
] as const)('with a key of another workspace, 404s do not %s', async (_, act) => {
  const w = await world();
  await handOver(w, 'p', 1, { publishAt: w.u.now + 5 * HOUR });
  w.sandbox.state.keys.get(DEMO_KEY)!.workspaceIds = [];
  await act('p', w.u.now);
  await runFor(w, HOUR);
  expect([(await readPin('p'))?.state, live(w).length]).toEqual(['handed-over', 1]);
  await w.end();
});

test('three minutes of 404s do not take a pin back', async () => {
  const w = await world();
  await handOver(w, 'p', 1, { publishAt: w.u.now + 5 * HOUR });
  const end = w.u.now + 3 * MINUTE;
  w.variant = async ({ path, pass, w }) =>
    w.u.now < end && /^\/posts\/./.test(path) ? refusal(404, 'POST_NOT_FOUND') : pass();
  await takeBackPin('p', w.u.now);
  await runFor(w, 20 * HOUR);
  expect(live(w)).toEqual([]); // else it goes out though it is a draft here
  await w.end();
});

test('“Try again”: a cancel refused with 400 is no 404, whatever a stale GET says', async () => {
  const w = await world(replica(10 * MINUTE, 'id'));
  await schedule(w, 'p', { when: 'now', publishAt: w.u.now });
  await runFor(w, 5 * MINUTE);
  if ((await readPin('p'))?.state === 'failed') await decide('p', retry, w.u.now);
  await runFor(w, 2 * HOUR);
  expect(live(w)).toHaveLength(1);
  await w.end();
});
