import type { Post, PostStatus, Target } from './state.ts';

/** A post's status once one of its targets has moved. */
export function statusOf({ targets }: Post): PostStatus {
  const has = (status: Target['status']) => targets.some((target) => target.status === status);
  const isWaiting = targets.some(({ dueAt }) => dueAt !== null);
  if (has('PUBLISHING') || isWaiting) return 'PUBLISHING';
  if (has('PUBLISHED')) return has('FAILED') || has('CANCELED') ? 'PARTIALLY_PUBLISHED' : 'PUBLISHED';
  return has('FAILED') ? 'FAILED' : 'CANCELED';
}

/** Makes targets wait for `dueAt` (epoch ms; null: not before someone says when), whatever became of them before. */
export function requeue(targets: Target[], dueAt: number | null): void {
  for (const target of targets) {
    Object.assign(target, { status: 'PENDING', errorCode: null, errorMessage: null, dueAt });
  }
}

/** Stops every target that is not yet on its way; the row stays. */
export function cancelPost(post: Post, now: number): Post {
  for (const target of post.targets) {
    const isStoppable = target.status === 'PENDING' || target.status === 'FAILED';
    if (isStoppable) Object.assign(target, { status: 'CANCELED', dueAt: null });
  }
  post.status = statusOf(post);
  post.updatedAt = now;
  return post;
}
