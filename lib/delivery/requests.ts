import { dropPost, giveBack, refuse, scheduleAgain, settleTakenBack } from '../pin/moves';
import { CHANGE_REFUSED, hasUnknownCreate, type Pin, type Request } from '../pin/pin';
import { isNotFound } from '../postbreeze/client';
import { type ApiError, failed, type Result } from '../postbreeze/result';
import type { Post } from '../postbreeze/wire';
import { MINUTE, SECOND } from '../time';
import { settleError, tryAgain } from './after-failure';
import { applyPost, baseOf, isAsBefore, problem, sentOf } from './apply-post';
import { buildPost, saysTheSame } from './post-body';
import { reachesAccount, readForReason, settlePost, wasGoneBefore } from './read-post';
import { settleUnknown } from './settle-unknown';
import { checkpoint, type Step, serverNow, update } from './step';
import { uploadMissing } from './uploads';
import { dropUnknownUploads } from './ways';

/** How soon to try again while a post is being published. */
const PUBLISHING_WAIT = 15 * SECOND;
/** How long a post has to be missing before we believe that there is nothing left to stop. */
const GONE_FOR = 15 * MINUTE;
/** It took the call, and the post shows nothing of it. */
const WITHOUT_EFFECT = failed('malformed', 'MALFORMED', 'Postbreeze took the call, and the post is as before.').error;

/** Carries out what the user asked of a post. Every request is safe to repeat after an unknown outcome. */
export async function runRequest(step: Step, pin: Pin): Promise<void> {
  if (!pin.request) return;
  const known = hasUnknownCreate(pin) ? await settleUnknown(step, pin) : pin;
  if (!known) return;
  if (known.request !== pin.request) return runRequest(step, known);
  if (known.done.postId === null) return endWithoutPost(step, known);
  await RUN[pin.request](step, known, known.done.postId);
}

const RUN: Record<Request, (step: Step, pin: Pin, postId: string) => Promise<void>> = {
  update: updatePost,
  retry: retryPost,
  'take-back': async (step, pin, postId) => {
    if (await stopAndDelete(step, pin, postId)) await endTakenBack(step, pin);
  },
  remove: async (step, pin, postId) => {
    if (await stopAndDelete(step, pin, postId)) await endRemoved(step, pin, sendAnew);
  },
};

/** Deletes the row, or applies `change` if the user has taken the removal back. */
async function endRemoved(step: Step, pin: Pin, change: (row: Pin, now: number) => Pin): Promise<void> {
  const now = step.world.now();
  if (await step.world.store.deleteRemoved(pin.id, step.leaseId, now)) return;
  await update(step, pin, (row) => change(row, now));
}

/** After its post was canceled and deleted: a pin that is to go out after all gets a new post. */
function sendAnew(row: Pin, now: number): Pin {
  if (row.request === 'take-back') return settleTakenBack(row, now);
  if (row.request === 'remove') return giveBack(dropPost(row), now, {});
  if (row.state === 'handed-over') return scheduleAgain(row, now);
  return giveBack(dropPost(row), now, {});
}

/** We know of no post to do it to. */
async function endWithoutPost(step: Step, pin: Pin): Promise<void> {
  const { now } = step.world;
  if (pin.request === 'remove') await endRemoved(step, pin, (row, at) => giveBack(row, at, {}));
  else if (pin.request === 'take-back') await endTakenBack(step, pin);
  else await update(step, pin, (row) => giveBack(row, now(), { request: null, nextAttemptAt: null }));
}

/** Makes the pin a draft, or whatever the user has asked since. */
async function endTakenBack(step: Step, pin: Pin): Promise<void> {
  const now = step.world.now();
  await update(step, pin, (row) => (row.request === 'take-back' ? settleTakenBack(row, now) : sendAnew(row, now)));
}

/** Replaces the post's content and time with the pin's. */
async function updatePost(step: Step, pin: Pin, postId: string): Promise<void> {
  const { world, client } = step;
  const ready = await uploadMissing(step, pin);
  if (!ready) return;
  if (ready.request !== pin.request) return runRequest(step, ready);
  const { body, sent } = buildPost(ready, world.timeZone(), serverNow(step));
  const written = await checkpoint(step, ready, (row) => ({ ...row, done: { ...row.done, sent } }));
  if (!written) return;
  const answer = await client.updatePost(postId, body);
  if (!answer.ok && answer.error.kind !== 'refused' && answer.error.kind !== 'malformed')
    return settleError(step, pin, answer.error);
  const isTold = answer.ok && answer.value.status !== '';
  const post = isTold ? answer.value : await readForReason(step, ready, postId);
  if (!post) return;
  if (!answer.ok && answer.error.kind === 'refused') return settleRefusedUpdate(step, ready, post, answer.error);
  const now = world.now();
  const before = pin.done.sent;
  const isTaken = STOPPED.has(post.status) || !isAsBefore(post, before, sent);
  if (!isTaken && !isOver(post))
    return tryAgain(step, ready, WITHOUT_EFFECT, (row) => ({ ...row, done: { ...row.done, sent: before } }));
  await update(step, ready, (row) => {
    if (post.status === 'DRAFT') return sendAsDraft(row, now);
    if (post.status === 'CANCELED' && isStillAsked(row, ready)) return scheduleAgain(row, now);
    const done = { ...row.done, sent: isTaken ? baseOf(post, sent) : before };
    // A post that had failed is changed by PATCH; not every reading of the documentation has that queue it again.
    if (post.status === 'FAILED' && isStillAsked(row, ready))
      return giveBack({ ...row, done }, now, { request: 'retry', lastError: null, nextAttemptAt: null });
    const request = isTaken && isStillAsked(row, ready) ? null : row.request;
    return applyPost({ ...row, done, lastError: null, request }, post, now);
  });
}

/** PATCH left the post a draft: schedule it like any other draft. */
function sendAsDraft(row: Pin, now: number): Pin {
  const { postId, createStartedAt } = row.done;
  const free = scheduleAgain(row, now);
  const others = (ids: string[] = []) => ids.filter((id) => id !== postId);
  const formerPostIds = others(free.done.formerPostIds);
  const pastPostIds = others(free.done.pastPostIds);
  return { ...free, done: { ...free.done, formerPostIds, pastPostIds, postId, createStartedAt } };
}

/** Reads the post to find out why: published, dead (then a new post is safe), or as it was. */
async function settleRefusedUpdate(step: Step, pin: Pin, post: Post, error: ApiError): Promise<void> {
  const now = step.world.now();
  await update(step, pin, (known) => {
    const row = dropUnknownUploads(known, error.code);
    if (post.status === 'FAILED' || post.status === 'CANCELED') return scheduleAgain(row, now);
    if (post.status === 'DRAFT' && isStillAsked(row, pin)) return sendAsDraft(row, now);
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

/** Queues the failed post again. */
async function retryPost(step: Step, pin: Pin, postId: string): Promise<void> {
  const { world, client } = step;
  const answer = await client.retryPost(postId);
  if (!answer.ok && answer.error.kind !== 'refused') return settleError(step, pin, answer.error);
  const post = answer.ok ? null : await readForReason(step, pin, postId);
  if (post === undefined) return;
  const now = world.now();
  await update(step, pin, (row) => {
    if (answer.ok || post === null)
      return row.request === 'retry'
        ? giveBack(row, now, { request: null, attempts: 0, lastError: null, nextAttemptAt: now + PUBLISHING_WAIT })
        : giveBack(row, now, {});
    if (post.status === 'CANCELED') return scheduleAgain(row, now);
    if (post.status !== 'FAILED') return applyPost({ ...row, request: null, lastError: null }, post, now);
    const { code, message, statusCode, requestId } = answer.error;
    return refuse(row, { ...problem(code, now, message), statusCode, requestId }, now);
  });
}

function isOver(post: Post): boolean {
  return post.status === 'PUBLISHED' || post.status === 'PARTIALLY_PUBLISHED';
}

/** Whether the user still wants what we carried out: nothing else asked or written since. */
function isStillAsked(row: Pin, pin: Pin): boolean {
  return row.request === pin.request && saysTheSame(row, pin);
}

/** A post that will not be published. */
const STOPPED = new Set(['CANCELED', 'FAILED', 'DRAFT']);

/**
 * Cancels a post, verifies that, and deletes it; deleting alone stops nothing. Answers whether it is stopped or surely
 * gone. If not (published, or to be retried), the pin is settled.
 */
async function stopAndDelete(step: Step, pin: Pin, postId: string): Promise<boolean> {
  const end = await stopPost(step, pin, postId);
  if (end !== 'stopped') return end === 'gone';
  const deleted = await step.client.deletePost(postId);
  // If Postbreeze refuses to delete it, it stays there, stopped.
  if (deleted.ok || deleted.error.kind === 'refused') return true;
  await settleError(step, pin, deleted.error);
  return false;
}

/** Stops posts that this pin gave up earlier, if Postbreeze still shows them. Undefined: the pin is settled. */
export async function stopFormerPosts(step: Step, pin: Pin): Promise<Pin | undefined> {
  let row: Pin | undefined = pin;
  for (const postId of pin.done.formerPostIds ?? []) {
    const holder = await step.world.store.findPinOfPost(postId);
    const isAnothers = holder !== undefined && holder !== pin.id;
    if (!row || !(isAnothers || (await stopAndDelete(step, row, postId)))) return undefined;
    row = await checkpoint(step, row, ({ done, ...rest }) => {
      return { ...rest, done: { ...done, formerPostIds: (done.formerPostIds ?? []).filter((id) => id !== postId) } };
    });
  }
  return row;
}

async function stopPost(step: Step, pin: Pin, postId: string): Promise<'stopped' | 'gone' | 'settled'> {
  const answer = await step.client.cancelPost(postId);
  if (!answer.ok && answer.error.kind !== 'refused' && answer.error.kind !== 'malformed') {
    await settleError(step, pin, answer.error);
    return 'settled';
  }
  const isTold = answer.ok && answer.value !== null && answer.value.status !== '';
  const seen: Result<Post | null> = isTold ? answer : await step.client.getPost(postId);
  if (!seen.ok) {
    await tryAgain(step, pin, seen.error);
    return 'settled';
  }
  const post = seen.value;
  const now = step.world.now();
  if (post && STOPPED.has(post.status)) return 'stopped';
  if (!post && (await isSurelyGone(step, pin, postId, answer))) return 'gone';
  const error = answer.ok ? WITHOUT_EFFECT : answer.error;
  if (post && isOver(post)) await settlePost(step, pin, post);
  else if (post?.status === 'PUBLISHING')
    await update(step, pin, (row) => giveBack(row, now, { nextAttemptAt: now + PUBLISHING_WAIT }));
  else if (post || !(answer.ok || isNotFound(answer.error))) await tryAgain(step, pin, error);
  else await update(step, pin, (row) => waitForGone(row, now));
  return 'settled';
}

/**
 * Whether a post that neither the call nor a read found is not there. One that was given up as missing is believed at once, any other
 * after a while, and while the key reaches the account; a call that was refused for another reason found it.
 */
async function isSurelyGone(step: Step, pin: Pin, postId: string, answer: Result<unknown>): Promise<boolean> {
  if (!answer.ok && !isNotFound(answer.error)) return false;
  if (pin.done.postId !== postId) return true;
  return wasGoneBefore(pin, step.world.now(), GONE_FOR) && (await reachesAccount(step, pin));
}

/** Soon once more, for it may just be missing somewhere, then when it may be believed. */
function waitForGone(row: Pin, now: number): Pin {
  const since = row.lastError?.code === 'POST_GONE' ? row.lastError : null;
  const nextAttemptAt = since ? Math.max(since.at + GONE_FOR, now + MINUTE) : now + MINUTE / 2;
  return giveBack(row, now, { lastError: since ?? problem('POST_GONE', now), nextAttemptAt });
}
