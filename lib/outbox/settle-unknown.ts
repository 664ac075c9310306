import { giveBack, refuse } from '../pin/moves';
import type { Pin } from '../pin/pin';
import type { Post } from '../postbreeze/wire';
import { type Finding, findOurPost, mayBeCut } from './find-our-post';
import { saysTheSame } from './post-body';
import { applyPost, problem, sentOf } from './read-back';
import { checkpoint, settleError, update, type Work } from './work';

const SECOND = 1000;

/** How long a create call that nobody waits for any more may still be carried out, from its beginning. */
export const SETTLE_AFTER = 90 * SECOND;

/**
 * Looks what became of a create call of unknown outcome. Found: the post is adopted. Surely absent: answers the pin, free to be
 * created. Not known yet: given back, to look again. Not to be known: the user decides. Answers undefined but for the second.
 */
export async function settleUnknown(work: Work, pin: Pin): Promise<Pin | undefined> {
  const { world, client } = work;
  const { sent, createStartedAt } = pin.done;
  const startedAt = Math.min(createStartedAt ?? 0, world.now()); // the clock may have been set back
  if (!sent) return leaveToUser(work, pin);
  const list = await client.listPosts(work.account?.workspaceId ?? '');
  if (!list.ok) {
    await settleError(work, pin, list.error, { gaveUp: 'OUTCOME_UNKNOWN', onRefused: toUser(world.now()) });
    return undefined;
  }
  const finding = findOurPost(await dropTaken(work, pin, list.value.posts), sent, startedAt);
  if (finding.kind === 'found') {
    await adopt(work, pin, finding.post);
    return undefined;
  }
  const now = world.now();
  if (finding.kind === 'absent' && now < startedAt + SETTLE_AFTER) {
    await update(work, pin, (row) => {
      const done = { ...row.done, createStartedAt: startedAt };
      return giveBack({ ...row, done }, now, { nextAttemptAt: startedAt + SETTLE_AFTER });
    });
    return undefined;
  }
  if (await isInconclusive(work, finding, list.value)) return leaveToUser(work, pin);
  return checkpoint(work, pin, (row) => ({ ...row, done: { ...row.done, createStartedAt: null, sent: null } }));
}

/** The post is ours: the pin carries on as if the create call had answered. */
export async function adopt(work: Work, pin: Pin, post: Post): Promise<void> {
  const now = work.world.now();
  const settle = (row: Pin): Pin => {
    const said = row.done.sent;
    const settled = applyPost(
      { ...row, lastError: null, done: { ...row.done, sent: said && sentOf(post, said) } },
      post,
      now,
    );
    // What the user changed while the call was under way goes after it.
    const isChanged = settled.state === 'handed-over' && settled.request === null && said && !saysTheSame(row, said);
    return isChanged ? { ...settled, request: 'update', nextAttemptAt: null } : settled;
  };
  const settled = await update(work, pin, settle);
  if (settled) return;
  // Another drain has the pin by now. That the post exists is true all the same, and spares it the search.
  await work.world.store.updatePin(pin.id, (row) => {
    const isSameCall = row.done.createStartedAt !== null && row.done.createStartedAt === pin.done.createStartedAt;
    return isSameCall && row.done.postId === null ? { ...row, done: { ...row.done, postId: post.id } } : undefined;
  });
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

async function isInconclusive(work: Work, finding: Finding, list: { posts: Post[]; unread: number }): Promise<boolean> {
  if (finding.kind === 'ambiguous' || list.unread > 0) return true;
  return mayBeCut(list.posts, await work.world.store.listPostIds());
}

async function leaveToUser(work: Work, pin: Pin): Promise<undefined> {
  const now = work.world.now();
  await update(work, pin, (row) => toUser(now)(row));
  return undefined;
}

function toUser(now: number): (pin: Pin) => Pin {
  return (pin) => {
    const why = problem('OUTCOME_UNKNOWN', now);
    return pin.state === 'sending'
      ? refuse(pin, why, now)
      : giveBack(pin, now, { request: null, lastError: why, nextAttemptAt: null });
  };
}
