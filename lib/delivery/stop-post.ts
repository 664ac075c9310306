import { giveBack } from '../pin/moves';
import type { Pin } from '../pin/pin';
import type { Result } from '../postbreeze/result';
import type { Post } from '../postbreeze/wire';
import { SECOND } from '../time';
import { settleError, tryAgain } from './after-failure';
import { settleGone, settlePost, wasGoneBefore } from './read-post';
import { checkpoint, type Step, update } from './step';

/** Between two attempts at stopping a post that is being published right now. */
const PUBLISHING_WAIT = 15 * SECOND;

/** A post that will not be published. */
const STOPPED = new Set(['CANCELED', 'FAILED', 'DRAFT']);

/**
 * Cancels a post, makes sure of it, and deletes it: deletion alone stops nothing. Answers whether it is stopped, or surely gone;
 * if not (published, or to be tried again), the pin is settled.
 */
export async function stopAndDelete(step: Step, pin: Pin, postId: string): Promise<boolean> {
  const end = await stopPost(step, pin, postId);
  if (end !== 'stopped') return end === 'gone';
  const deleted = await step.client.deletePost(postId);
  // Should Postbreeze not let it be deleted, it stays there, stopped.
  if (deleted.ok || deleted.error.kind === 'refused') return true;
  await settleError(step, pin, deleted.error);
  return false;
}

/** Stops the posts that this pin gave up before, as far as Postbreeze still shows them. Undefined: the pin is settled. */
export async function stopFormerPosts(step: Step, pin: Pin): Promise<Pin | undefined> {
  let row: Pin | undefined = pin;
  for (const postId of pin.done.formerPostIds ?? []) {
    if (!row || !(await stopAndDelete(step, row, postId))) return undefined;
    row = await checkpoint(step, row, ({ done, ...rest }) => {
      return { ...rest, done: { ...done, formerPostIds: (done.formerPostIds ?? []).filter((id) => id !== postId) } };
    });
  }
  return row;
}

async function stopPost(step: Step, pin: Pin, postId: string): Promise<'stopped' | 'gone' | 'settled'> {
  const answer = await step.client.cancelPost(postId);
  if (!answer.ok && answer.error.kind !== 'refused') {
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
  const isFormer = pin.done.postId !== postId; // given up before because it was not found
  if (post && STOPPED.has(post.status)) return 'stopped';
  if (!post && (isFormer || wasGoneBefore(pin, now))) return 'gone';
  if (!post) await settleGone(step, pin);
  else if (post.status === 'PUBLISHED' || post.status === 'PARTIALLY_PUBLISHED') await settlePost(step, pin, post);
  else if (!answer.ok && post.status !== 'PUBLISHING') await tryAgain(step, pin, answer.error);
  else await update(step, pin, (row) => giveBack(row, now, { nextAttemptAt: now + PUBLISHING_WAIT }));
  return 'settled';
}
