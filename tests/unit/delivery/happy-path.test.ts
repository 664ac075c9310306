import 'fake-indexeddb/auto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createEngine } from '../../../lib/delivery/engine';
import { browserStore, type World } from '../../../lib/delivery/world';
import { useDatabaseName } from '../../../lib/store/database';
import { readPin, saveDraft } from '../../../lib/store/pins';
import { schedulePin } from '../../../lib/store/verbs';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox';
import { makeDraft, storeSlide } from './pins';

let sandbox: Sandbox;
let clock = Date.UTC(2026, 5, 1, 12);
beforeAll(async () => {
  sandbox = await startSandbox({ apiPort: 0, storagePort: 0, now: () => clock });
});
afterAll(() => sandbox.close());
beforeEach(() => useDatabaseName(`happy-${Math.random()}`));

test('a pin travels from draft to published', async () => {
  const armed: number[] = [];
  const world: World = {
    now: () => clock,
    random: () => 0.5,
    newId: () => crypto.randomUUID(),
    sleep: async (ms) => {
      if (ms === 2000) return new Promise((resolve) => setTimeout(resolve, ms));
      clock += ms;
      await sandbox.publish();
    },
    timeZone: () => 'Europe/Stockholm',
    fetch,
    readKey: async () => sandbox.keys[0]!,
    readAddress: async () => sandbox.apiUrl,
    hasHost: async () => true,
    store: browserStore,
    arm: async (at) => {
      armed.push(at);
    },
    notify: async () => {},
    setBadge: async () => {},
    stayAwake: () => () => {},
  };
  await saveDraft(makeDraft('p1', [await storeSlide(1), await storeSlide(2)], clock + 60_000));
  await schedulePin('p1', clock);
  const engine = createEngine(world);
  await engine.wake('message');
  expect((await readPin('p1'))?.state).toBe('published');
  const paid = sandbox.requests.map((request) => `${request.method} /${request.path.split('/')[1]}`);
  expect(paid.sort()).toEqual([
    'GET /posts',
    'PATCH /posts',
    'POST /media',
    'POST /media',
    'POST /posts',
    'PUT /upload',
    'PUT /upload',
  ]);
  const [post] = [...sandbox.state.posts.values()];
  expect(post?.media.map(({ altText }) => altText)).toEqual(['Picture 1', 'Picture 2']);
});
