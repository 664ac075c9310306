import 'fake-indexeddb/auto';
import { expect, test, vi } from 'vitest';
import { connect } from '../../../lib/delivery/accounts';
import { retry } from '../../../lib/pin/moves';
import { putAccounts, readAccount } from '../../../lib/store/books';
import { readPauses } from '../../../lib/store/engine-memory';
import { readPin } from '../../../lib/store/pins';
import { DAY, HOUR } from '../../../lib/time';
import { DEMO_ACCOUNT_ID, DEMO_KEY } from '../../sandbox/seed';
import { edit, handOver, type Json, json, posts, refusal, runFor, schedule, told, turn, world } from './other-api';
import { decide } from './pins';

/** The documentation may be wrong wherever it is silent: what must hold when Postbreeze answers otherwise than the stand-in. */

test.each(['NOT_FOUND', 'VALIDATION_FAILED'])(
  'an upload that Postbreeze has swept is made again by “Try again” (%s)',
  async (code) => {
    const w = await world(async ({ method, path, pass }) => {
      const answer = await pass();
      if (method === 'GET' || !path.startsWith('/posts') || answer.ok) return answer;
      const body = await answer.json();
      return body.code === 'MEDIA_NOT_FOUND'
        ? refusal(code === 'NOT_FOUND' ? 404 : 400, code)
        : json(body, answer.status);
    });
    await schedule(w);
    w.sandbox.state.settings.planLimit = 0;
    await runFor(w, HOUR);
    await w.u.advanceTo(w.u.now + 2 * DAY);
    w.sandbox.state.settings.planLimit = null;
    w.sandbox.state.media.clear();
    for (let i = 0; i < 3 && (await readPin('p'))?.state === 'failed'; i++) {
      await decide('p', retry, w.u.now);
      await runFor(w, HOUR);
    }
    expect((await told()).state).toBe('published');
    await w.end();
  },
);

test('an upload that is missing is made again by an edit of a pin that Postbreeze holds', async () => {
  const w = await world();
  await handOver(w, 'p', 1, { publishAt: w.u.now + 5 * DAY });
  w.sandbox.state.media.clear();
  for (let i = 0; i < 3; i++) {
    await edit(w, { description: 'Edited' });
    await runFor(w, HOUR);
  }
  expect(posts(w)[0]!.caption).toBe('Edited');
  await w.end();
});

test('an upload is made again where the storage turns out at publish time not to have it', async () => {
  const w = await world();
  await handOver(w);
  for (const asset of w.sandbox.state.media.values()) asset.bytes = null;
  await runFor(w, 2 * HOUR);
  for (let i = 0; i < 3 && (await readPin('p'))?.state === 'failed'; i++) {
    await decide('p', retry, w.u.now);
    await runFor(w, 2 * HOUR);
  }
  expect((await told()).state).toBe('published');
  await w.end();
});

test.each(['active', undefined])(
  'an account whose status is %s is not taken for one that must be reconnected',
  async (status) => {
    const w = await world(async ({ path, pass }) =>
      path.startsWith('/social-accounts')
        ? turn(await pass(), (list) =>
            list.map(({ status: _s, ...one }: Json) => ({ ...one, ...(status && { status }) })),
          )
        : pass(),
    );
    await putAccounts([{ ...(await readAccount(DEMO_ACCOUNT_ID))!, status: status ?? '' }]);
    await schedule(w);
    await runFor(w, 12 * HOUR);
    expect((await told()).state).toBe('published');
    await w.end();
  },
);

test('a key that may not list workspaces can be entered', async () => {
  const w = await world(async ({ path, pass }) => (path === '/workspaces' ? refusal(403, 'SCOPE_MISSING') : pass()));
  const real = fetch;
  vi.stubGlobal('fetch', (input: string, init: RequestInit) =>
    real(String(input).replace('https://api.postbreeze.ai/api/v1', w.u.postbreeze.apiUrl), init),
  );
  const connected = await connect(DEMO_KEY, async () => {});
  vi.unstubAllGlobals();
  expect(connected).toMatchObject({ ok: true, accounts: 1 });
  await w.end();
});

test('a key that is refused everything is not taken for accepted', async () => {
  const w = await world(async () => refusal(403, 'KEY_INVALID'));
  const real = fetch;
  vi.stubGlobal('fetch', (input: string, init: RequestInit) =>
    real(String(input).replace('https://api.postbreeze.ai/api/v1', w.u.postbreeze.apiUrl), init),
  );
  let isStored = false;
  const connected = await connect(DEMO_KEY, async () => {
    isStored = true;
  });
  vi.unstubAllGlobals();
  expect([connected.ok, isStored]).toEqual([false, false]);
  await w.end();
});

test('the pause of a key that may not list workspaces ends once it is accepted again', async () => {
  let refused = true;
  const w = await world(async ({ path, pass }) => {
    if (path === '/workspaces') return refusal(403, 'SCOPE_MISSING');
    if (path !== '/posts' || !refused) return pass();
    refused = false;
    return refusal(401, 'KEY_INVALID');
  });
  await schedule(w);
  await runFor(w, 2 * DAY);
  expect([(await told()).state, await readPauses()]).toEqual(['published', []]);
  await w.end();
});

test('a number among the presigned headers does not drop the others', async () => {
  const w = await world(async ({ path, pass }) =>
    path === '/media/presign'
      ? turn(await pass(), (place) => ({ ...place, headers: { ...place.headers, 'x-ignored-by-storage': 3600 } }))
      : pass(),
  );
  await schedule(w);
  await runFor(w, 3 * HOUR);
  expect((await told()).state).toBe('published');
  await w.end();
});
