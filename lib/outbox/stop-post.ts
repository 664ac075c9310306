import { giveBack } from '../pin/moves';
import type { Pin } from '../pin/pin';
import { CHANGE_REFUSED } from '../pin/problem';
import type { Result } from '../postbreeze/result';
import type { Post } from '../postbreeze/wire';
import { applyPost } from './read-back';
import { settleError, update, type Work } from './work';

const SECOND = 1000;

/** Between two attempts at stopping a post that is being published right now. */
const PUBLISHING_WAIT = 15 * SECOND;

/** A post that will not be published (any more), or is not there. */
const STOPPED = new Set(['CANCELED', 'FAILED', 'DRAFT']);

/** Cancels a post and makes sure of it. `settled`: it was not to be (published, or later again), and the pin says so. */
export async function stopPost(work: Work, pin: Pin, postId: string): Promise<'stopped' | 'settled'> {
  const answer = await work.client.cancelPost(postId);
  const isRefused = !answer.ok && answer.error.kind === 'refused';
  if (!answer.ok && !isRefused) return settleFailure(work, pin, answer);
  const isShown = answer.ok && answer.value !== null;
  const seen: Result<Post | null> = isShown ? answer : await work.client.getPost(postId);
  if (!seen.ok) return settleFailure(work, pin, seen);
  const post = seen.value;
  if (!post || STOPPED.has(post.status)) return 'stopped';
  const now = work.world.now();
  await update(work, pin, (row) =>
    post.status === 'PUBLISHED' || post.status === 'PARTIALLY_PUBLISHED'
      ? applyPost(row, post, now)
      : giveBack(row, now, { nextAttemptAt: now + PUBLISHING_WAIT }),
  );
  return 'settled';
}

async function settleFailure(
  work: Work,
  pin: Pin,
  answer: Extract<Result<unknown>, { ok: false }>,
): Promise<'settled'> {
  await settleError(work, pin, answer.error, { gaveUp: `${CHANGE_REFUSED}GAVE_UP` });
  return 'settled';
}
