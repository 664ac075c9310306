import { giveBack } from '../pin/moves';
import type { Pin } from '../pin/pin';
import type { Post } from '../postbreeze/wire';
import { SECOND } from '../time';
import { findOurPost, hasMedia } from './find-our-post';
import { checkpoint, settleError, update, type Work } from './work';

/** How long a create call that nobody waits for any more may still be carried out, from its beginning. */
export const SETTLE_AFTER = 30 * SECOND;

/**
 * Looks what became of a create call of unknown outcome, and answers the pin: with its post where that is found, without where
 * it is absent (or one among several that cannot be told apart: drafts, which nobody publishes). Undefined: the pin was given
 * back, to look again.
 */
export async function settleUnknown(work: Work, pin: Pin): Promise<Pin | undefined> {
  const { world, client } = work;
  const { sent, createStartedAt } = pin.done;
  if (!sent) return forget(work, pin);
  const startedAt = Math.min(createStartedAt ?? 0, world.now()); // the clock may have been set back
  const list = await client.listPosts(work.account?.workspaceId ?? '');
  if (!list.ok) {
    await settleError(work, pin, list.error);
    return undefined;
  }
  const free = await dropTaken(work, pin, list.value.posts);
  const finding = findOurPost(free, sent, startedAt);
  if (finding.kind === 'found') return keepPost(work, pin, finding.post, free);
  const now = world.now();
  if (finding.kind === 'ambiguous' || now >= startedAt + SETTLE_AFTER) return forget(work, pin);
  await update(work, pin, (row) => {
    const done = { ...row.done, createStartedAt: startedAt };
    return giveBack({ ...row, done }, now, { nextAttemptAt: startedAt + SETTLE_AFTER });
  });
  return undefined;
}

function forget(work: Work, pin: Pin): Promise<Pin | undefined> {
  return checkpoint(work, pin, (row) => ({ ...row, done: { ...row.done, createStartedAt: null, sent: null } }));
}

async function keepPost(work: Work, pin: Pin, post: Post, posts: Post[]): Promise<Pin | undefined> {
  const kept = await checkpoint(work, pin, (row) => ({ ...row, done: { ...row.done, postId: post.id } }));
  if (kept) await deleteTwins(work, kept, posts);
  return kept;
}

/**
 * Deletes drafts that a repeated create call left behind: those with uploads of this very pin. Drafts are never published, so
 * this is tidiness; whatever comes in between, the next one may do it. Without uploads, nothing tells a draft of ours for certain
 * from another program's (another browser's, say) of the same words, so such drafts stay: better untidy than another's loss.
 */
export async function deleteTwins(work: Work, pin: Pin, posts: Iterable<Post>): Promise<void> {
  const { sent, postId } = pin.done;
  if (!sent || postId === null) return;
  const isTwin = (post: Post) => post.id !== postId && post.status === 'DRAFT' && hasMedia(post, sent);
  for (const { id } of [...posts].filter(isTwin)) await work.client.deletePost(id);
}

/** Without the posts that other pins of ours hold. */
async function dropTaken(work: Work, pin: Pin, posts: Post[]): Promise<Post[]> {
  const sent = pin.done.sent!;
  const candidates = posts.filter((post) => findOurPost([post], sent, 0).kind === 'found');
  const taken = new Set<string>();
  for (const { id } of candidates) {
    const holder = await work.world.store.findPinOfPost(id);
    if (holder !== undefined && holder !== pin.id) taken.add(id);
  }
  return posts.filter(({ id }) => !taken.has(id));
}
