import { forgetPost, giveBack, refuse, scheduleAgain, settleTakenBack } from '../pin/moves';
import { hasUnknownCreate, type Pin, type Request } from '../pin/pin';
import { CHANGE_REFUSED } from '../pin/problem';
import type { ApiError } from '../postbreeze/result';
import type { Post } from '../postbreeze/wire';
import { SECOND } from '../time';
import { applyPost, problem, sentOf } from './apply-post';
import { buildPost, saysTheSame } from './post-body';
import { settleLook } from './read-post';
import { settleUnknown } from './settle-unknown';
import { stopPost } from './stop-post';
import { uploadMissing } from './uploads';
import { checkpoint, serverNow, update as settle, settleError, tryAgain, type Work } from './work';

/** Between two attempts at something that waits for a post which is being published right now. */
const PUBLISHING_WAIT = 15 * SECOND;

/** Carries out what the user asked of a post at Postbreeze. Each may be repeated after an unknown outcome. */
export async function carryOut(work: Work, pin: Pin): Promise<void> {
  if (!pin.request) return;
  const known = hasUnknownCreate(pin) ? await settleUnknown(work, pin) : pin;
  if (!known) return;
  if (known.request !== pin.request) return carryOut(work, known);
  if (known.done.postId === null) return endWithoutPost(work, known);
  await CARRY_OUT[pin.request](work, known, known.done.postId);
}

const CARRY_OUT: Record<Request, (work: Work, pin: Pin, postId: string) => Promise<void>> = {
  update,
  retry,
  'take-back': async (work, pin, postId) => {
    if (await stopAndDelete(work, pin, postId)) await endTakenBack(work, pin);
  },
  remove: async (work, pin, postId) => {
    if (await stopAndDelete(work, pin, postId)) await endRemoved(work, pin, sendAnew);
  },
};

/** Answers whether the post is stopped; else the pin is settled otherwise. */
async function stopAndDelete(work: Work, pin: Pin, postId: string): Promise<boolean> {
  if ((await stopPost(work, pin, postId)) === 'settled') return false;
  const deleted = await work.client.deletePost(postId);
  // It is stopped; should Postbreeze not let it be deleted, it stays there as canceled, and goes here all the same.
  if (deleted.ok || deleted.error.kind === 'refused') return true;
  await settleError(work, pin, deleted.error);
  return false;
}

/** The row goes; or, where the user has taken the removal back meanwhile, stays with `change`. */
async function endRemoved(work: Work, pin: Pin, change: (row: Pin, now: number) => Pin): Promise<void> {
  const now = work.world.now();
  if (await work.world.store.deleteRemoved(pin.id, work.leaseId, now)) return;
  await settle(work, pin, (row) => change(row, now));
}

/** What was canceled and deleted at Postbreeze takes a new post when it is to go out after all. */
function sendAnew(row: Pin, now: number): Pin {
  if (row.request === 'take-back') return settleTakenBack(row, now);
  if (row.request === 'remove') return giveBack(forgetPost(row), now, {});
  if (row.state === 'handed-over') return scheduleAgain(row, now);
  return giveBack(forgetPost(row), now, {});
}

/** There is no post (that we know of) to do it to. */
async function endWithoutPost(work: Work, pin: Pin): Promise<void> {
  const { now } = work.world;
  if (pin.request === 'remove') await endRemoved(work, pin, (row, at) => giveBack(row, at, {}));
  else if (pin.request === 'take-back') await endTakenBack(work, pin);
  else await settle(work, pin, (row) => giveBack(row, now(), { request: null, nextAttemptAt: null }));
}

/** The pin is a draft again; or what the user asked meanwhile, of a pin without a post. */
async function endTakenBack(work: Work, pin: Pin): Promise<void> {
  const now = work.world.now();
  await settle(work, pin, (row) => (row.request === 'take-back' ? settleTakenBack(row, now) : sendAnew(row, now)));
}

/** Sends the pin's content and time as they are now in place of what the post says. */
async function update(work: Work, pin: Pin, postId: string): Promise<void> {
  const { world, client } = work;
  const ready = await uploadMissing(work, pin);
  if (!ready) return;
  if (ready.request !== pin.request) return carryOut(work, ready);
  const { body, sent } = buildPost(ready, world.timeZone(), serverNow(work));
  const written = await checkpoint(work, ready, (row) => ({ ...row, done: { ...row.done, sent } }));
  if (!written) return;
  const answer = await client.updatePost(postId, body);
  if (!answer.ok) {
    if (answer.error.kind === 'refused') return settleRefusedUpdate(work, ready, postId, answer.error);
    return settleError(work, pin, answer.error);
  }
  const now = world.now();
  await settle(work, ready, (row) => {
    const isDone = isStillAsked(row, ready);
    const done = { ...row.done, sent: sentOf(answer.value, sent) };
    return applyPost({ ...row, done, lastError: null, request: isDone ? null : row.request }, answer.value, now);
  });
}

/** Why was it refused? The post itself tells: gone, published, dead (then a new post is safe), or as it was. */
async function settleRefusedUpdate(work: Work, pin: Pin, postId: string, error: ApiError): Promise<void> {
  const answer = await work.client.getPost(postId);
  if (!answer.ok) return tryAgain(work, pin, answer.error);
  const post = answer.value;
  if (!post) return settleLook(work, pin, null);
  const now = work.world.now();
  await settle(work, pin, (row) => {
    if (post.status === 'FAILED' || post.status === 'CANCELED') return scheduleAgain(row, now);
    if (isOver(post)) return applyPost(row, post, now);
    if (post.status === 'PUBLISHING') return giveBack(row, now, { nextAttemptAt: now + PUBLISHING_WAIT });
    if (!isStillAsked(row, pin)) return giveBack(row, now, {});
    const sent = row.done.sent && { ...sentOf(post, row.done.sent), publishAt: null };
    const held = applyPost({ ...row, request: null, done: { ...row.done, sent } }, post, now);
    const { statusCode, message, requestId } = error;
    return {
      ...held,
      lastError: { ...problem(`${CHANGE_REFUSED}${error.code}`, now, message), statusCode, requestId },
    };
  });
}

/** Has the failed post queued again. */
async function retry(work: Work, pin: Pin, postId: string): Promise<void> {
  const { world, client } = work;
  const answer = await client.retryPost(postId);
  if (answer.ok) {
    const now = world.now();
    await settle(work, pin, (row) =>
      row.request === 'retry'
        ? giveBack(row, now, { request: null, attempts: 0, lastError: null, nextAttemptAt: now + PUBLISHING_WAIT })
        : giveBack(row, now, {}),
    );
    return;
  }
  if (answer.error.kind !== 'refused') return settleError(work, pin, answer.error);
  const seen = await client.getPost(postId);
  if (!seen.ok) return tryAgain(work, pin, seen.error);
  const post = seen.value;
  if (!post) return settleLook(work, pin, null);
  const now = world.now();
  await settle(work, pin, (row) => {
    if (post.status === 'CANCELED') return scheduleAgain(row, now);
    if (post.status !== 'FAILED') return applyPost({ ...row, request: null, lastError: null }, post, now);
    const { code, message, statusCode, requestId } = answer.error;
    return refuse(row, { ...problem(code, now, message), statusCode, requestId }, now);
  });
}

function isOver(post: Post): boolean {
  return post.status === 'PUBLISHED' || post.status === 'PARTIALLY_PUBLISHED';
}

/** Whether what was carried out is still what the user wants: nothing else was asked, or written, meanwhile. */
function isStillAsked(row: Pin, pin: Pin): boolean {
  return row.request === pin.request && saysTheSame(row, pin);
}
