import { giveBack, isPostGone, refuse } from '../pin/moves';
import type { Pin } from '../pin/pin';
import type { Client } from '../postbreeze/client';
import type { Post } from '../postbreeze/wire';
import { DAY, HOUR, SECOND } from '../time';
import { refreshAccount } from './accounts';
import { settleError, tryAgain } from './after-failure';
import { applyPost, problem } from './apply-post';
import { ACCOUNT_NOT_REACHED } from './pausing';
import { type Step, update } from './step';

/** How long after a post was first not found it is looked for again. */
const AGAIN = 30 * SECOND;
/** How long we look for a post that Postbreeze says is gone. */
const GONE_LOOKS_END = 30 * DAY;

/** Posts just listed, so that one call serves many pins. */
export interface PostCache {
  /** When the list was requested. Epoch ms. */
  readAt: number;
  posts: Map<string, Post>;
}

/** Reads what became of a pin's post. */
export async function readPost(step: Step, pin: Pin, cache: PostCache | undefined): Promise<void> {
  const listed = cache && isNewsOf(pin, cache) ? cache.posts.get(pin.done.postId ?? '') : undefined;
  if (listed) return settlePost(step, pin, listed);
  const answer = await step.client.getPost(pin.done.postId ?? '');
  if (!answer.ok) return settleError(step, pin, answer.error, { neverGivesUp: true });
  return answer.value ? settlePost(step, pin, answer.value) : settleGone(step, pin);
}

/**
 * Reads a post after a call on it was refused, or answered with what cannot be read: the post itself says why. Undefined: it
 * could not be read, or is gone, and the pin is settled.
 */
export async function readForReason(step: Step, pin: Pin, postId: string): Promise<Post | undefined> {
  const seen = await step.client.getPost(postId);
  if (!seen.ok) await tryAgain(step, pin, seen.error);
  else if (!seen.value) await settleGone(step, pin);
  return seen.ok ? (seen.value ?? undefined) : undefined;
}

/**
 * Whether a list says more of the pin's post than is known: one that was asked for before the last answer about the post may show
 * it as it was then, a draft, say, that has been scheduled meanwhile.
 */
function isNewsOf({ post }: Pin, { readAt }: PostCache): boolean {
  return readAt > (post?.checkedAt ?? Number.NEGATIVE_INFINITY);
}

/** Reads all posts of a workspace at once; undefined when it cannot. */
export async function listRecentPosts(
  client: Client,
  workspaceId: string,
  now: number,
): Promise<PostCache | undefined> {
  const answer = await client.listPosts(workspaceId);
  return answer.ok ? { readAt: now, posts: new Map(answer.value.posts.map((post) => [post.id, post])) } : undefined;
}

/** Applies what was read to the pin. */
export async function settlePost(step: Step, pin: Pin, post: Post): Promise<void> {
  await update(step, pin, (row) => applyPost(row, post, step.world.now()));
}

/**
 * Postbreeze says that the post is not there. Believed when it says so twice with time between, and the key reaches the pin's
 * account at all; even then it is looked for now and then, and the verdict taken back if it is seen.
 */
export async function settleGone(step: Step, pin: Pin): Promise<void> {
  const { world } = step;
  if (pin.state === 'published') {
    await update(step, pin, (row) => giveBack(row, world.now(), { nextAttemptAt: null }));
    return;
  }
  const isBelieved = isPostGone(pin) || (wasGoneBefore(pin, world.now()) && (await reachesAccount(step, pin)));
  await update(step, pin, (row) => applyGone(row, isBelieved, world.now()));
}

function applyGone(pin: Pin, isBelieved: boolean, now: number): Pin {
  const gone = problem('POST_GONE', now);
  const since = pin.lastError?.code === gone.code ? pin.lastError : gone;
  if (isPostGone(pin)) {
    const wait = Math.min(Math.max(now - since.at, HOUR), DAY);
    return giveBack(pin, now, { nextAttemptAt: now - since.at > GONE_LOOKS_END ? null : now + wait });
  }
  if (isBelieved) return refuse(pin, since, now, { nextAttemptAt: now + HOUR });
  return giveBack(pin, now, { lastError: since, nextAttemptAt: Math.max(since.at, now - AGAIN) + AGAIN });
}

/** Whether the key reaches the pin's account; if not, what it says of that account's posts means nothing, and all of them wait. */
async function reachesAccount(step: Step, pin: Pin): Promise<boolean> {
  const account = await refreshAccount(step.client, step.world, pin.accountId);
  if (account === null && pin.accountId !== null) await step.pause(ACCOUNT_NOT_REACHED, '', pin.accountId);
  return account !== null && account !== undefined;
}

/** Whether the post was not found before, long enough ago to believe it now. */
export function wasGoneBefore({ lastError }: Pin, now: number): boolean {
  return lastError?.code === 'POST_GONE' && now - lastError.at >= AGAIN;
}
