import { giveBack, isPostGone, refuse } from '../pin/moves';
import type { Pin } from '../pin/pin';
import type { Client } from '../postbreeze/client';
import type { Post } from '../postbreeze/wire';
import { DAY, HOUR, MINUTE, SECOND } from '../time';
import { refreshAccount } from './accounts';
import { ACCOUNT_NOT_REACHED, settleError, tryAgain } from './after-failure';
import { applyPost, problem } from './apply-post';
import { type Step, update } from './step';

/** How soon we look again for a post that was not found. */
const AGAIN = 30 * SECOND;
/** How long after its creation a post may be missing because it has not arrived everywhere. */
const APPEARS_WITHIN = 5 * MINUTE;
/** How long we keep looking for a post that Postbreeze says is gone. */
const GONE_LOOKS_END = 30 * DAY;

/** A fresh list of posts, so that one call serves many pins. */
export interface PostCache {
  /** When the list was requested. Epoch ms. */
  readAt: number;
  posts: Map<string, Post>;
}

export async function readPost(step: Step, pin: Pin, cache: PostCache | undefined): Promise<void> {
  const listed = cache && isNewsOf(pin, cache) ? cache.posts.get(pin.done.postId ?? '') : undefined;
  // A list may show less of a post than the post itself, so what it says anew is read again.
  if (listed && !tellsChange(pin, listed, step.world.now())) return settlePost(step, pin, listed);
  const answer = await step.client.getPost(pin.done.postId ?? '');
  if (!answer.ok) return settleError(step, pin, answer.error, { neverGivesUp: true });
  return answer.value ? settlePost(step, pin, answer.value) : settleGone(step, pin);
}

/**
 * Reads a post after a call on it was refused or its answer made no sense: the post says why. Undefined: it could not be
 * read or is gone, and the pin is settled.
 */
export async function readForReason(step: Step, pin: Pin, postId: string): Promise<Post | undefined> {
  const seen = await step.client.getPost(postId);
  if (!seen.ok) await tryAgain(step, pin, seen.error);
  else if (!seen.value) await settleGone(step, pin);
  return seen.ok ? (seen.value ?? undefined) : undefined;
}

/** Whether the list is newer than what we know. An older one may still show a draft that has been scheduled since. */
function isNewsOf({ post }: Pin, { readAt }: PostCache): boolean {
  return readAt > (post?.checkedAt ?? Number.NEGATIVE_INFINITY);
}

function tellsChange(pin: Pin, post: Post, now: number): boolean {
  const { lastError } = applyPost(pin, post, now);
  return lastError?.code === 'CHANGED_ELSEWHERE' && lastError !== pin.lastError;
}

/** All posts of a workspace; undefined if they cannot be read. */
export async function listRecentPosts(
  client: Client,
  workspaceId: string,
  now: number,
): Promise<PostCache | undefined> {
  const answer = await client.listPosts(workspaceId);
  return answer.ok ? { readAt: now, posts: new Map(answer.value.posts.map((post) => [post.id, post])) } : undefined;
}

export async function settlePost(step: Step, pin: Pin, post: Post): Promise<void> {
  await update(step, pin, (row) => applyPost(row, post, step.world.now()));
}

/**
 * Postbreeze says that the post is not there. We believe it if it says so twice, some time apart, and the key still
 * reaches the account. Even then we look again now and then, and take it back if the post shows up.
 */
export async function settleGone(step: Step, pin: Pin): Promise<void> {
  const { world } = step;
  if (pin.state === 'published') {
    await update(step, pin, (row) => giveBack(row, world.now(), { nextAttemptAt: null }));
    return;
  }
  const isNew = world.now() - (pin.done.createStartedAt ?? 0) < APPEARS_WITHIN;
  const isBelieved =
    isPostGone(pin) || (!isNew && wasGoneBefore(pin, world.now()) && (await reachesAccount(step, pin)));
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

/**
 * Whether the key reaches the pin's account. If not, what it says of that account's posts means nothing, and all its pins
 * wait.
 */
export async function reachesAccount(step: Step, pin: Pin): Promise<boolean> {
  const account = await refreshAccount(step.client, step.world, pin.accountId);
  if (account === null && pin.accountId !== null) await step.pause(ACCOUNT_NOT_REACHED, '', pin.accountId);
  return account !== null && account !== undefined;
}

/** Whether the post was missing before, long enough ago to believe it now. */
export function wasGoneBefore({ lastError }: Pin, now: number, patience = AGAIN): boolean {
  return lastError?.code === 'POST_GONE' && now - lastError.at >= patience;
}
