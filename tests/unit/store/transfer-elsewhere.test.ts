import 'fake-indexeddb/auto';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { beforeEach, describe, expect, test } from 'vitest';
import { schedule, scheduleHere } from '../../../lib/pin/moves';
import { findNews, findNextStep, needsUser } from '../../../lib/pin/next-step';
import type { Pin } from '../../../lib/pin/pin';
import { useDatabaseName } from '../../../lib/store/database';
import { findNextDue } from '../../../lib/store/outbox-rows';
import { countNeedsUser, putPin, readPin } from '../../../lib/store/pins';
import { exportAll, importAll } from '../../../lib/store/transfer';
import { clearStore } from '../../../lib/store/upkeep';
import { removePin, startEdit } from '../../../lib/store/verbs';
import { HOUR } from '../../../lib/time';
import { decide, makeDraft, storeSlide } from '../delivery/pins';

const NOW = 1_000 * HOUR;
let mine = '';
let waiting: Pin;

beforeEach(async () => {
  mine = `mine-${Math.random()}`;
  await useDatabaseName(mine);
  waiting = schedule(makeDraft('waiting', [await storeSlide(1)], NOW + HOUR), 0);
});

const sent = { accountId: 'a', boardId: 'b', title: '', link: '', caption: '', mediaIds: ['med_1'], publishAt: NOW };
const problem = { code: 'PIN_BOARD_NOT_FOUND', statusCode: 400, message: '', requestId: null, at: 1 };
const done = (over: Partial<Pin['done']>) => ({ done: { ...waiting.done, ...over } });
const lookingFor = () => done({ createStartedAt: NOW - 1, sent: { ...sent, scheduledFor: null } });
const maybeScheduled = () => done({ createStartedAt: 1, postId: 'post', sent: { ...sent, scheduledFor: NOW } });
const heldThere = () => done({ postId: 'post', handedOverAt: 5, sent: { ...sent, scheduledFor: NOW + HOUR } });
const leased = { state: 'sending', leaseId: 'l', leaseUntil: NOW + 9 } as const;

/** Puts pins into this browser, exports them, and imports them in another one. */
async function move(...pins: Pin[]) {
  for (const pin of pins) await putPin(pin);
  const file = await exportAll(NOW);
  await useDatabaseName(`other-${Math.random()}`);
  return importAll(file, NOW);
}

describe('what another browser may still send', () => {
  test.each<[string, () => Partial<Pin>]>([
    ['waiting for its time', () => ({})],
    ['leaving right away', () => ({ handOver: 'right-away' })],
    ['overdue', () => ({ publishAt: NOW - HOUR })],
    ['held because it was late', () => ({ publishAt: NOW - HOUR, held: true })],
    ['to be tried again', () => ({ nextAttemptAt: NOW + 1, attempts: 3, lastError: problem })],
    ['waiting for its pictures', () => ({ slides: [{ ...waiting.slides[0]!, rung: 'reading' }] })],
    ['with a draft at Postbreeze', () => done({ postId: 'post' })],
    ['looking for its post', lookingFor],
    ['scheduled, perhaps', maybeScheduled],
    ['on its way', () => leased],
    ['on its way and looking for its post', () => ({ ...leased, ...lookingFor() })],
    ['to be changed on its way', () => ({ ...leased, request: 'update' })],
    ['to be removed on its way', () => ({ ...leased, ...maybeScheduled(), request: 'remove' })],
    ['to be taken back before it was found', () => ({ ...lookingFor(), request: 'take-back' })],
  ])('%s: is held, does nothing by itself, needs the user and says why', async (_, over) => {
    expect(await move({ ...waiting, ...over() })).toEqual({ added: 1, held: 1, same: 0, damaged: 0 });
    const pin = (await readPin('waiting'))!;
    expect(pin).toMatchObject({ state: 'queued', held: true, lastError: { code: 'IMPORTED_ELSEWHERE' } });
    expect([findNextStep(pin), await findNextDue()]).toEqual([null, null]);
    expect([needsUser(pin), await countNeedsUser()]).toEqual([true, 1]);
  });

  test('is reported by the import itself, not by a notification', async () => {
    await move(waiting);
    expect(findNews((await readPin('waiting'))!)).toBeUndefined();
  });

  test('keeps what was paid for it, so that a post made there is found and not made again', async () => {
    const before = { ...waiting, ...lookingFor() };
    await move(before);
    expect((await readPin('waiting'))?.done).toEqual(before.done);
  });

  test('goes out at its own time once the user says that it goes out from here', async () => {
    await move({ ...waiting, attempts: 3 });
    const pin = await decide('waiting', (pin, now) => scheduleHere(pin, null, now), NOW);
    expect(pin).toMatchObject({ held: false, publishAt: NOW + HOUR, when: 'time', attempts: 0, lastError: null });
    expect(await findNextDue()).toBe(NOW + HOUR);
  });

  test.each([['a draft', () => done({ postId: 'post' })] as const, ['perhaps a post', maybeScheduled] as const])(
    'is removed here alone: %s at Postbreeze is the other browser’s',
    async (_, over) => {
      await move({ ...waiting, ...over() });
      await removePin('waiting', NOW);
      expect(await readPin('waiting')).toBeUndefined();
      expect(await findNextDue()).toBeNull();
    },
  );
});

describe('everything else from another browser comes as it is', () => {
  test('a draft is a draft, and a working copy waits for the user', async () => {
    await putPin(waiting);
    const copy = await startEdit('waiting', NOW);
    expect(await move(makeDraft('draft', waiting.slides, NOW))).toMatchObject({ added: 3, held: 1 });
    expect(await readPin('draft')).toMatchObject({ state: 'draft', held: false });
    expect(await readPin(copy.id)).toEqual(copy);
  });

  test('a pin at Postbreeze is followed, not held', async () => {
    expect(await move({ ...waiting, ...heldThere(), state: 'handed-over' })).toMatchObject({ added: 1, held: 0 });
    expect(await readPin('waiting')).toMatchObject({ state: 'handed-over', held: false, lastError: null });
    expect(await findNextDue()).toBe(0);
  });

  test.each(['take-back', 'remove', 'retry', 'update'] as const)(
    'what was asked of a post (%s) is that browser’s to carry out',
    async (request) => {
      await move({ ...waiting, ...heldThere(), state: 'handed-over', request });
      expect(await readPin('waiting')).toMatchObject({ state: 'handed-over', request: null });
    },
  );

  test('a change under way needs the user, since nobody knows whether it arrived', async () => {
    await move({ ...waiting, ...heldThere(), state: 'handed-over', request: 'update' });
    const pin = (await readPin('waiting'))!;
    expect(needsUser(pin)).toBe(true);
    expect(pin.lastError?.code).toContain('IMPORTED_CHANGE');
  });

  test('what failed keeps its reason, and says that it may have been tried again since', async () => {
    expect(await move({ ...waiting, state: 'failed', lastError: problem })).toMatchObject({ held: 0 });
    expect(await readPin('waiting')).toMatchObject({ state: 'failed', held: true, lastError: problem });
  });

  test.each(['published', 'canceled'] as const)('%s stays %s', async (state) => {
    await move({ ...waiting, ...heldThere(), state });
    expect(await readPin('waiting')).toMatchObject({ state, held: false, lastError: null });
  });
});

async function publishAndRemove(): Promise<void> {
  await putPin({ ...waiting, state: 'published' });
  await removePin('waiting', NOW);
}

describe('the same browser', () => {
  test.each([
    ['it was removed', 'IMPORTED_REMOVED', async () => void (await removePin('waiting', NOW))],
    ['it was published and removed', 'IMPORTED_PUBLISHED', publishAndRemove],
    ['everything was deleted', 'IMPORTED_AGAIN', clearStore],
  ])('is asked before a pin of its own backup goes out, since %s', async (_, code, lose) => {
    await putPin(waiting);
    const file = await exportAll(NOW);
    await lose();
    expect(await importAll(file, NOW)).toMatchObject({ added: 1, held: 1 });
    expect(await readPin('waiting')).toMatchObject({
      ...waiting,
      held: true,
      lastError: { code },
      told: expect.any(String),
    });
    expect(await findNextDue()).toBeNull();
    await decide('waiting', (pin, now) => scheduleHere(pin, null, now), NOW);
    expect(await readPin('waiting')).toMatchObject({ held: false, lastError: null });
  });

  test('distinguishes a failed pin of its own from one that was published since', async () => {
    await putPin({ ...waiting, state: 'failed', lastError: problem });
    const file = await exportAll(NOW);
    await publishAndRemove();
    await importAll(file, NOW);
    expect(await readPin('waiting')).toMatchObject({ state: 'failed', held: true });
  });
});

test('a pin that waits because of another browser still waits after a restore, even when overdue', async () => {
  await move({ ...waiting, ...maybeScheduled() });
  const held = (await readPin('waiting'))!;
  const file = await exportAll(NOW);
  await removePin('waiting', NOW);
  expect(await importAll(file, NOW + 9 * HOUR)).toMatchObject({ added: 1, held: 1 });
  expect(await readPin('waiting')).toEqual(held);
});

test.each([
  ['says nothing', undefined],
  ['says something else', 42],
  ['names nobody', null],
])('an export that %s of where it was made is from elsewhere', async (_, installation) => {
  await putPin(waiting);
  const files = unzipSync(new Uint8Array(await (await exportAll(NOW)).arrayBuffer()));
  const data = JSON.parse(new TextDecoder().decode(files['pinbreeze.json']));
  const older = zipSync({ ...files, 'pinbreeze.json': strToU8(JSON.stringify({ ...data, installation })) });
  await removePin('waiting', NOW);
  expect(await importAll(new Blob([new Uint8Array(older)]), NOW)).toMatchObject({ added: 1, held: 1 });
  await useDatabaseName(`new-${Math.random()}`); // it has no name yet either
  expect(await importAll(new Blob([new Uint8Array(older)]), NOW)).toMatchObject({ added: 1, held: 1 });
});

test('a browser keeps its own name', async () => {
  const names = [await nameOf(mine), await nameOf(mine), await nameOf(`other-${Math.random()}`)];
  expect(names[0]).toMatch(/^[\da-f-]{36}$/);
  expect(names[1]).toBe(names[0]);
  expect(names[2]).not.toBe(names[0]);
});

async function nameOf(database: string): Promise<string> {
  await useDatabaseName(database);
  const files = unzipSync(new Uint8Array(await (await exportAll(NOW)).arrayBuffer()));
  return JSON.parse(new TextDecoder().decode(files['pinbreeze.json'])).installation;
}
