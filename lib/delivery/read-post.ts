import { giveBack, refuse } from '../pin/moves';
import type { Pin } from '../pin/pin';
import type { Client } from '../postbreeze/client';
import type { Post } from '../postbreeze/wire';
import { SECOND } from '../time';
import { applyPost, problem } from './apply-post';
import { deleteTwins } from './settle-unknown';
import { settleError, update, type Work } from './work';

/** How long after a post was first not found it is looked for again. */
const AGAIN = 30 * SECOND;

/** Posts just listed, so that many pins are looked at with one call. */
export interface PostCache {
  /** When the list was asked for: what it says is no older. Epoch ms. */
  readAt: number;
  posts: Map<string, Post>;
}

/** Reads back what became of a pin's post. */
export async function look(work: Work, pin: Pin, cache: PostCache | undefined): Promise<void> {
  const listed = cache && isNewsOf(pin, cache) ? cache.posts.get(pin.done.postId ?? '') : undefined;
  if (listed) {
    await settleLook(work, pin, listed);
    return deleteTwins(work, pin, cache?.posts.values() ?? []);
  }
  const answer = await work.client.getPost(pin.done.postId ?? '');
  if (!answer.ok) return settleError(work, pin, answer.error, { neverGivesUp: true });
  return settleLook(work, pin, answer.value);
}

/**
 * Whether a list says more of the pin's post than is known: one that was asked for before the last answer about the post may show
 * it as it was then, a draft, say, that has been scheduled meanwhile.
 */
function isNewsOf({ post }: Pin, { readAt }: PostCache): boolean {
  return readAt > (post?.checkedAt ?? Number.NEGATIVE_INFINITY);
}

/** Reads all posts of a workspace at once; undefined when it cannot. */
export async function listForLooks(client: Client, workspaceId: string, now: number): Promise<PostCache | undefined> {
  const answer = await client.listPosts(workspaceId);
  return answer.ok ? { readAt: now, posts: new Map(answer.value.posts.map((post) => [post.id, post])) } : undefined;
}

/** Puts what was read into the pin. `null`: the post is gone. */
export async function settleLook(work: Work, pin: Pin, post: Post | null): Promise<void> {
  const now = work.world.now();
  await update(work, pin, (row) => (post ? applyPost(row, post, now) : applyGone(row, now)));
}

/** The post was deleted in the dashboard. Believed when it is told twice: what was just made may not be shown everywhere yet. */
function applyGone(pin: Pin, now: number): Pin {
  if (pin.state === 'published') return giveBack(pin, now, { nextAttemptAt: null });
  const gone = problem('POST_GONE', now);
  if (isToldAgain(pin, now)) return refuse(pin, gone, now);
  const since = pin.lastError?.code === gone.code ? pin.lastError : gone;
  return giveBack(pin, now, { lastError: since, nextAttemptAt: since.at + AGAIN });
}

/** Whether the post was not found before, long enough ago to believe it now. */
export function isToldAgain({ lastError }: Pin, now: number): boolean {
  return lastError?.code === 'POST_GONE' && now - lastError.at >= AGAIN;
}
