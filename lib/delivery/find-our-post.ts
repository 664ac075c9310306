import type { Sent } from '../pin/pin';
import type { Post } from '../postbreeze/wire';
import { MINUTE, SECOND } from '../time';

/** How far this browser's clock and Postbreeze's may be apart; if they are further, another draft is made, which is harmless. */
const SKEW = MINUTE;

/** What became of a create call of unknown outcome, as far as a list of posts tells. */
export type Finding = { kind: 'found'; post: Post } | { kind: 'ambiguous' } | { kind: 'absent' };

/**
 * Looks for our own post, created since the call began. By the ids of its media, which nobody else has; where it was sent
 * without any, by account, board, title, link, description, time and status. Several that fit so cannot be told apart.
 */
export function findOurPost(posts: readonly Post[], sent: Sent, startedAt: number): Finding {
  const fitting =
    sent.mediaIds.length > 0
      ? posts.filter((post) => hasMedia(post, sent) && (post.createdAt ?? startedAt) >= startedAt - SKEW)
      : posts.filter((post) => saysTheSame(post, sent, startedAt));
  const [post, ...others] = fitting;
  if (!post) return { kind: 'absent' };
  const areOurs = sent.mediaIds.length > 0;
  return others.length > 0 && !areOurs ? { kind: 'ambiguous' } : { kind: 'found', post };
}

/** Ids of one upload are ours alone; one of them is enough. */
export function hasMedia(post: Post, sent: Sent): boolean {
  const ids = new Set([
    ...post.media.map(({ mediaAssetId }) => mediaAssetId),
    ...post.targets.flatMap((target) => target.mediaIds),
  ]);
  return sent.mediaIds.some((id) => ids.has(id));
}

function saysTheSame(post: Post, sent: Sent, startedAt: number): boolean {
  return (
    post.caption.trim() === sent.caption.trim() &&
    (sent.scheduledFor === null ? post.status === 'DRAFT' : isSameTime(post.scheduledAt, sent.scheduledFor)) &&
    post.createdAt !== null &&
    post.createdAt >= startedAt - SKEW &&
    post.targets.some(
      ({ socialAccountId, platformOptions: { board, title, link } }) =>
        socialAccountId === sent.accountId &&
        board === sent.boardId &&
        title.trim() === sent.title.trim() &&
        link === sent.link,
    )
  );
}

/** Postbreeze may keep whole seconds only. */
export function isSameTime(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && Math.abs(a - b) < SECOND;
}
