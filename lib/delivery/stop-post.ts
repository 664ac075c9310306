import { giveBack } from '../pin/moves';
import type { Pin } from '../pin/pin';
import type { Result } from '../postbreeze/result';
import type { Post } from '../postbreeze/wire';
import { SECOND } from '../time';
import { isToldAgain, settleLook } from './read-post';
import { settleError, tryAgain, update, type Work } from './work';

/** Between two attempts at stopping a post that is being published right now. */
const PUBLISHING_WAIT = 15 * SECOND;

/** A post that will not be published (any more), or is not there. */
const STOPPED = new Set(['CANCELED', 'FAILED', 'DRAFT']);

/**
 * Cancels a post and makes sure of it. `gone`: it is surely not there any more. `settled`: it was not to be (published, or later
 * again), and the pin says so.
 */
export async function stopPost(work: Work, pin: Pin, postId: string): Promise<'stopped' | 'gone' | 'settled'> {
  const answer = await work.client.cancelPost(postId);
  if (!answer.ok && answer.error.kind !== 'refused') {
    await settleError(work, pin, answer.error);
    return 'settled';
  }
  const seen: Result<Post | null> = answer.ok && answer.value ? answer : await work.client.getPost(postId);
  if (!seen.ok) {
    await tryAgain(work, pin, seen.error);
    return 'settled';
  }
  const post = seen.value;
  const now = work.world.now();
  if (post && STOPPED.has(post.status)) return 'stopped';
  if (!post && isToldAgain(pin, now)) return 'gone';
  if (!post || post.status === 'PUBLISHED' || post.status === 'PARTIALLY_PUBLISHED') await settleLook(work, pin, post);
  else if (!answer.ok && post.status !== 'PUBLISHING') await tryAgain(work, pin, answer.error);
  else await update(work, pin, (row) => giveBack(row, now, { nextAttemptAt: now + PUBLISHING_WAIT }));
  return 'settled';
}
